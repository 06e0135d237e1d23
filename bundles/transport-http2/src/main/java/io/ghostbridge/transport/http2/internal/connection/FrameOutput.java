package io.ghostbridge.transport.http2.internal.connection;

import static io.ghostbridge.transport.http2.internal.connection.FrameType.ACK;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.CONTINUATION;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.DATA;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.END_HEADERS;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.END_STREAM;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.GOAWAY;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.HEADERS;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.PING;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.RST_STREAM;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.SETTINGS;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.WINDOW_UPDATE;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Settings;
import org.jspecify.annotations.Nullable;

/**
 * Writes frames into one buffer that goes out with the next flush: answers of many streams cost one
 * write. No buffer is held between flushes. Event loop only.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class FrameOutput {
  private static final int FIRST_BUFFER_BYTES = 4 * 1024;
  private static final int FULL_BUFFER_BYTES = 32 * 1024;

  /** A payload of this size is passed on as it is, not copied. */
  private static final int PASS_ON_BYTES = 8 * 1024;

  private static final int FRAME_HEADER_BYTES = 9;

  private final ChannelHandlerContext context;
  private final ResponseEncoder encoder = new ResponseEncoder();
  private @Nullable ByteBuf buffer;
  private boolean written;
  private int maxFrameBytes = 16 * 1024;

  FrameOutput(ChannelHandlerContext context) {
    this.context = context;
  }

  void maxFrameBytes(int bytes) {
    // Larger frames would only let one stream hold up the others.
    maxFrameBytes = Math.min(bytes, 16 * 1024);
  }

  int maxFrameBytes() {
    return maxFrameBytes;
  }

  ResponseEncoder encoder() {
    return encoder;
  }

  private ByteBuf room(int bytes) {
    ByteBuf current = buffer;
    if (current != null && current.readableBytes() + bytes > FULL_BUFFER_BYTES) {
      pass(current);
      current = null;
    }
    if (current == null) {
      current = context.alloc().directBuffer(Math.max(bytes, FIRST_BUFFER_BYTES));
      buffer = current;
    }
    return current;
  }

  private void pass(ByteBuf full) {
    buffer = null;
    written = true;
    context.write(full, context.voidPromise());
  }

  private ByteBuf frame(int type, int flags, int streamId, int payloadBytes) {
    ByteBuf out = room(FRAME_HEADER_BYTES + payloadBytes);
    writeFrameHeader(out, type, flags, streamId, payloadBytes);
    return out;
  }

  private static void writeFrameHeader(
      ByteBuf out, int type, int flags, int streamId, int payloadBytes) {
    out.writeLong(
        ((long) payloadBytes << 40)
            | ((long) type << 32)
            | ((long) flags << 24)
            | (streamId >>> 8));
    out.writeByte(streamId);
  }

  /** A header block, which has to come from the encoder just now. */
  void headers(int streamId, byte[] block, boolean endStream) {
    int endFlag = endStream ? END_STREAM : 0;
    if (block.length <= maxFrameBytes) {
      frame(HEADERS, END_HEADERS | endFlag, streamId, block.length).writeBytes(block);
      return;
    }
    int sent = maxFrameBytes;
    frame(HEADERS, endFlag, streamId, sent).writeBytes(block, 0, sent);
    while (sent < block.length) {
      int length = Math.min(maxFrameBytes, block.length - sent);
      int flags = sent + length == block.length ? END_HEADERS : 0;
      frame(CONTINUATION, flags, streamId, length).writeBytes(block, sent, length);
      sent += length;
    }
  }

  /** A DATA frame of the next {@code length} bytes of {@code payload}, which stays the caller's. */
  void data(int streamId, ByteBuf payload, int length, boolean endStream) {
    int flags = endStream ? END_STREAM : 0;
    if (length < PASS_ON_BYTES) {
      copy(payload, length, frame(DATA, flags, streamId, length));
      return;
    }
    ByteBuf out = room(FRAME_HEADER_BYTES);
    writeFrameHeader(out, DATA, flags, streamId, length);
    pass(out);
    context.write(payload.readRetainedSlice(length), context.voidPromise());
  }

  private static void copy(ByteBuf payload, int length, ByteBuf target) {
    if (payload.hasArray()) {
      // From buffer to buffer would make two views for each copy.
      int start = payload.arrayOffset() + payload.readerIndex();
      target.writeBytes(payload.array(), start, length);
      payload.skipBytes(length);
    } else {
      target.writeBytes(payload, length);
    }
  }

  void resetStream(int streamId, long errorCode) {
    frame(RST_STREAM, 0, streamId, 4).writeInt((int) errorCode);
  }

  void settings(Http2Settings settings) {
    ByteBuf out = frame(SETTINGS, 0, 0, 6 * settings.size());
    settings.forEach(
        (id, value) -> {
          out.writeShort(id);
          out.writeInt(value.intValue());
        });
  }

  void settingsAck() {
    frame(SETTINGS, ACK, 0, 0);
  }

  void ping(boolean ack, long content) {
    frame(PING, ack ? ACK : 0, 0, 8).writeLong(content);
  }

  void goAway(int lastStreamId, long errorCode, byte[] debug) {
    frame(GOAWAY, 0, 0, 8 + debug.length)
        .writeInt(lastStreamId)
        .writeInt((int) errorCode)
        .writeBytes(debug);
  }

  void windowUpdate(int streamId, int increment) {
    frame(WINDOW_UPDATE, 0, streamId, 4).writeInt(increment);
  }

  void flush() {
    ByteBuf current = buffer;
    if (current != null) {
      pass(current);
    }
    if (written) {
      written = false;
      context.flush();
    }
  }

  void release() {
    ByteBuf current = buffer;
    buffer = null;
    if (current != null) {
      current.release();
    }
  }
}
