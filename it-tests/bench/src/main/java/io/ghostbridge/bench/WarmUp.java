package io.ghostbridge.bench;

import java.io.IOException;
import java.util.concurrent.TimeUnit;

/** Runs a load again and again until its rate no longer grows, for a minute at most. */
final class WarmUp {
  private static final double GROWTH = 0.03;
  private static final int USUAL_PATIENCE = 2;
  private static final long MOST_NANOS = TimeUnit.MINUTES.toNanos(1);

  private WarmUp() {}

  /** A load of a second or two. */
  interface Load {
    /** Runs it and tells its rate. */
    double rate() throws BenchmarkException, IOException, InterruptedException;
  }

  /**
   * Warms {@code subject} up, until two loads in a row have brought no growth.
   *
   * @return the last rate
   */
  static double untilStable(String subject, Load load)
      throws BenchmarkException, IOException, InterruptedException {
    return untilStable(subject, USUAL_PATIENCE, load);
  }

  /**
   * The same for what grows in steps with pauses, as code does whose compiler has to share its
   * core.
   *
   * @param patience how many loads in a row must bring no growth: none of them is faster by 3 %
   *     than the last that was
   * @return the last rate
   */
  static double untilStable(String subject, int patience, Load load)
      throws BenchmarkException, IOException, InterruptedException {
    long began = System.nanoTime();
    // What growth is measured by: small steps add up, and a slower load is no lower start.
    double level = 0;
    double rate;
    int loads = 0;
    int withoutGrowth = 0;
    long took;
    do {
      rate = load.rate();
      loads++;
      if (rate > level * (1 + GROWTH)) {
        level = rate;
        withoutGrowth = 0;
      } else {
        withoutGrowth++;
      }
      took = System.nanoTime() - began;
    } while (withoutGrowth < patience && took < MOST_NANOS);
    Progress.say(
        "  %s %s after %d loads in %.1f s: %,.0f/s",
        subject, withoutGrowth < patience ? "still grows" : "is warm", loads, took / 1e9, rate);
    return rate;
  }
}
