package io.ghostbridge.bench.swap;

import io.grpc.Status;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.atomic.AtomicLongArray;
import java.util.concurrent.atomic.LongAdder;

/** How the calls of a set of clients ended. */
final class Tally {
  private static final int MAX_SAMPLES = 1 << 20;

  private final AtomicLongArray statuses = new AtomicLongArray(Status.Code.values().length);
  private final LongAdder truncated = new LongAdder();
  private final LongAdder wrong = new LongAdder();
  private final long[] micros = new long[MAX_SAMPLES];
  private final AtomicLong samples = new AtomicLong();

  void ended(Status.Code code) {
    statuses.incrementAndGet(code.value());
  }

  /** A stream ended before its last message, after its first. */
  void truncated() {
    truncated.increment();
  }

  /** An answer was not what was expected. */
  void wrong() {
    wrong.increment();
  }

  void took(long nanos) {
    int sample = (int) (samples.getAndIncrement() % MAX_SAMPLES);
    micros[sample] = nanos / 1_000;
  }

  long count(Status.Code code) {
    return statuses.get(code.value());
  }

  long all() {
    long sum = 0;
    for (Status.Code code : Status.Code.values()) {
      sum += count(code);
    }
    return sum;
  }

  /** All statuses that occurred. */
  Map<Status.Code, Long> statuses() {
    Map<Status.Code, Long> found = new EnumMap<>(Status.Code.class);
    for (Status.Code code : Status.Code.values()) {
      if (count(code) > 0) {
        found.put(code, count(code));
      }
    }
    return found;
  }

  long truncatedStreams() {
    return truncated.sum();
  }

  long wrongAnswers() {
    return wrong.sum();
  }

  /** The calls' 99th percentile in microseconds; of the last million. */
  double p99Micros() {
    long[] sorted = Arrays.copyOf(micros, (int) Math.min(samples.get(), MAX_SAMPLES));
    Arrays.sort(sorted);
    return sorted.length == 0 ? 0 : sorted[(int) Math.ceil(sorted.length * 0.99) - 1];
  }
}
