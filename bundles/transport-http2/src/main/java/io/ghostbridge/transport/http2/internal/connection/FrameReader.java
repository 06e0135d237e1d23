package io.ghostbridge.transport.http2.internal.connection;

import static io.ghostbridge.transport.http2.internal.connection.FrameType.ACK;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.CONTINUATION;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.DATA;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.END_HEADERS;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.END_STREAM;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.GOAWAY;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.HEADERS;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.PADDED;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.PING;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.PRIORITY;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.PUSH_PROMISE;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.RST_STREAM;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.SETTINGS;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.WINDOW_UPDATE;
import static io.ghostbridge.transport.http2.internal.connection.FrameType.WITH_PRIORITY;
import static io.netty.handler.codec.http2.Http2Exception.connectionError;
import static io.netty.handler.codec.http2.Http2Exception.streamError;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.handler.codec.http2.Http2CodecUtil;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2Settings;

/**
 * Cuts received bytes into frames and checks what can be said of each by itself: lengths, padding,
 * the kind of stream, and that nothing comes between the parts of a header block (RFC 9113 sections
 * 4 and 6). What frames mean is for {@link FrameEvents}. A payload is read where it was received:
 * while it is, the buffer ends with it, so a frame costs no object. Event loop only.
 */
final class FrameReader {
  private static final int HEADER_BYTES = 9;
  private static final int MAX_PAYLOAD_BYTES = 16 * 1024;
  private static final int SETTING_BYTES = 6;
  private static final int PRIORITY_BYTES = 5;

  private final FrameEvents events;
  private final HeaderBlock block;

  FrameReader(FieldsDecoder decoder, ByteBufAllocator allocator, FrameEvents events) {
    this.events = events;
    this.block = new HeaderBlock(decoder, allocator);
  }

  /**
   * Takes the next frame off {@code input}.
   *
   * @return false if it is not there as a whole; then nothing was taken
   * @throws Http2Exception if it breaks the rules; unless it breaks those of frames as such, it was
   *     taken
   */
  boolean read(ByteBuf input) throws Http2Exception {
    if (input.readableBytes() < HEADER_BYTES) {
      return false;
    }
    int start = input.readerIndex();
    int length = input.getUnsignedMedium(start);
    if (length > MAX_PAYLOAD_BYTES) {
      throw connectionError(
          Http2Error.FRAME_SIZE_ERROR,
          "a frame of %d bytes is longer than %d",
          length,
          MAX_PAYLOAD_BYTES);
    }
    if (input.readableBytes() < HEADER_BYTES + length) {
      return false;
    }
    int received = input.writerIndex();
    int end = start + HEADER_BYTES + length;
    input.skipBytes(HEADER_BYTES).writerIndex(end);
    try {
      payload(
          input.getByte(start + 3),
          input.getByte(start + 4),
          input.getInt(start + 5) & Integer.MAX_VALUE,
          input);
    } finally {
      input.writerIndex(received).readerIndex(end);
    }
    return true;
  }

  private void payload(int type, int flags, int streamId, ByteBuf payload) throws Http2Exception {
    if (block.isOpen() && (type != CONTINUATION || streamId != block.streamId())) {
      throw connectionError(
          Http2Error.PROTOCOL_ERROR,
          "a frame of type %d on stream %d came within the header block of stream %d",
          type,
          streamId,
          block.streamId());
    }
    switch (type) {
      case DATA -> data(flags, streamId, payload);
      case HEADERS -> headers(flags, streamId, payload);
      case PRIORITY -> priority(streamId, payload);
      case RST_STREAM -> {
        checkOnStream(streamId);
        checkLength(payload, 4);
        events.reset(streamId);
      }
      case SETTINGS -> settings(flags, streamId, payload);
      case PUSH_PROMISE -> throw connectionError(Http2Error.PROTOCOL_ERROR, "a client cannot push");
      case PING -> ping(flags, streamId, payload);
      case GOAWAY -> {
        checkOnConnection(streamId);
        if (payload.readableBytes() < 8) {
          throw wrongLength(payload);
        }
        events.goAway();
      }
      case WINDOW_UPDATE -> windowUpdate(streamId, payload);
      case CONTINUATION -> continuation(flags, streamId, payload);
      default -> events.unknown();
    }
  }

  private static void checkOnStream(int streamId) throws Http2Exception {
    if (streamId == 0) {
      throw connectionError(Http2Error.PROTOCOL_ERROR, "a frame of streams came without a stream");
    }
  }

  private static void checkOnConnection(int streamId) throws Http2Exception {
    if (streamId != 0) {
      throw connectionError(
          Http2Error.PROTOCOL_ERROR, "a frame of the connection came on stream %d", streamId);
    }
  }

  private static void checkLength(ByteBuf payload, int bytes) throws Http2Exception {
    if (payload.readableBytes() != bytes) {
      throw wrongLength(payload);
    }
  }

  private static Http2Exception wrongLength(ByteBuf payload) {
    return connectionError(
        Http2Error.FRAME_SIZE_ERROR,
        "a payload of %d bytes is not what its frame's type has",
        payload.readableBytes());
  }

  /**
   * Takes padding off both ends of a payload.
   *
   * @return how many bytes that were, the one for its length included
   */
  private static int unpad(int flags, ByteBuf payload) throws Http2Exception {
    if ((flags & PADDED) == 0) {
      return 0;
    }
    int padding = payload.readUnsignedByte();
    if (padding > payload.readableBytes()) {
      throw connectionError(
          Http2Error.PROTOCOL_ERROR, "a padding of %d bytes is longer than its payload", padding);
    }
    payload.writerIndex(payload.writerIndex() - padding);
    return padding + 1;
  }

  private void data(int flags, int streamId, ByteBuf payload) throws Http2Exception {
    checkOnStream(streamId);
    if ((flags & PADDED) != 0 && !payload.isReadable()) {
      throw streamError(streamId, Http2Error.FRAME_SIZE_ERROR, "DATA without its padding");
    }
    int padding = unpad(flags, payload);
    events.data(streamId, payload, padding, (flags & END_STREAM) != 0);
  }

  private void headers(int flags, int streamId, ByteBuf payload) throws Http2Exception {
    checkOnStream(streamId);
    int least = (flags & PADDED) != 0 ? 1 : 0;
    if ((flags & WITH_PRIORITY) != 0) {
      least += PRIORITY_BYTES;
    }
    // What the block would have said to the table is lost: no matter for the stream alone.
    if (payload.readableBytes() < least) {
      throw wrongLength(payload);
    }
    unpad(flags, payload);
    if ((flags & WITH_PRIORITY) != 0) {
      if (payload.readableBytes() < PRIORITY_BYTES) {
        throw wrongLength(payload);
      }
      if (dependency(payload) == streamId) {
        throw connectionError(Http2Error.PROTOCOL_ERROR, "stream %d depends on itself", streamId);
      }
    }
    boolean endOfStream = (flags & END_STREAM) != 0;
    if ((flags & END_HEADERS) != 0) {
      events.headers(streamId, block.decode(streamId, payload), endOfStream);
    } else {
      block.begin(streamId, endOfStream, payload);
    }
  }

  private void continuation(int flags, int streamId, ByteBuf payload) throws Http2Exception {
    checkOnStream(streamId);
    if (!block.isOpen()) {
      throw connectionError(
          Http2Error.PROTOCOL_ERROR, "CONTINUATION on stream %d continues nothing", streamId);
    }
    block.add(payload);
    if ((flags & END_HEADERS) != 0) {
      boolean endOfStream = block.endsStream();
      events.headers(streamId, block.finish(), endOfStream);
    }
  }

  /** Takes the fields of a priority. */
  private static int dependency(ByteBuf payload) {
    int stream = payload.readInt() & Integer.MAX_VALUE;
    payload.skipBytes(1);
    return stream;
  }

  private void priority(int streamId, ByteBuf payload) throws Http2Exception {
    checkOnStream(streamId);
    if (payload.readableBytes() != PRIORITY_BYTES) {
      throw streamError(
          streamId,
          Http2Error.FRAME_SIZE_ERROR,
          "PRIORITY of %d bytes, expected %d",
          payload.readableBytes(),
          PRIORITY_BYTES);
    }
    if (dependency(payload) == streamId) {
      throw streamError(
          streamId, Http2Error.PROTOCOL_ERROR, "stream %d depends on itself", streamId);
    }
    events.priority();
  }

  private void settings(int flags, int streamId, ByteBuf payload) throws Http2Exception {
    checkOnConnection(streamId);
    if ((flags & ACK) != 0) {
      checkLength(payload, 0);
      events.settingsAck();
      return;
    }
    if (payload.readableBytes() % SETTING_BYTES != 0) {
      throw wrongLength(payload);
    }
    Http2Settings settings = new Http2Settings();
    while (payload.isReadable()) {
      setting(settings, (char) payload.readUnsignedShort(), payload.readUnsignedInt());
    }
    events.settings(settings);
  }

  private static void setting(Http2Settings settings, char id, long value) throws Http2Exception {
    try {
      settings.put(id, Long.valueOf(value));
    } catch (IllegalArgumentException e) {
      throw connectionError(
          id == Http2CodecUtil.SETTINGS_INITIAL_WINDOW_SIZE
              ? Http2Error.FLOW_CONTROL_ERROR
              : Http2Error.PROTOCOL_ERROR,
          e,
          "setting %d: %s",
          (int) id,
          e.getMessage());
    }
  }

  private void ping(int flags, int streamId, ByteBuf payload) throws Http2Exception {
    checkOnConnection(streamId);
    checkLength(payload, 8);
    long content = payload.readLong();
    if ((flags & ACK) != 0) {
      events.pingAck(content);
    } else {
      events.ping(content);
    }
  }

  private void windowUpdate(int streamId, ByteBuf payload) throws Http2Exception {
    checkLength(payload, 4);
    int increment = payload.readInt() & Integer.MAX_VALUE;
    if (increment == 0) {
      String message = "WINDOW_UPDATE by nothing";
      throw streamId == 0
          ? connectionError(Http2Error.PROTOCOL_ERROR, message)
          : streamError(streamId, Http2Error.PROTOCOL_ERROR, message);
    }
    events.windowUpdate(streamId, increment);
  }

  /** No frame comes any more. */
  void close() {
    block.close();
  }
}
