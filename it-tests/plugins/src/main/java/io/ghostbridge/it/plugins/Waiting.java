package io.ghostbridge.it.plugins;

import java.time.Duration;
import java.util.concurrent.Callable;

/** For what other threads do in their time. */
final class Waiting {
  private static final Duration LIMIT = Duration.ofSeconds(30);
  private static final long POLL_MILLIS = 5;

  private Waiting() {}

  /** Whether {@code condition} holds within a generous limit. */
  static boolean until(Callable<Boolean> condition) throws Exception {
    long end = System.nanoTime() + LIMIT.toNanos();
    while (!condition.call()) {
      if (System.nanoTime() > end) {
        return false;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return true;
  }
}
