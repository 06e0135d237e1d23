package io.ghostbridge.transport.http2.internal.connection;

import io.netty.buffer.ByteBuf;
import io.netty.channel.Channel;
import java.util.ArrayDeque;

/**
 * What may be sent now (RFC 9113 section 5.2), and the streams that wait for it, which take turns
 * frame by frame. Nothing is sent while the socket is full, so what waits stays in the streams' own
 * queues.
 */
final class SendFlow {
  private static final int DEFAULT_WINDOW = 65_535;

  private final Channel channel;
  private final FrameOutput output;
  private final FloodGuard guard;
  private final ArrayDeque<Http2Stream> ready = new ArrayDeque<>(2);
  private int connectionWindow = DEFAULT_WINDOW;
  private int initialStreamWindow = DEFAULT_WINDOW;
  private int waitingStreams;

  SendFlow(Channel channel, FrameOutput output, FloodGuard guard) {
    this.channel = channel;
    this.output = output;
    this.guard = guard;
  }

  int initialStreamWindow() {
    return initialStreamWindow;
  }

  void initialStreamWindow(int window) {
    initialStreamWindow = window;
  }

  /** Widens the connection's window; false if that is more than there can be. */
  boolean widen(int increment) {
    int widened = connectionWindow + increment;
    if (widened < connectionWindow) {
      return false;
    }
    connectionWindow = widened;
    return true;
  }

  /** How many bytes of {@code stream} may go now. */
  int sendable(Http2Stream stream) {
    if (!ready.isEmpty() || !channel.isWritable()) {
      return -1;
    }
    return Math.min(Math.min(connectionWindow, stream.sendWindow), output.maxFrameBytes());
  }

  void send(Http2Stream stream, ByteBuf payload, int length, boolean endStream) {
    connectionWindow -= length;
    stream.sendWindow -= length;
    if (length > 0) {
      // The client will widen its windows for it, the stream's and the connection's.
      guard.useful();
    }
    output.data(stream.id, payload, length, endStream);
  }

  /** The stream has something to send. */
  void offer(Http2Stream stream) {
    if (!stream.inSendQueue && stream.hasQueue() && stream.sendWindow > 0) {
      stream.inSendQueue = true;
      ready.add(stream);
    }
  }

  /** Sends what windows and socket allow. */
  void pump() {
    while (connectionWindow > 0 && !ready.isEmpty() && channel.isWritable()) {
      Http2Stream stream = ready.remove();
      stream.inSendQueue = false;
      int allowed = Math.min(Math.min(connectionWindow, stream.sendWindow), output.maxFrameBytes());
      if (stream.hasQueue() && allowed > 0) {
        stream.sendSome(allowed);
        offer(stream);
      }
    }
  }

  /** Counts streams that have something waiting. */
  void waiting(int change) {
    waitingStreams += change;
  }

  boolean hasWaiting() {
    return waitingStreams > 0;
  }
}
