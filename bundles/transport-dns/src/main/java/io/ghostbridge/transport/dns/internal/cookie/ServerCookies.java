package io.ghostbridge.transport.dns.internal.cookie;

import io.ghostbridge.transport.dns.internal.message.QueryOptions;
import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.security.MessageDigest;
import java.util.List;
import org.bouncycastle.crypto.macs.SipHash;
import org.bouncycastle.crypto.params.KeyParameter;

/**
 * Makes and checks server cookies of version 1, which every server with the same secret makes alike
 * (RFC 9018, section 4). Safe for use by any thread.
 */
final class ServerCookies {
  static final int SECRET_BYTES = 16;

  private static final int CLIENT_BYTES = QueryOptions.CLIENT_COOKIE_BYTES;
  private static final int SERVER_BYTES = 16;
  private static final int HASH_BYTES = 8;
  private static final byte VERSION = 1;

  /** RFC 9018, section 4.3. */
  private static final int OLDEST_SECONDS = 3600;

  private static final int FURTHEST_AHEAD_SECONDS = 300;
  private static final int RENEWED_AFTER_SECONDS = 1800;

  private final List<byte[]> secrets;

  /**
   * @param secrets of 16 bytes each: new cookies are made with the first, and those made with any
   *     are taken, so that a secret can be replaced (RFC 9018, section 5)
   */
  ServerCookies(List<byte[]> secrets) {
    this.secrets = secrets.stream().map(byte[]::clone).toList();
  }

  /**
   * Checks the content of a COOKIE option from {@code client}.
   *
   * @param cookie of a length that a COOKIE option may have
   * @param nowSeconds since 1970; only the lower 32 bits count, compared as serial numbers (RFC
   *     1982)
   */
  CheckedCookie check(byte[] cookie, InetAddress client, long nowSeconds) {
    byte[] address = client.getAddress();
    int age = (int) nowSeconds - timestamp(cookie);
    int secret = cookie.length == CLIENT_BYTES + SERVER_BYTES ? madeWith(cookie, address) : -1;
    boolean valid = secret >= 0 && age <= OLDEST_SECONDS && age >= -FURTHEST_AHEAD_SECONDS;
    boolean fresh = valid && secret == 0 && age <= RENEWED_AFTER_SECONDS;
    return new CheckedCookie(valid, fresh ? cookie : make(cookie, address, (int) nowSeconds));
  }

  private static int timestamp(byte[] cookie) {
    return cookie.length < CLIENT_BYTES + SERVER_BYTES
        ? 0
        : ByteBuffer.wrap(cookie).getInt(CLIENT_BYTES + 4);
  }

  /** The secret that made {@code cookie}, or -1. */
  private int madeWith(byte[] cookie, byte[] address) {
    if (cookie[CLIENT_BYTES] != VERSION) {
      return -1;
    }
    ByteBuffer given = ByteBuffer.allocate(HASH_BYTES);
    given.put(cookie, cookie.length - HASH_BYTES, HASH_BYTES);
    for (int i = 0; i < secrets.size(); i++) {
      byte[] expected = hash(secrets.get(i), cookie, cookie.length - HASH_BYTES, address);
      if (MessageDigest.isEqual(expected, given.array())) {
        return i;
      }
    }
    return -1;
  }

  private byte[] make(byte[] cookie, byte[] address, int nowSeconds) {
    ByteBuffer both = ByteBuffer.allocate(CLIENT_BYTES + SERVER_BYTES);
    both.put(cookie, 0, CLIENT_BYTES).put(VERSION).put(new byte[3]).putInt(nowSeconds);
    both.put(hash(secrets.getFirst(), both.array(), both.position(), address));
    return both.array();
  }

  /** SipHash-2-4 of cookie, version, reserved bytes and time, and the client's address. */
  private static byte[] hash(byte[] secret, byte[] cookie, int length, byte[] address) {
    SipHash hash = new SipHash();
    hash.init(new KeyParameter(secret));
    hash.update(cookie, 0, length);
    hash.update(address, 0, address.length);
    return ByteBuffer.allocate(HASH_BYTES)
        .order(ByteOrder.LITTLE_ENDIAN)
        .putLong(hash.doFinal())
        .array();
  }
}
