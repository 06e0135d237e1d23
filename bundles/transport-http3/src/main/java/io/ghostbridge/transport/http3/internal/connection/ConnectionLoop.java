package io.ghostbridge.transport.http3.internal.connection;

import io.ghostbridge.transport.http3.internal.qpack.FieldSectionReader;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.Consumer;

/** What the connections of one event loop share. Used by that loop only. */
public final class ConnectionLoop {
  /** So often {@link #sweep} is to be called. */
  private static final long SWEEP_NANOS = 1_000_000_000L;

  private final Executor loop;
  private final Set<Http3Connection> connections = new HashSet<>();
  private final ArrayDeque<Http3Stream> unflushed = new ArrayDeque<>();
  private final FieldSectionReader sectionReader = new FieldSectionReader();
  private final ByteBuf message = Unpooled.buffer(StreamOutput.COPY_BYTES, StreamOutput.COPY_BYTES);
  private boolean flushScheduled;
  private long sweptNanos = System.nanoTime();

  /** The loop on which everything happens. */
  public ConnectionLoop(Executor loop) {
    this.loop = loop;
  }

  FieldSectionReader sectionReader() {
    return sectionReader;
  }

  /**
   * An empty buffer for one message. It is the same each time for those that {@link StreamOutput}
   * copies at once, which need none of their own.
   */
  ByteBuf newMessage(int bytes) {
    return bytes <= StreamOutput.COPY_BYTES && message.refCnt() == 1
        ? message.clear().retain()
        : Unpooled.buffer(bytes, bytes);
  }

  /** The time of the last sweep: for limits of many seconds, without asking the clock each time. */
  long sweptNanos() {
    return sweptNanos;
  }

  /** A time that has not come yet, or hardly. */
  long nextSweepNanos() {
    return sweptNanos + SWEEP_NANOS;
  }

  void add(Http3Connection connection) {
    connections.add(connection);
  }

  /** Forgets the connection; false if it was forgotten before. */
  boolean remove(Http3Connection connection) {
    return connections.remove(connection);
  }

  /**
   * Hands what {@code stream} has written to QUIC once the present task is done: until then more
   * may come, and an answer is best sent in one piece.
   */
  void flushLater(Http3Stream stream) {
    unflushed.add(stream);
    if (!flushScheduled) {
      flushScheduled = true;
      loop.execute(this::flush);
    }
  }

  private void flush() {
    flushScheduled = false;
    for (int n = unflushed.size(); n > 0; n--) {
      unflushed.remove().flush();
    }
  }

  /** Looks after time limits; to be called about once a second. */
  public void sweep() {
    long now = System.nanoTime();
    sweptNanos = now;
    forEach(connection -> connection.sweep(now));
  }

  /** Does {@code action} to all connections, which may close and leave meanwhile. */
  public void forEach(Consumer<Http3Connection> action) {
    List<Http3Connection> present = new ArrayList<>(connections);
    present.forEach(action);
  }
}
