package io.ghostbridge.plugin.guard.internal;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Durations of the last one to two minutes, four buckets to each doubling from a microsecond on:
 * percentiles are told to within 19 %. Never blocks.
 */
final class LatencyHistogram {
  private static final int FIRST_EXPONENT = 10;
  private static final int LAST_EXPONENT = 38;
  private static final int BUCKETS = (LAST_EXPONENT - FIRST_EXPONENT + 1) * 4 + 1;
  private static final long ROTATE_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final AtomicReference<Turn> turn;

  /** Two generations: what is counted since {@code sinceNanos}, and what was the minute before. */
  private record Turn(long sinceNanos, AtomicLongArray current, AtomicLongArray former) {}

  LatencyHistogram(long nowNanos) {
    turn = new AtomicReference<>(new Turn(nowNanos, newBuckets(), newBuckets()));
  }

  void record(long nanos, long nowNanos) {
    turnAt(nowNanos).current.incrementAndGet(bucket(nanos));
  }

  /** What {@code share} of the durations, 0 to 1, are at most; 0 if there are none. */
  long percentileNanos(double share, long nowNanos) {
    Turn now = turnAt(nowNanos);
    long[] counts = new long[BUCKETS];
    long all = 0;
    for (int i = 0; i < BUCKETS; i++) {
      counts[i] = now.current.get(i) + now.former.get(i);
      all += counts[i];
    }
    long rank = (long) Math.ceil(all * share);
    long seen = 0;
    for (int i = 0; i < BUCKETS && rank > 0; i++) {
      seen += counts[i];
      if (seen >= rank) {
        return upperBound(i);
      }
    }
    return 0;
  }

  private Turn turnAt(long nowNanos) {
    Turn now = turn.get();
    long age = nowNanos - now.sinceNanos;
    if (age < ROTATE_NANOS) {
      return now;
    }
    AtomicLongArray former = age < 2 * ROTATE_NANOS ? now.current : newBuckets();
    Turn next = new Turn(nowNanos, newBuckets(), former);
    return turn.compareAndSet(now, next) ? next : turn.get();
  }

  private static AtomicLongArray newBuckets() {
    return new AtomicLongArray(BUCKETS);
  }

  static int bucket(long nanos) {
    if (nanos < 1L << FIRST_EXPONENT) {
      return 0;
    }
    int exponent = 63 - Long.numberOfLeadingZeros(nanos);
    int quarter = (int) (nanos >>> (exponent - 2)) & 3;
    return Math.min(BUCKETS - 1, (exponent - FIRST_EXPONENT) * 4 + quarter + 1);
  }

  static long upperBound(int bucket) {
    if (bucket == 0) {
      return 1L << FIRST_EXPONENT;
    }
    int exponent = FIRST_EXPONENT + (bucket - 1) / 4;
    int quarter = (bucket - 1) % 4;
    return (1L << exponent) + ((quarter + 1L) << (exponent - 2));
  }
}
