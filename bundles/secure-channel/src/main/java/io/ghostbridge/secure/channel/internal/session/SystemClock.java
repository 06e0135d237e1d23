package io.ghostbridge.secure.channel.internal.session;

import java.util.concurrent.TimeUnit;

/** The machine's clocks. */
public final class SystemClock implements SessionClock {
  /** How long a step of the time of day may go unnoticed. */
  private static final long MOST_NANOS = TimeUnit.MILLISECONDS.toNanos(5);

  private volatile Anchor anchor = new Anchor(System.nanoTime(), System.currentTimeMillis());

  /** When it was what time of day. */
  private record Anchor(long nanos, long millis) {}

  @Override
  public long millis() {
    return System.currentTimeMillis();
  }

  @Override
  public long nanos() {
    return System.nanoTime();
  }

  @Override
  public long millisAt(long nanos) {
    Anchor last = anchor;
    long since = nanos - last.nanos();
    if (since < 0 || since > MOST_NANOS) {
      last = new Anchor(nanos, System.currentTimeMillis());
      anchor = last;
      since = 0;
    }
    return last.millis() + TimeUnit.NANOSECONDS.toMillis(since);
  }
}
