package io.ghostbridge.bench;

import java.io.IOException;

/** Runs a load again and again until its rate no longer changes. */
final class WarmUp {
  private static final double STABLE_CHANGE = 0.03;
  private static final int LEAST = 3;
  private static final int MOST = 12;

  private WarmUp() {}

  /** A load of a second or two. */
  interface Load {
    /** Runs it and tells its rate. */
    double rate() throws BenchmarkException, IOException, InterruptedException;
  }

  /**
   * Warms {@code subject} up.
   *
   * @return the last rate
   */
  static double untilStable(String subject, Load load)
      throws BenchmarkException, IOException, InterruptedException {
    double before = 0;
    double rate = load.rate();
    int runs = 1;
    while (runs < MOST && (runs < LEAST || Math.abs(rate - before) > STABLE_CHANGE * before)) {
      before = rate;
      rate = load.rate();
      runs++;
    }
    Progress.say("  %s is warm after %d loads: %,.0f/s", subject, runs, rate);
    return rate;
  }
}
