package io.ghostbridge.transport.http2.internal.connection;

import static io.netty.handler.codec.http2.Http2Exception.connectionError;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Makes frames of received bytes, beginning with the client's preface. */
final class FrameInput {
  private static final Logger LOG = LoggerFactory.getLogger(FrameInput.class);

  private final Http2Connection connection;
  private final ChannelHandlerContext context;
  private final FrameReader reader;
  private final FrameEvents events;
  private @Nullable ByteBuf partial;
  private boolean prefaceRead;
  private long incompleteSinceNanos;

  FrameInput(
      Http2Connection connection,
      ChannelHandlerContext context,
      FrameReader reader,
      FrameEvents events) {
    this.connection = connection;
    this.context = context;
    this.reader = reader;
    this.events = events;
  }

  /** Takes bytes, and with them the buffer. */
  void read(ByteBuf input, long nowNanos) {
    int before = events.count();
    ByteBuf begun = partial;
    ByteBuf data = input;
    if (begun != null) {
      partial = null;
      data = begun.writeBytes(input);
      input.release();
    }
    try {
      decode(data);
      keepRest(data, events.count() != before, nowNanos);
    } finally {
      data.release();
    }
  }

  private void keepRest(ByteBuf data, boolean progress, long nowNanos) {
    int rest = data.readableBytes();
    if (rest > 0 && !connection.isClosing()) {
      // Copied, so that a few bytes do not keep a whole read buffer.
      partial = context.alloc().buffer(Math.max(256, rest)).writeBytes(data);
    }
    if (progress) {
      incompleteSinceNanos = rest > 0 ? nowNanos : 0;
    } else if (incompleteSinceNanos == 0) {
      incompleteSinceNanos = nowNanos;
    }
  }

  /** Since when a frame or header block has been on its way; 0 if none is. */
  long incompleteSinceNanos() {
    return incompleteSinceNanos;
  }

  private void decode(ByteBuf data) {
    try {
      if (!prefaceRead && !readPreface(data)) {
        return;
      }
    } catch (Http2Exception e) {
      connection.fail(e);
      return;
    }
    while (data.isReadable() && !connection.isClosing()) {
      int readable = data.readableBytes();
      try {
        if (!reader.read(data)) {
          return;
        }
      } catch (Http2Exception e) {
        if (e instanceof Http2Exception.StreamException streamFailure) {
          connection.failStream(streamFailure);
          if (data.readableBytes() == readable) {
            return;
          }
        } else {
          connection.fail(e);
        }
      } catch (RuntimeException e) {
        LOG.warn("event=connection_failed remote={}", context.channel().remoteAddress(), e);
        connection.fail(connectionError(Http2Error.INTERNAL_ERROR, "internal error"));
      }
    }
  }

  /** Reads the client's preface; false if more bytes are needed. */
  private boolean readPreface(ByteBuf data) throws Http2Exception {
    int readable = data.readableBytes();
    int length = ClientPreface.LENGTH;
    if (!ClientPreface.matches(data, Math.min(readable, length))) {
      throw connectionError(
          Http2Error.PROTOCOL_ERROR, "this port speaks gRPC over HTTP/2 with prior knowledge");
    }
    if (readable < length + ClientPreface.SETTINGS_START) {
      return false;
    }
    if (!ClientPreface.isFollowedBySettings(data)) {
      throw connectionError(Http2Error.PROTOCOL_ERROR, "the first frame has to be SETTINGS");
    }
    data.skipBytes(length);
    prefaceRead = true;
    return true;
  }

  void close() {
    ByteBuf begun = partial;
    partial = null;
    if (begun != null) {
      begun.release();
    }
    reader.close();
  }
}
