package io.ghostbridge.rpc;

import io.netty.util.AsciiString;

/**
 * Which names and values a field may have (RFC 9113 section 8.2, RFC 9114 section 4.2). What breaks
 * the rules is an {@link IllegalArgumentException}, for HTTP a malformed message.
 */
public final class FieldSyntax {
  private static final AsciiString TRAILERS = AsciiString.cached("trailers");
  private static final int MOST_DIGITS = 18;
  private static final boolean[] NAME_BYTES = new boolean[256];

  static {
    for (int b = 'a'; b <= 'z'; b++) {
      NAME_BYTES[b] = true;
    }
    for (int b = '0'; b <= '9'; b++) {
      NAME_BYTES[b] = true;
    }
    for (char c : "!#$%&'*+-.^_`|~".toCharArray()) {
      NAME_BYTES[c] = true;
    }
  }

  private FieldSyntax() {}

  /** Refuses what is no token in lower case. */
  public static void checkName(AsciiString name) {
    byte[] bytes = name.array();
    int end = name.arrayOffset() + name.length();
    for (int i = name.arrayOffset(); i < end; i++) {
      if (!NAME_BYTES[bytes[i] & 0xff]) {
        throw new IllegalArgumentException("a field name has byte " + (bytes[i] & 0xff));
      }
    }
  }

  /** Refuses line ends and zeros. */
  public static void checkValue(AsciiString value) {
    byte[] bytes = value.array();
    int end = value.arrayOffset() + value.length();
    for (int i = value.arrayOffset(); i < end; i++) {
      byte b = bytes[i];
      if (b >= 0 && b <= '\r' && (b == 0 || b == '\n' || b == '\r')) {
        throw new IllegalArgumentException("a field value has byte " + b);
      }
    }
  }

  /** Refuses fields of HTTP/1.1's connections (RFC 9113 section 8.2.2). */
  public static void checkNotConnectionSpecific(AsciiString name) {
    boolean refused =
        switch (name.length()) {
          case 7 -> name.contentEquals("upgrade");
          case 10 -> name.contentEquals("connection") || name.contentEquals("keep-alive");
          case 16 -> name.contentEquals("proxy-connection");
          case 17 -> name.contentEquals("transfer-encoding");
          default -> false;
        };
    if (refused) {
      throw new IllegalArgumentException("field " + name + " belongs to HTTP/1.1");
    }
  }

  /** Refuses a field {@code te} that asks for anything but trailers (RFC 9113 section 8.2.2). */
  public static void checkTe(AsciiString name, AsciiString value) {
    if (name.contentEquals("te") && !value.contentEqualsIgnoreCase(TRAILERS)) {
      throw new IllegalArgumentException("te may only be trailers");
    }
  }

  /**
   * The value of a field {@code content-length} (RFC 9110 section 8.6), which may be there again
   * with the same value.
   *
   * @param before what another such field said, or -1
   */
  public static long contentLength(AsciiString value, long before) {
    long length = value.isEmpty() || value.length() > MOST_DIGITS ? -1 : 0;
    for (int i = 0; i < value.length() && length >= 0; i++) {
      int digit = value.byteAt(i) - '0';
      length = digit < 0 || digit > 9 ? -1 : length * 10 + digit;
    }
    if (length < 0 || (before >= 0 && before != length)) {
      throw new IllegalArgumentException("content-length is no number, or two different ones");
    }
    return length;
  }

  /** A string's bytes, its own where it is the whole array. */
  public static byte[] bytes(AsciiString string) {
    return string.isEntireArrayUsed() ? string.array() : string.toByteArray();
  }
}
