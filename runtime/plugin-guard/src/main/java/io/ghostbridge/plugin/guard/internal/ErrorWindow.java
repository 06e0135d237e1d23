package io.ghostbridge.plugin.guard.internal;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicIntegerArray;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Calls and errors of the last while, in slots of a tenth of it. Never blocks; calls that end while
 * a slot is reused may be counted in the former one, which a budget can live with.
 */
final class ErrorWindow {
  private static final int SLOTS = 10;

  private final long slotNanos;
  private final AtomicLongArray stamps = new AtomicLongArray(SLOTS);
  private final AtomicIntegerArray calls = new AtomicIntegerArray(SLOTS);
  private final AtomicIntegerArray errors = new AtomicIntegerArray(SLOTS);

  /** Calls and errors of a window. */
  record Count(long calls, long errors) {}

  ErrorWindow(Duration window) {
    slotNanos = Math.max(1, window.toNanos() / SLOTS);
    clear();
  }

  void call(long nowNanos) {
    calls.incrementAndGet(slot(nowNanos));
  }

  void error(long nowNanos) {
    errors.incrementAndGet(slot(nowNanos));
  }

  Count count(long nowNanos) {
    long now = Math.floorDiv(nowNanos, slotNanos);
    long allCalls = 0;
    long allErrors = 0;
    for (int i = 0; i < SLOTS; i++) {
      if (now - stamps.get(i) < SLOTS) {
        allCalls += calls.get(i);
        allErrors += errors.get(i);
      }
    }
    return new Count(allCalls, allErrors);
  }

  void clear() {
    for (int i = 0; i < SLOTS; i++) {
      calls.set(i, 0);
      errors.set(i, 0);
    }
  }

  private int slot(long nowNanos) {
    long stamp = Math.floorDiv(nowNanos, slotNanos);
    int slot = (int) Math.floorMod(stamp, (long) SLOTS);
    long former = stamps.get(slot);
    if (former != stamp && stamps.compareAndSet(slot, former, stamp)) {
      calls.set(slot, 0);
      errors.set(slot, 0);
    }
    return slot;
  }
}
