package io.ghostbridge.secure.channel.internal.session;

/** What time it is. Safe for use by any thread. */
public interface SessionClock {
  /** Since 1970-01-01T00:00:00Z, for what others are told and what they tell. */
  long millis();

  /** Monotonic, for how long something lasts. */
  long nanos();

  /**
   * {@link #millis} at a moment that {@link #nanos} told just now. Both cost a look at the clock,
   * which is more than a short message's encryption.
   */
  default long millisAt(long nanos) {
    return millis();
  }
}
