package io.ghostbridge.names.internal;

import java.nio.charset.StandardCharsets;

/** Names between their wire format (RFC 1035, section 4.1.2) and canonical text. */
final class WireNames {
  private WireNames() {}

  /**
   * The text of a well-formed, uncompressed name in lower case. Bytes that no canonical name has,
   * dots among them, become {@code \DDD}, so that the text has as many labels as the name.
   */
  static String text(byte[] wire) {
    var text = new StringBuilder(wire.length);
    for (int at = 0; wire[at] != 0; at += wire[at] + 1) {
      if (at > 0) {
        text.append('.');
      }
      for (int i = at + 1; i <= at + wire[at]; i++) {
        appendByte(text, wire[i] & 0xff);
      }
    }
    return text.toString();
  }

  private static void appendByte(StringBuilder text, int value) {
    if (isHostnameByte(value)) {
      text.append((char) value);
    } else {
      text.append('\\');
      text.append((char) ('0' + value / 100));
      text.append((char) ('0' + value / 10 % 10));
      text.append((char) ('0' + value % 10));
    }
  }

  private static boolean isHostnameByte(int value) {
    return (value >= 'a' && value <= 'z')
        || (value >= '0' && value <= '9')
        || value == '-'
        || value == '_'
        || value == '*';
  }

  /** The wire format of a canonical name. */
  static byte[] wire(String name) {
    if (name.isEmpty()) {
      return new byte[1];
    }
    byte[] text = name.getBytes(StandardCharsets.US_ASCII);
    byte[] wire = new byte[text.length + 2];
    int length = 0;
    for (int i = text.length - 1; i >= 0; i--) {
      if (text[i] == '.') {
        wire[i + 1] = (byte) length;
        length = 0;
      } else {
        wire[i + 1] = text[i];
        length++;
      }
    }
    wire[0] = (byte) length;
    return wire;
  }

  /** Whether {@code name} is {@code ancestor} or below it. */
  static boolean isWithin(String name, String ancestor) {
    int extra = name.length() - ancestor.length();
    return name.endsWith(ancestor) && (extra == 0 || (extra > 0 && name.charAt(extra - 1) == '.'));
  }
}
