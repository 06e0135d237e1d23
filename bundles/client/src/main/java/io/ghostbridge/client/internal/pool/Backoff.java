package io.ghostbridge.client.internal.pool;

import java.util.concurrent.ThreadLocalRandom;

/**
 * Pauses between attempts to connect: from 50 ms, doubling, to a second, each a fifth shorter or
 * longer at random. Shorter than grpc-java's, since a node that restarts is back in some seconds
 * and calls are waiting. Not for several threads.
 */
final class Backoff {
  private static final long FIRST_MILLIS = 50;
  private static final long LONGEST_MILLIS = 1_000;

  private long millis = FIRST_MILLIS;

  long nextMillis() {
    long now = millis;
    millis = Math.min(LONGEST_MILLIS, millis * 2);
    return now - now / 5 + ThreadLocalRandom.current().nextLong(2 * now / 5 + 1);
  }

  void reset() {
    millis = FIRST_MILLIS;
  }
}
