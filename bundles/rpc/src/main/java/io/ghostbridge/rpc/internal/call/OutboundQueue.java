package io.ghostbridge.rpc.internal.call;

import io.ghostbridge.rpc.RpcStream;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * The way of an answer from the handler's thread to the event loop. On the loop itself everything
 * is passed on at once. A virtual thread that is ahead of the client waits here, so that a
 * straight-line producer needs no back-pressure code of its own.
 */
final class OutboundQueue implements Runnable, FrameEncoder.Frames {
  /** Beyond this a virtual thread waits; the client's pace decides from there. */
  private static final int BLOCK_BYTES = 64 * 1024;

  private static final AtomicIntegerFieldUpdater<OutboundQueue> SCHEDULED =
      AtomicIntegerFieldUpdater.newUpdater(OutboundQueue.class, "scheduled");
  private static final AtomicIntegerFieldUpdater<OutboundQueue> QUEUED_BYTES =
      AtomicIntegerFieldUpdater.newUpdater(OutboundQueue.class, "queuedBytes");

  private final RpcStream stream;

  /** Made when something has to wait; an answer from the event loop itself needs none. */
  private volatile @Nullable Queue<Object> parts;

  private volatile int scheduled;
  private volatile int queuedBytes;
  private volatile @Nullable Thread waiting;
  private volatile boolean ended;

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Headers(byte[][] fields) {}

  @SuppressWarnings("ArrayRecordComponent") // never compared
  private record Trailers(byte[][] fields) {}

  OutboundQueue(RpcStream stream) {
    this.stream = stream;
  }

  void headers(byte[][] fields) {
    if (isDirect()) {
      stream.writeHeaders(fields);
    } else {
      add(new Headers(fields));
    }
  }

  /**
   * Appends a message.
   *
   * @param last whether the trailers follow at once, so that one hand-over does for both
   */
  void message(ByteBuf frame, boolean last) {
    QUEUED_BYTES.addAndGet(this, frame.readableBytes());
    if (isDirect()) {
      stream.writeMessage(frame);
      return;
    }
    add(frame);
    if (!last) {
      schedule();
      awaitRoom();
    }
  }

  void trailers(byte[][] fields) {
    if (isDirect()) {
      stream.writeTrailers(fields);
    } else {
      add(new Trailers(fields));
      schedule();
    }
  }

  @Override
  public ByteBuf newFrame(int bytes) {
    return stream.executor().inEventLoop()
        ? stream.newMessage(bytes)
        : Unpooled.buffer(bytes, bytes);
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
    if (parts != null) {
      drain();
    }
    return true;
  }

  private void schedule() {
    if (SCHEDULED.compareAndSet(this, 0, 1)) {
      LoopTasks.later(stream.executor(), this);
    }
  }

  @Override
  public void run() {
    scheduled = 0;
    drain();
  }

  private void add(Object part) {
    Queue<Object> waitingParts = parts;
    if (waitingParts == null) {
      waitingParts = firstParts();
    }
    waitingParts.add(part);
  }

  private synchronized Queue<Object> firstParts() {
    Queue<Object> present = parts;
    if (present == null) {
      present = new ConcurrentLinkedQueue<>();
      parts = present;
    }
    return present;
  }

  private void drain() {
    Queue<Object> waitingParts = parts;
    if (waitingParts == null) {
      return;
    }
    Object part;
    while ((part = waitingParts.poll()) != null) {
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
    if (!thread.isVirtual() || queuedBytes < BLOCK_BYTES) {
      return;
    }
    waiting = thread;
    while (queuedBytes >= BLOCK_BYTES && !ended && !thread.isInterrupted()) {
      LockSupport.park(this);
    }
    waiting = null;
  }

  int queuedBytes() {
    return queuedBytes;
  }

  /** Event loop: bytes left. Returns how many were queued before. */
  int written(int bytes) {
    int before = QUEUED_BYTES.getAndAdd(this, -bytes);
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
