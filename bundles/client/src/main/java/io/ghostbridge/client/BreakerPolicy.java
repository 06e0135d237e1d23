package io.ghostbridge.client;

import io.ghostbridge.client.internal.config.Checks;
import java.time.Duration;

/**
 * When an endpoint that answers badly is left alone: its circuit breaker opens when of its last
 * {@code window} attempts the share {@code failurePercent} ended with {@code UNAVAILABLE}, {@code
 * INTERNAL}, {@code UNKNOWN} or {@code DEADLINE_EXCEEDED}. Calls then go to other endpoints, and
 * without one they wait, or fail at once if they do not wait for an endpoint. After {@code pause} a
 * few attempts try it again. A new connection after the last was lost closes the breaker.
 *
 * @param window attempts that are looked at, 10 to 10000
 * @param failurePercent 1 to 100
 * @param pause 10 ms to one hour
 */
public record BreakerPolicy(int window, int failurePercent, Duration pause) {
  /** Half of the last 100 attempts, for a second. */
  public static final BreakerPolicy DEFAULT = new BreakerPolicy(100, 50, Duration.ofSeconds(1));

  /** Checks the ranges. */
  public BreakerPolicy {
    Checks.range("window", window, 10, 10_000);
    Checks.range("failurePercent", failurePercent, 1, 100);
    Checks.range("pause", pause, Duration.ofMillis(10), Duration.ofHours(1));
  }
}
