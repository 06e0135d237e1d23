package io.ghostbridge.transport.http2.internal.connection;

import io.netty.buffer.ByteBuf;
import java.nio.charset.StandardCharsets;

/** What a client begins with (RFC 9113 section 3.4). */
final class ClientPreface {
  private static final byte[] PREFACE =
      "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
  private static final int SETTINGS_TYPE = 4;

  static final int LENGTH = PREFACE.length;

  /** So much of the first frame shows what it is: its length, type and flags. */
  static final int SETTINGS_START = 5;

  private ClientPreface() {}

  /** Whether the first {@code length} bytes are a preface's. */
  static boolean matches(ByteBuf data, int length) {
    for (int i = 0; i < length; i++) {
      if (data.getByte(data.readerIndex() + i) != PREFACE[i]) {
        return false;
      }
    }
    return true;
  }

  static boolean isFollowedBySettings(ByteBuf data) {
    int frame = data.readerIndex() + LENGTH;
    return data.getByte(frame + 3) == SETTINGS_TYPE && (data.getByte(frame + 4) & 1) == 0;
  }
}
