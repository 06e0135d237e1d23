package io.ghostbridge.secure.channel.internal.session;

import java.util.function.LongSupplier;

/**
 * What time it is.
 *
 * @param millis since 1970-01-01T00:00:00Z, for what others are told and what they tell
 * @param nanos monotonic, for how long something lasts
 */
public record SessionClock(LongSupplier millis, LongSupplier nanos) {
  /** The machine's. */
  public static final SessionClock SYSTEM =
      new SessionClock(System::currentTimeMillis, System::nanoTime);
}
