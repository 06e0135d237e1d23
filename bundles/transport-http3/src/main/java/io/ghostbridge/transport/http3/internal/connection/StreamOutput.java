package io.ghostbridge.transport.http3.internal.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.util.ArrayDeque;
import org.jspecify.annotations.Nullable;

/**
 * The way of one answer to QUIC. Small frames are collected into one buffer; QUIC is given the next
 * buffer when it has taken all of the one before, which it does as fast as the client's flow
 * control and the network allow, so what waits stays here and can be dropped.
 */
final class StreamOutput {
  /** A message of so many bytes is copied before {@link #message} returns; a larger one is not. */
  static final int COPY_BYTES = 8 * 1024;

  private static final int COLLECT_BYTES = 32 * 1024;
  private static final int INITIAL_BYTES = 512;
  private static final int DATA_FRAME = 0;

  /** Type and length of a frame that means nothing (RFC 9114 section 7.2.8). */
  private static final int RESERVED_FRAME = 0x2100;

  /** What is told of the output. */
  interface Events {
    /** QUIC took a buffer with so many bytes of messages. */
    void taken(int messageBytes);

    /** QUIC took everything, the end included. */
    void ended();

    /** QUIC takes no more: the client wants no answer, or the connection is gone. */
    void refused();
  }

  private record Part(ByteBuf data, int messageBytes, boolean last) {}

  private final Events events;
  private final QuicStreamChannel channel;
  private final ConnectionLoop loop;
  private final ArrayDeque<Part> parts = new ArrayDeque<>(2);
  private @Nullable ByteBuf collecting;
  private int collectedMessageBytes;
  private @Nullable Part inFlight;
  private boolean pumping;
  private boolean begun;
  private boolean closed;
  private long progressNanos;

  /** An output that is empty. */
  StreamOutput(QuicStreamChannel channel, Events events, ConnectionLoop loop) {
    this.channel = channel;
    this.events = events;
    this.loop = loop;
  }

  /** Where frames may be appended to; {@link #flush} sends them. */
  ByteBuf buffer() {
    ByteBuf buffer = collecting;
    if (buffer == null) {
      buffer = channel.alloc().directBuffer(INITIAL_BYTES);
      collecting = buffer;
    }
    return buffer;
  }

  /** Appends a DATA frame. */
  void message(ByteBuf payload) {
    int length = payload.readableBytes();
    ByteBuf buffer = buffer();
    buffer.writeByte(DATA_FRAME);
    writeLength(buffer, length);
    collectedMessageBytes += length;
    if (length <= COPY_BYTES) {
      copy(payload, length, buffer);
      payload.release();
    } else {
      collectedMessageBytes -= length;
      seal(false);
      add(new Part(payload, length, false));
    }
    if (buffer.readableBytes() > COLLECT_BYTES && collecting != null) {
      seal(false);
    }
  }

  private static void copy(ByteBuf from, int length, ByteBuf to) {
    if (from.hasArray()) {
      // From buffer to buffer Netty makes a view of each.
      to.writeBytes(from.array(), from.arrayOffset() + from.readerIndex(), length);
    } else {
      to.writeBytes(from, from.readerIndex(), length);
    }
  }

  /** A variable-length integer (RFC 9000 section 16). */
  private static void writeLength(ByteBuf out, int length) {
    if (length < 64) {
      out.writeByte(length);
    } else if (length < 16_384) {
      out.writeShort(0x4000 | length);
    } else {
      out.writeInt(0x8000_0000 | length);
    }
  }

  private void seal(boolean last) {
    ByteBuf buffer = collecting;
    if (buffer == null) {
      return;
    }
    collecting = null;
    int messageBytes = collectedMessageBytes;
    collectedMessageBytes = 0;
    add(new Part(buffer, messageBytes, last));
  }

  private void add(Part part) {
    if (isIdle()) {
      progressNanos = loop.sweptNanos();
    }
    parts.add(part);
  }

  /** Sends what was appended. */
  void flush() {
    seal(false);
    pump();
  }

  /** Sends what was appended, and the stream's end. */
  void finish() {
    buffer();
    seal(true);
    pump();
  }

  private void pump() {
    if (pumping) {
      return;
    }
    pumping = true;
    try {
      while (inFlight == null && !closed) {
        Part part = parts.poll();
        if (part == null) {
          return;
        }
        inFlight = part;
        begun = true;
        ChannelFuture written =
            channel.write(part.last ? new DefaultQuicStreamFrame(part.data, true) : part.data);
        if (written.isDone()) {
          done(part, written.isSuccess());
        } else if (channel.bytesBeforeUnwritable() > 0) {
          // There is room and it was not taken: QUIC has forgotten the stream, as the client
          // wanted.
          inFlight = null;
          events.refused();
        } else {
          written.addListener(
              result -> {
                done(part, result.isSuccess());
                pump();
              });
        }
      }
    } finally {
      pumping = false;
    }
  }

  private void done(Part part, boolean taken) {
    inFlight = null;
    if (closed) {
      return;
    }
    if (!taken) {
      events.refused();
      return;
    }
    progressNanos = loop.sweptNanos();
    if (part.messageBytes > 0) {
      events.taken(part.messageBytes);
    }
    if (part.last) {
      events.ended();
    }
  }

  private boolean isIdle() {
    return inFlight == null && parts.isEmpty();
  }

  /** Whether a part was begun that QUIC has not wholly taken. */
  boolean isCut() {
    return inFlight != null;
  }

  /** Whether QUIC was given nothing yet. */
  boolean isFresh() {
    return !begun;
  }

  /**
   * Whether something has waited longer than {@code timeoutNanos} for the client to take it; the
   * beginning is known to a sweep's period.
   */
  boolean isStalled(long nowNanos, long timeoutNanos) {
    return !isIdle() && nowNanos - progressNanos > timeoutNanos;
  }

  /** Drops messages that QUIC has not begun to take. */
  void dropWaiting() {
    ByteBuf buffer = collecting;
    if (buffer != null) {
      collecting = null;
      collectedMessageBytes = 0;
      buffer.release();
    }
    Part part;
    while ((part = parts.poll()) != null) {
      part.data.release();
    }
  }

  /**
   * Sends a frame without meaning if nothing else is on its way. QUIC's library tells of a client
   * that has lost interest only when something is written.
   */
  void probe() {
    if (isIdle() && collecting == null) {
      buffer().writeShort(RESERVED_FRAME);
      flush();
    }
  }

  /** Nothing is sent and nothing told any more. */
  void close() {
    closed = true;
    dropWaiting();
  }
}
