package io.ghostbridge.bench.crypto;

import io.ghostbridge.bench.BenchmarkException;
import java.util.ArrayList;
import java.util.List;

/** Counts how often an operation is done in a second. */
final class Stopwatch {
  private static final long WARM_UP_NANOS = 700_000_000;
  private static final long MIN_WARM_UP = 3;

  private final int runs;
  private final long runNanos;
  private volatile Object last = "";

  /**
   * @param runs how many figures to take
   * @param runNanos how long one takes
   */
  Stopwatch(int runs, long runNanos) {
    this.runs = runs;
    this.runNanos = runNanos;
  }

  /** Operations a second, run by run, once it is warm. */
  List<Double> measure(String what, Operation operation) throws BenchmarkException {
    try {
      long end = System.nanoTime() + WARM_UP_NANOS;
      for (long done = 0; done < MIN_WARM_UP || System.nanoTime() < end; done++) {
        last = operation.run();
      }
      List<Double> figures = new ArrayList<>();
      for (int run = 0; run < runs; run++) {
        figures.add(once(operation));
      }
      return figures;
    } catch (Exception e) {
      throw new BenchmarkException(what + " fails: " + e + " (last result: " + last + ")");
    }
  }

  private double once(Operation operation) throws Exception {
    long start = System.nanoTime();
    long done = 0;
    long now;
    do {
      // Clocks are read seldom enough to count for nothing.
      for (int i = 0; i < 4; i++) {
        last = operation.run();
      }
      done += 4;
      now = System.nanoTime();
    } while (now - start < runNanos);
    return done * 1e9 / (now - start);
  }
}
