package io.ghostbridge.transport.dns.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.QuicTokenHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Has clients prove their address by a Retry packet (RFC 9000, section 8.1.2) while many handshakes
 * are under way. A token is the time, a MAC over it, the address and the connection id that the
 * client chose, and that id; it holds for ten seconds. For one socket and its event loop.
 */
final class QuicTokens implements QuicTokenHandler {
  private static final String ALGORITHM = "HmacSHA256";
  private static final int MAC_BYTES = 32;
  private static final int ID_OFFSET = Long.BYTES + MAC_BYTES;
  private static final int GREATEST_ID_BYTES = 20;
  private static final long HOLDS_NANOS = TimeUnit.SECONDS.toNanos(10);

  private final Mac mac;
  private final BooleanSupplier needed;

  /**
   * @param needed whether a client without a token has to prove its address now
   */
  QuicTokens(BooleanSupplier needed) {
    this.needed = needed;
    byte[] key = new byte[MAC_BYTES];
    new SecureRandom().nextBytes(key);
    try {
      mac = Mac.getInstance(ALGORITHM);
      mac.init(new SecretKeySpec(key, ALGORITHM));
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("the platform has no " + ALGORITHM, e);
    }
  }

  @Override
  public boolean writeToken(ByteBuf out, ByteBuf connectionId, InetSocketAddress client) {
    if (!needed.getAsBoolean()) {
      return false;
    }
    byte[] id = bytes(connectionId, connectionId.readerIndex(), connectionId.readableBytes());
    long now = System.nanoTime();
    out.writeLong(now).writeBytes(code(now, client, id)).writeBytes(id);
    return true;
  }

  @Override
  public int validateToken(ByteBuf token, InetSocketAddress client) {
    int idBytes = token.readableBytes() - ID_OFFSET;
    if (idBytes < 0 || idBytes > GREATEST_ID_BYTES) {
      return -1;
    }
    int start = token.readerIndex();
    long made = token.getLong(start);
    long age = System.nanoTime() - made;
    byte[] given = bytes(token, start + Long.BYTES, MAC_BYTES);
    byte[] id = bytes(token, start + ID_OFFSET, idBytes);
    boolean valid =
        age >= 0 && age <= HOLDS_NANOS && MessageDigest.isEqual(given, code(made, client, id));
    return valid ? ID_OFFSET : -1;
  }

  private static byte[] bytes(ByteBuf from, int index, int length) {
    byte[] bytes = new byte[length];
    from.getBytes(index, bytes);
    return bytes;
  }

  private byte[] code(long made, InetSocketAddress client, byte[] id) {
    byte[] address = client.getAddress().getAddress();
    mac.update(
        ByteBuffer.allocate(Long.BYTES + Integer.BYTES + address.length + id.length)
            .putLong(made)
            .putShort((short) client.getPort())
            .putShort((short) address.length)
            .put(address)
            .put(id)
            .flip());
    return mac.doFinal();
  }

  @Override
  public int maxTokenLength() {
    return ID_OFFSET + GREATEST_ID_BYTES;
  }
}
