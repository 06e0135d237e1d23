package io.ghostbridge.client;

import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;

/** Asks again and again: what another thread does by itself cannot be waited for otherwise. */
final class Awaiting {
  private static final long SECONDS = 60;

  private Awaiting() {}

  static void until(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(SECONDS);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        throw new AssertionError("not " + what + " after " + SECONDS + " s");
      }
      Thread.sleep(5);
    }
  }
}
