package io.ghostbridge.transport.http2.internal.connection;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;

/**
 * One buffer in which an event loop's answers are serialised: most are copied into the connection's
 * output at once, and need none of their own. Used by that loop only.
 */
final class MessageBuffer {
  private static final int BYTES = 8 * 1024;

  private final ByteBuf shared = Unpooled.buffer(BYTES, BYTES);

  /** An empty buffer with room for {@code bytes}, which is the shared one if that is free. */
  ByteBuf take(int bytes) {
    return bytes <= BYTES && shared.refCnt() == 1
        ? shared.clear().retain()
        : Unpooled.buffer(bytes, bytes);
  }

  /**
   * The message in a buffer that may be kept: {@code frame} itself, unless it is the shared one.
   */
  @SuppressWarnings("ReferenceEquality") // another buffer with the same bytes is another buffer
  ByteBuf keep(ByteBuf frame) {
    if (frame != shared) {
      return frame;
    }
    ByteBuf own = Unpooled.copiedBuffer(frame);
    frame.release();
    return own;
  }
}
