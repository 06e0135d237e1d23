package io.ghostbridge.client;

import io.ghostbridge.client.internal.config.Checks;
import java.time.Duration;

/**
 * How calls without side effects are tried again when they end with {@code UNAVAILABLE}, or with
 * {@code CANCELLED} by the node (gRFC A6). Pauses double from {@code firstPause} to {@code
 * longestPause}, each shortened or lengthened by up to a fifth at random. A call's deadline ends
 * its attempts.
 *
 * @param attempts the most attempts of a call, the first included, 1 to 20; 1 is none again
 * @param firstPause before the second attempt, 1 ms to 10 s
 * @param longestPause the longest, {@code firstPause} to one minute
 * @param budget tokens of the channel, 2 to 1000: a failed attempt takes one, and below the half
 *     nothing is tried again
 * @param refill tokens that a success gives back, in thousandths, 1 to 1000
 */
public record RetryPolicy(
    int attempts, Duration firstPause, Duration longestPause, int budget, int refill) {
  /** Ten attempts within some ten seconds, a budget of 500 failures more than successes. */
  public static final RetryPolicy DEFAULT =
      new RetryPolicy(10, Duration.ofMillis(50), Duration.ofSeconds(2), 1000, 500);

  /** Checks the ranges. */
  public RetryPolicy {
    Checks.range("attempts", attempts, 1, 20);
    Checks.range("firstPause", firstPause, Duration.ofMillis(1), Duration.ofSeconds(10));
    Checks.range("longestPause", longestPause, firstPause, Duration.ofMinutes(1));
    Checks.range("budget", budget, 2, 1000);
    Checks.range("refill", refill, 1, 1000);
  }
}
