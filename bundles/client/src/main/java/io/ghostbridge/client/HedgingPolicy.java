package io.ghostbridge.client;

import io.ghostbridge.client.internal.config.Checks;
import java.time.Duration;

/**
 * How unary calls without side effects are sent a second time while the first is on the way (gRFC
 * A6): the first answer counts, the others are cancelled. It takes the place of {@link
 * RetryPolicy}, whose budget bounds it as well: an attempt that ends with {@code UNAVAILABLE} is
 * followed by the next one at once.
 *
 * @param delay how long an answer is waited for before the call is sent again, 0 to 10 s
 * @param attempts the most attempts of a call by HTTP/2, the first included, 2 to 5; one by HTTP/3
 *     may be before them
 */
public record HedgingPolicy(Duration delay, int attempts) {
  /** Checks the ranges. */
  public HedgingPolicy {
    Checks.range("delay", delay, Duration.ZERO, Duration.ofSeconds(10));
    Checks.range("attempts", attempts, 2, 5);
  }
}
