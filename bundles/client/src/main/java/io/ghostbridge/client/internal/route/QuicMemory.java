package io.ghostbridge.client.internal.route;

import java.time.Duration;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;

/**
 * What is known of QUIC to one endpoint. Until it has failed where TCP worked, calls give it a head
 * start; after that it is tried beside them, after pauses that double from a second. Where TCP does
 * not work either, the node is away, which says nothing of QUIC. Times are of {@link
 * System#nanoTime}. Guarded by its pool.
 */
final class QuicMemory {
  private static final long FIRST_AVOIDED_NANOS = TimeUnit.SECONDS.toNanos(1);
  private static final long FIRST_AWAY_NANOS = TimeUnit.MILLISECONDS.toNanos(50);
  private static final long LONGEST_AWAY_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final long longestAvoidedNanos;
  private boolean trusted = true;
  private boolean paused;
  private long pausedUntil;
  private long avoidedNanos = FIRST_AVOIDED_NANOS;
  private long awayNanos = FIRST_AWAY_NANOS;

  /**
   * @param longestAvoided the longest pause between attempts where TCP works
   */
  QuicMemory(Duration longestAvoided) {
    this.longestAvoidedNanos = longestAvoided.toNanos();
  }

  /** Whether calls wait a moment for it. */
  boolean isTrusted() {
    return trusted;
  }

  /** Whether it may be tried now. */
  boolean mayTry(long now) {
    return !paused || now - pausedUntil >= 0;
  }

  void worked() {
    trusted = true;
    paused = false;
    avoidedNanos = FIRST_AVOIDED_NANOS;
    awayNanos = FIRST_AWAY_NANOS;
  }

  /**
   * @param tcpWorks whether the endpoint is reached by TCP now
   */
  void failed(long now, boolean tcpWorks) {
    paused = true;
    if (tcpWorks) {
      trusted = false;
      pausedUntil = now + varied(Math.min(avoidedNanos, longestAvoidedNanos));
      avoidedNanos = Math.min(longestAvoidedNanos, avoidedNanos * 2);
    } else {
      pausedUntil = now + varied(awayNanos);
      awayNanos = Math.min(LONGEST_AWAY_NANOS, awayNanos * 2);
    }
  }

  /** A fifth shorter or longer, so that clients do not come back together. */
  private static long varied(long nanos) {
    return nanos - nanos / 5 + ThreadLocalRandom.current().nextLong(2 * (nanos / 5) + 1);
  }
}
