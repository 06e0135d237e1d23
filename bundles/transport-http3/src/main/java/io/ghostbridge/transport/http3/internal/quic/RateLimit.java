package io.ghostbridge.transport.http3.internal.quic;

/** So many a second, and no more. Not for several threads at once. */
final class RateLimit {
  private static final long SECOND_NANOS = 1_000_000_000L;

  private final int perSecond;
  private long secondStartNanos = System.nanoTime();
  private int used;

  RateLimit(int perSecond) {
    this.perSecond = perSecond;
  }

  boolean allows(long nowNanos) {
    if (nowNanos - secondStartNanos >= SECOND_NANOS) {
      secondStartNanos = nowNanos;
      used = 0;
    }
    if (used >= perSecond) {
      return false;
    }
    used++;
    return true;
  }
}
