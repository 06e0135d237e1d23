package io.ghostbridge.crypto;

import java.util.concurrent.atomic.AtomicReferenceArray;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A few objects that are costly to make and for one thread at a time. Never blocks: when all are
 * lent a new one is made, and what does not fit is left to the collector. Closing it makes it
 * forget them.
 */
public final class Pool<T> implements AutoCloseable {
  /** More than that are seldom lent at once: none waits while it has one. */
  private static final int SLOTS = 8;

  private final AtomicReferenceArray<@Nullable T> idle = new AtomicReferenceArray<>(SLOTS);
  private final Supplier<T> maker;
  private volatile boolean closed;

  /** Makes objects by {@code maker}, from any thread. */
  public Pool(Supplier<T> maker) {
    this.maker = maker;
  }

  /**
   * One for the caller alone.
   *
   * @throws IllegalStateException if the pool was closed
   */
  public T take() {
    if (closed) {
      throw new IllegalStateException("the key was closed");
    }
    for (int i = 0; i < SLOTS; i++) {
      if (idle.getPlain(i) != null) {
        T one = idle.getAndSet(i, null);
        if (one != null) {
          return one;
        }
      }
    }
    return maker.get();
  }

  /** Takes {@code one} back; not to be called with one that failed halfway. */
  public void give(T one) {
    for (int i = 0; i < SLOTS && !closed; i++) {
      if (idle.getPlain(i) == null && idle.compareAndSet(i, null, one)) {
        if (closed) {
          close();
        }
        return;
      }
    }
  }

  /** Forgets all; {@link #take} fails from now on. */
  @Override
  public void close() {
    closed = true;
    for (int i = 0; i < SLOTS; i++) {
      idle.set(i, null);
    }
  }
}
