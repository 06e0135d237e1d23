package io.ghostbridge.transport.dns.internal.message;

import org.jspecify.annotations.Nullable;

/**
 * The options of a query's OPT record that this server acts on; all others are ignored (RFC 6891,
 * section 6.1.2).
 *
 * @param cookie the content of the first COOKIE option (RFC 7873), of a length that is allowed;
 *     null without one
 * @param padding whether there is a Padding option (RFC 7830)
 * @param keepAlive whether there is an edns-tcp-keepalive option (RFC 7828)
 */
@SuppressWarnings("ArrayRecordComponent") // Never compared.
public record QueryOptions(byte @Nullable [] cookie, boolean padding, boolean keepAlive) {
  /** The length of a client's part of a cookie, which comes first (RFC 7873, section 4). */
  public static final int CLIENT_COOKIE_BYTES = 8;

  private static final int LEAST_SERVER_COOKIE_BYTES = 8;
  private static final int GREATEST_SERVER_COOKIE_BYTES = 32;
  private static final int OPTION_HEADER_BYTES = 4;

  /** No option of those above. */
  static final QueryOptions NONE = new QueryOptions(null, false, false);

  /**
   * Reads {@code message} from {@code start} to {@code end}.
   *
   * @return null if an option does not end where it should, or a cookie has a length that none may
   *     have (RFC 7873, section 5.2.2)
   */
  static @Nullable QueryOptions of(byte[] message, int start, int end) {
    byte[] cookie = null;
    boolean padding = false;
    boolean keepAlive = false;
    int at = start;
    while (at < end) {
      if (end - at < OPTION_HEADER_BYTES) {
        return null;
      }
      int code = unsigned16(message, at);
      int length = unsigned16(message, at + 2);
      at += OPTION_HEADER_BYTES;
      if (length > end - at) {
        return null;
      }
      switch (code) {
        case EdnsOption.COOKIE -> {
          if (cookie == null) {
            if (!isCookieLength(length)) {
              return null;
            }
            cookie = new byte[length];
            System.arraycopy(message, at, cookie, 0, length);
          }
        }
        case EdnsOption.PADDING -> padding = true;
        case EdnsOption.TCP_KEEPALIVE -> keepAlive = true;
        default -> {}
      }
      at += length;
    }
    return cookie == null && !padding && !keepAlive
        ? NONE
        : new QueryOptions(cookie, padding, keepAlive);
  }

  /** Whether a COOKIE option may have {@code length} bytes (RFC 7873, section 4). */
  static boolean isCookieLength(int length) {
    return length == CLIENT_COOKIE_BYTES
        || (length >= CLIENT_COOKIE_BYTES + LEAST_SERVER_COOKIE_BYTES
            && length <= CLIENT_COOKIE_BYTES + GREATEST_SERVER_COOKIE_BYTES);
  }

  private static int unsigned16(byte[] bytes, int offset) {
    return ((bytes[offset] & 0xff) << 8) | (bytes[offset + 1] & 0xff);
  }
}
