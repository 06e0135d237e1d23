package io.ghostbridge.client.internal.http3;

import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;

/** Text of {@code grpc-message}: UTF-8 with percent encoding; what is none stays as it is. */
final class PercentText {
  private static final int HEX = 16;

  private PercentText() {}

  static String decode(CharSequence text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream(text.length());
    for (int i = 0; i < text.length(); i++) {
      char character = text.charAt(i);
      if (character == '%' && i + 2 < text.length()) {
        int high = Character.digit(text.charAt(i + 1), HEX);
        int low = Character.digit(text.charAt(i + 2), HEX);
        if (high >= 0 && low >= 0) {
          bytes.write(high * HEX + low);
          i += 2;
          continue;
        }
      }
      bytes.write(character);
    }
    return bytes.toString(StandardCharsets.UTF_8);
  }
}
