package io.ghostbridge.bench.report;

/**
 * Our median by a peer's, and what it should be.
 *
 * @param against the peer
 */
public record Ratio(String caseName, Metric metric, String against, double ratio, double goal) {
  /** Whether the goal is reached. */
  public boolean met() {
    return metric.better().met(ratio, goal);
  }
}
