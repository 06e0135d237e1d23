package io.ghostbridge.bench.report;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;

/**
 * A metric of a subject in a case, run by run.
 *
 * @param caseName such as {@code 10x100}
 * @param subject such as {@code ghostbridge}
 * @param runs one figure a run, in the order in which they ran; at least one
 */
public record Measurement(String caseName, String subject, Metric metric, List<Double> runs) {
  /** Copies {@code runs}. */
  public Measurement {
    runs = List.copyOf(runs);
    if (runs.isEmpty()) {
      throw new IllegalArgumentException("no run of " + subject + " in case " + caseName);
    }
  }

  /** The middle run; of an even number, the mean of the two in the middle. */
  public double median() {
    List<Double> sorted = new ArrayList<>(runs);
    Collections.sort(sorted);
    int middle = sorted.size() / 2;
    return sorted.size() % 2 == 1
        ? sorted.get(middle)
        : (sorted.get(middle - 1) + sorted.get(middle)) / 2;
  }

  /** The lowest run. */
  public double min() {
    return Collections.min(runs);
  }

  /** The highest run. */
  public double max() {
    return Collections.max(runs);
  }
}
