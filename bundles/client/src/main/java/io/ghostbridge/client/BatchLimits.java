package io.ghostbridge.client;

import io.ghostbridge.client.internal.config.Checks;
import java.time.Duration;

/**
 * How equal small calls are put together. A call that finds none of its kind on the way is sent at
 * once; others wait until {@code size} are together, the ones before are answered, or {@code delay}
 * has passed.
 *
 * @param size the most calls in one, 2 to 4096; a node takes 256 as shipped
 * @param delay the longest that a call waits for others, 50 us to 100 ms
 */
public record BatchLimits(int size, Duration delay) {
  /** At most 128 calls together, after one millisecond at most. */
  public static final BatchLimits DEFAULT = new BatchLimits(128, Duration.ofMillis(1));

  /** Checks the ranges. */
  public BatchLimits {
    Checks.range("size", size, 2, 4096);
    Checks.range("delay", delay, Duration.ofNanos(50_000), Duration.ofMillis(100));
  }
}
