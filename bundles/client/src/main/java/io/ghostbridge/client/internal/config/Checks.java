package io.ghostbridge.client.internal.config;

import java.time.Duration;

/** Bounds of what a caller configures; one sentence says what was given and what was expected. */
public final class Checks {
  /** Longer ones are no number of nanoseconds. */
  private static final Duration LONGEST = Duration.ofDays(10_000);

  private Checks() {}

  /**
   * @throws IllegalArgumentException if {@code value} is outside of {@code least} to {@code most}
   */
  public static void range(String name, long value, long least, long most) {
    if (value < least || value > most) {
      throw new IllegalArgumentException(
          name + " is " + value + ", expected " + least + " to " + most);
    }
  }

  /**
   * @throws IllegalArgumentException if {@code value} is outside of {@code least} to {@code most}
   */
  public static void range(String name, Duration value, Duration least, Duration most) {
    if (value.compareTo(least) < 0 || value.compareTo(most) > 0) {
      throw new IllegalArgumentException(
          name + " is " + text(value) + ", expected " + text(least) + " to " + text(most));
    }
  }

  private static String text(Duration value) {
    if (value.abs().compareTo(LONGEST) > 0) {
      return value.toString();
    }
    return value.toNanos() % 1_000_000 == 0
        ? value.toMillis() + " ms"
        : value.toNanos() / 1000 + " us";
  }
}
