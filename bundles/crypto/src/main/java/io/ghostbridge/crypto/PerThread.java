package io.ghostbridge.crypto;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Objects that cost a little to make and are for one thread at a time, kept for the threads that
 * asked last, {@value #SLOTS} at most. Never blocks.
 *
 * <p>A {@link Pool} hands an object from thread to thread, which takes two atomic steps: 6 ns, or a
 * twentieth of SHA-256 of 64 bytes. Here only the thread that an object was made for ever takes it
 * again, and a thread that finds another's in its slot makes one of its own. So this is for what is
 * made about as fast as it is handed over, since a virtual thread that asks once gets a new one.
 */
final class PerThread<T> {
  /** A power of two. */
  private static final int SLOTS = 16;

  private final AtomicReferenceArray<@Nullable Lease<T>> slots = new AtomicReferenceArray<>(SLOTS);
  private final Supplier<T> maker;

  /** Makes objects by {@code maker}, from any thread. */
  PerThread(Supplier<T> maker) {
    this.maker = maker;
  }

  /** An object of one thread. */
  static final class Lease<T> {
    private final long thread;
    private final T object;

    /** Read and written by the one thread only. */
    private boolean taken = true;

    private Lease(long thread, T object) {
      this.thread = thread;
      this.object = object;
    }

    T object() {
      return object;
    }

    /** Leaves the object to the thread's next call; not to be called if it failed halfway. */
    void end() {
      taken = false;
    }
  }

  /** One for the calling thread alone, until it says {@link Lease#end}. */
  Lease<T> take() {
    long thread = Thread.currentThread().threadId();
    int slot = (int) thread & (SLOTS - 1);
    // A lease is published by its final fields, so that its owner, or that it is another's, is seen
    // without a barrier.
    Lease<T> mine = slots.getPlain(slot);
    if (mine != null && mine.thread == thread && !mine.taken) {
      mine.taken = true;
      return mine;
    }
    Lease<T> fresh = new Lease<>(thread, maker.get());
    slots.setRelease(slot, fresh);
    return fresh;
  }
}
