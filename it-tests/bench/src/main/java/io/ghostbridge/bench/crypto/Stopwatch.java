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

  /**
   * Operations a second of each, run by run, once all are warm. The runs of one alternate with
   * those of the others: what disturbs the machine disturbs them all.
   */
  List<List<Double>> measure(List<Operation> operations) throws BenchmarkException {
    List<List<Double>> figures = new ArrayList<>();
    for (Operation operation : operations) {
      figures.add(new ArrayList<>());
      warmUp(operation);
    }
    for (int run = 0; run < runs; run++) {
      for (int i = 0; i < operations.size(); i++) {
        try {
          figures.get(i).add(once(operations.get(i)));
        } catch (Exception e) {
          throw failed(e);
        }
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
