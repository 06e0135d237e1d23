package io.ghostbridge.rpc;

import io.netty.util.AsciiString;

/**
 * Which names and values a field may have (RFC 9113 section 8.2, RFC 9114 section 4.2). What breaks
 * the rules is an {@link IllegalArgumentException}, for HTTP a malformed message.
 */
public final class FieldSyntax {
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
}
