package io.ghostbridge.rpc.internal.call;

import io.ghostbridge.rpc.RpcStream;
import io.netty.buffer.ByteBuf;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The way of an answer from the handler's thread to the event loop. On the loop itself everything
 * is passed on at once. A virtual thread that is ahead of the client waits here, so that a
 * straight-line producer needs no back-pressure code of its own.
 */
final class OutboundQueue implements Runnable {
  /** Beyond this a virtual thread waits; the client's pace decides from there. */
  private static final int BLOCK_BYTES = 64 * 1024;

  private final RpcStream stream;
  private final boolean inline;
  private final Queue<Object> parts = new ConcurrentLinkedQueue<>();
  private final AtomicBoolean scheduled = new AtomicBoolean();
  private final AtomicInteger queuedBytes = new AtomicInteger();
  private volatile @Nullable Thread waiting;
  private volatile boolean ended;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Headers(byte[][] fields) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Trailers(byte[][] fields) {}

  OutboundQueue(RpcStream stream, boolean inline) {
    this.stream = stream;
    this.inline = inline;
  }

  void headers(byte[][] fields) {
    if (isDirect()) {
      stream.writeHeaders(fields);
    } else {
      parts.add(new Headers(fields));
    }
  }

  /**
   * Appends a message.
   *
   * @param last whether the trailers follow at once, so that one hand-over does for both
   */
  void message(ByteBuf frame, boolean last) {
    queuedBytes.addAndGet(frame.readableBytes());
    if (isDirect()) {
      stream.writeMessage(frame);
      return;
    }
    parts.add(frame);
    if (!last) {
      schedule();
      awaitRoom();
    }
  }

  void trailers(byte[][] fields) {
    if (isDirect()) {
      stream.writeTrailers(fields);
    } else {
      parts.add(new Trailers(fields));
      schedule();
    }
  }

  void flush() {
    if (!isDirect()) {
      schedule();
    }
  }

  private boolean isDirect() {
    if (!stream.executor().inEventLoop()) {
      return false;
    }
    // What another thread queued before comes first.
    if (!inline || !parts.isEmpty()) {
      drain();
    }
    return true;
  }

  private void schedule() {
    if (scheduled.compareAndSet(false, true)) {
      LoopTasks.later(stream.executor(), this);
    }
  }

  @Override
  public void run() {
    scheduled.set(false);
    drain();
  }

  private void drain() {
    Object part;
    while ((part = parts.poll()) != null) {
      switch (part) {
        case Headers headers -> stream.writeHeaders(headers.fields());
        case Trailers trailers -> stream.writeTrailers(trailers.fields());
        case ByteBuf frame -> stream.writeMessage(frame);
        default -> throw new IllegalStateException("unexpected " + part.getClass());
      }
    }
  }

  private void awaitRoom() {
    Thread thread = Thread.currentThread();
    if (!thread.isVirtual() || queuedBytes.get() < BLOCK_BYTES) {
      return;
    }
    waiting = thread;
    while (queuedBytes.get() >= BLOCK_BYTES && !ended && !thread.isInterrupted()) {
      LockSupport.park(this);
    }
    waiting = null;
  }

  int queuedBytes() {
    return queuedBytes.get();
  }

  /** Event loop: bytes left. Returns how many were queued before. */
  int written(int bytes) {
    int before = queuedBytes.getAndAdd(-bytes);
    if (before >= BLOCK_BYTES && before - bytes < BLOCK_BYTES) {
      wake();
    }
    return before;
  }

  /** Event loop: the stream is over, whoever waits may go on (what it writes is dropped). */
  void end() {
    ended = true;
    wake();
  }

  private void wake() {
    Thread thread = waiting;
    if (thread != null) {
      LockSupport.unpark(thread);
    }
  }
}
