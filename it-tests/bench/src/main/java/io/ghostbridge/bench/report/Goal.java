package io.ghostbridge.bench.report;

/**
 * A median of ours and what it should be, in the metric's unit.
 *
 * @param value the median
 */
public record Goal(String caseName, Metric metric, double value, double goal) {
  /** Whether the goal is reached. */
  public boolean met() {
    return metric.better().met(value, goal);
  }
}
