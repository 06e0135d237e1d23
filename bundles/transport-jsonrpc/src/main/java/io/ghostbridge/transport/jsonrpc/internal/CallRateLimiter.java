package io.ghostbridge.transport.jsonrpc.internal;

import java.util.SplittableRandom;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Bounds the calls of one client address. A token bucket for each address that is seen, in a table
 * of fixed size: addresses with the same hash share a bucket, and nobody outside can tell which,
 * since the hash has a random key. Any thread.
 */
final class CallRateLimiter {
  private static final int SLOTS = 1 << 14;

  private final long nanosPerCall;
  private final long burstNanos;
  private final long hashKey = new SplittableRandom().nextLong();

  /** When each bucket is full again; a call moves that by {@link #nanosPerCall}. */
  private final AtomicLongArray fullAt;

  /**
   * @param callsPerSecond 0 for no limit
   * @param burst the most calls at once
   */
  CallRateLimiter(int callsPerSecond, int burst, long nowNanos) {
    nanosPerCall = callsPerSecond == 0 ? 0 : TimeUnit.SECONDS.toNanos(1) / callsPerSecond;
    burstNanos = nanosPerCall * burst;
    fullAt = new AtomicLongArray(callsPerSecond == 0 ? 0 : SLOTS);
    for (int i = 0; i < fullAt.length(); i++) {
      fullAt.set(i, nowNanos);
    }
  }

  /** Whether {@code client} may make a call at {@code nowNanos} of a monotonic clock. */
  boolean take(String client, long nowNanos) {
    if (nanosPerCall == 0) {
      return true;
    }
    long hash = (client.hashCode() ^ hashKey) * 0x9E3779B97F4A7C15L;
    int slot = (int) (hash >>> 40) & (SLOTS - 1);
    while (true) {
      long full = fullAt.get(slot);
      long from = full - nowNanos < 0 ? nowNanos : full;
      if (from + nanosPerCall - nowNanos > burstNanos) {
        return false;
      }
      if (fullAt.compareAndSet(slot, full, from + nanosPerCall)) {
        return true;
      }
    }
  }
}
