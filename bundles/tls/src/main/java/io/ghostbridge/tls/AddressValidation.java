package io.ghostbridge.tls;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.QuicTokenHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/**
 * Makes QUIC's clients prove their address by a Retry packet (RFC 9000 section 8.1.2) when too many
 * handshakes are under way: a Retry costs this side no memory. One object a socket, for its event
 * loop.
 *
 * <p>A token is the time, a MAC over time, address and the id that the client had chosen, and that
 * id. It is good for the address it was made for, for ten seconds, in the process that made it.
 */
public final class AddressValidation implements QuicTokenHandler {
  /** The length of a server's own connection ids, which is the greatest. */
  public static final int CONNECTION_ID_BYTES = 20;

  private static final long GOOD_FOR_NANOS = TimeUnit.SECONDS.toNanos(10);
  private static final int MAC_OFFSET = Long.BYTES;
  private static final int ID_OFFSET = MAC_OFFSET + Hmac.BYTES;

  /** What a client chooses for its first packet (RFC 9000 section 7.2). */
  private static final int MIN_ID_BYTES = 8;

  private final Hmac hmac;
  private final BooleanSupplier underLoad;

  /**
   * Validates addresses.
   *
   * @param key of this process alone; sockets that share a port share it
   * @param underLoad whether a client without a token has to prove its address now
   */
  public AddressValidation(byte[] key, BooleanSupplier underLoad) {
    this.hmac = new Hmac(key);
    this.underLoad = underLoad;
  }

  @Override
  public boolean writeToken(ByteBuf out, ByteBuf dcid, InetSocketAddress address) {
    if (!underLoad.getAsBoolean()) {
      return false;
    }
    byte[] id = bytes(dcid, dcid.readerIndex(), dcid.readableBytes());
    long now = System.nanoTime();
    out.writeLong(now).writeBytes(mac(now, address, id)).writeBytes(id);
    return true;
  }

  @Override
  public TokenValidationResult validateToken(
      ByteBuf token, InetSocketAddress address, ByteBuf dcid) {
    // Netty takes the connection's key from the packet's id, which after a Retry is one of ours.
    return dcid.readableBytes() == CONNECTION_ID_BYTES && validateToken(token, address) >= 0
        ? TokenValidationResult.odcidFromToken(ID_OFFSET)
        : TokenValidationResult.invalidToken();
  }

  @Override
  public int validateToken(ByteBuf token, InetSocketAddress address) {
    int idBytes = token.readableBytes() - ID_OFFSET;
    if (idBytes < MIN_ID_BYTES || idBytes > CONNECTION_ID_BYTES) {
      return -1;
    }
    int start = token.readerIndex();
    long made = token.getLong(start);
    long age = System.nanoTime() - made;
    if (age < 0 || age > GOOD_FOR_NANOS) {
      return -1;
    }
    byte[] mac = bytes(token, start + MAC_OFFSET, Hmac.BYTES);
    byte[] id = bytes(token, start + ID_OFFSET, idBytes);
    return MessageDigest.isEqual(mac, mac(made, address, id)) ? ID_OFFSET : -1;
  }

  private static byte[] bytes(ByteBuf from, int index, int length) {
    byte[] bytes = new byte[length];
    from.getBytes(index, bytes);
    return bytes;
  }

  private byte[] mac(long time, InetSocketAddress address, byte[] id) {
    byte[] ip = address.getAddress().getAddress();
    ByteBuffer data =
        ByteBuffer.allocate(Long.BYTES + Short.BYTES + 1 + ip.length + id.length)
            .putLong(time)
            .putShort((short) address.getPort())
            .put((byte) ip.length)
            .put(ip)
            .put(id)
            .flip();
    return hmac.of(data);
  }

  @Override
  public int maxTokenLength() {
    return ID_OFFSET + CONNECTION_ID_BYTES;
  }
}
