package io.ghostbridge.bench.crypto;

import io.ghostbridge.bench.BenchmarkException;
import java.util.ArrayList;
import java.util.List;

/** Counts how often an operation is done in a second. */
final class Stopwatch {
  private static final long WARM_UP_NANOS = 700_000_000;
  private static final long MIN_WARM_UP = 3;
  private static final int SLICES = 25;

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

  /**
   * Operations a second of each, run by run, once all are warm. A run of one alternates with those
   * of the others, many times: what disturbs the machine disturbs them all.
   */
  List<List<Double>> measure(List<Operation> operations) throws BenchmarkException {
    List<List<Double>> figures = new ArrayList<>();
    for (Operation operation : operations) {
      figures.add(new ArrayList<>());
      warmUp(operation);
    }
    for (int run = 0; run < runs; run++) {
      List<Double> rates = inTurn(operations);
      for (int i = 0; i < rates.size(); i++) {
        figures.get(i).add(rates.get(i));
      }
    }
    return figures;
  }

  private void warmUp(Operation operation) throws BenchmarkException {
    try {
      long end = System.nanoTime() + WARM_UP_NANOS;
      for (long done = 0; done < MIN_WARM_UP || System.nanoTime() < end; done++) {
        last = operation.run();
      }
    } catch (Exception e) {
      throw failed(e);
    }
  }

  private BenchmarkException failed(Exception e) {
    return new BenchmarkException("fails: " + e + " (last result: " + last + ")");
  }

  /** A run of each, cut into slices that alternate. */
  private List<Double> inTurn(List<Operation> operations) throws BenchmarkException {
    long[] done = new long[operations.size()];
    long[] nanos = new long[operations.size()];
    for (boolean more = true; more; ) {
      more = false;
      for (int i = 0; i < operations.size(); i++) {
        if (nanos[i] < runNanos) {
          long start = System.nanoTime();
          done[i] += slice(operations.get(i), start + runNanos / SLICES);
          nanos[i] += System.nanoTime() - start;
          more |= nanos[i] < runNanos;
        }
      }
    }
    List<Double> rates = new ArrayList<>();
    for (int i = 0; i < done.length; i++) {
      rates.add(done[i] * 1e9 / nanos[i]);
    }
    return rates;
  }

  /** How often {@code operation} was done until {@code end}. */
  private long slice(Operation operation, long end) throws BenchmarkException {
    try {
      long done = 0;
      do {
        // Clocks are read seldom enough to count for nothing.
        for (int i = 0; i < 4; i++) {
          last = operation.run();
        }
        done += 4;
      } while (System.nanoTime() < end);
      return done;
    } catch (Exception e) {
      throw failed(e);
    }
  }
}
