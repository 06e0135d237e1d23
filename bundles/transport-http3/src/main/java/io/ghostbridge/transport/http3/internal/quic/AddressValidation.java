package io.ghostbridge.transport.http3.internal.quic;

import io.netty.buffer.ByteBuf;
import io.netty.handler.codec.quic.QuicTokenHandler;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.util.function.BooleanSupplier;

/**
 * Makes clients prove their address by a Retry packet (RFC 9000 section 8.1.2) when too many
 * handshakes are under way: a Retry costs this side no memory. One object a socket.
 *
 * <p>A token is the time, a MAC over time, address and the id that the client had chosen, and that
 * id. It is good for the address it was made for, for ten seconds.
 */
final class AddressValidation implements QuicTokenHandler {
  static final long TOKEN_MILLIS = 10_000;
  private static final int MAC_OFFSET = Long.BYTES;
  private static final int ID_OFFSET = MAC_OFFSET + Hmac.BYTES;
  private static final int MIN_ID_BYTES = 8;
  private static final int MAX_ID_BYTES = 20;

  private final Hmac hmac;
  private final BooleanSupplier underLoad;

  /**
   * Validates addresses.
   *
   * @param underLoad whether a client without a token has to prove its address now
   */
  AddressValidation(byte[] key, BooleanSupplier underLoad) {
    this.hmac = new Hmac(key);
    this.underLoad = underLoad;
  }

  @Override
  public boolean writeToken(ByteBuf out, ByteBuf dcid, InetSocketAddress address) {
    if (!underLoad.getAsBoolean()) {
      return false;
    }
    byte[] id = new byte[dcid.readableBytes()];
    dcid.getBytes(dcid.readerIndex(), id);
    long now = System.currentTimeMillis();
    out.writeLong(now).writeBytes(mac(now, address, id)).writeBytes(id);
    return true;
  }

  @Override
  public TokenValidationResult validateToken(
      ByteBuf token, InetSocketAddress address, ByteBuf dcid) {
    // Netty takes the connection's key from the packet's id, which after a Retry is one of ours.
    return dcid.readableBytes() == ConnectionIds.LENGTH && validateToken(token, address) >= 0
        ? TokenValidationResult.odcidFromToken(ID_OFFSET)
        : TokenValidationResult.invalidToken();
  }

  @Override
  public int validateToken(ByteBuf token, InetSocketAddress address) {
    int idBytes = token.readableBytes() - ID_OFFSET;
    if (idBytes < MIN_ID_BYTES || idBytes > MAX_ID_BYTES) {
      return -1;
    }
    int start = token.readerIndex();
    long made = token.getLong(start);
    long age = System.currentTimeMillis() - made;
    if (age < 0 || age > TOKEN_MILLIS) {
      return -1;
    }
    byte[] mac = new byte[Hmac.BYTES];
    token.getBytes(start + MAC_OFFSET, mac);
    byte[] id = new byte[idBytes];
    token.getBytes(start + ID_OFFSET, id);
    return MessageDigest.isEqual(mac, mac(made, address, id)) ? ID_OFFSET : -1;
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
    return ID_OFFSET + MAX_ID_BYTES;
  }
}
