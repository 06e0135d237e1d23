package io.ghostbridge.plugin.guard.internal;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Looks at the calls in flight a few times in the bound that they have, at most twice a second. */
final class HangWatch implements AutoCloseable {
  private static final Logger LOG = LoggerFactory.getLogger(HangWatch.class);
  private static final long MIN_MILLIS = 500;
  private static final long END_SECONDS = 10;

  private final ScheduledExecutorService timer;
  private final ScheduledFuture<?> looking;

  HangWatch(Duration bound, Runnable look) {
    timer =
        Executors.newSingleThreadScheduledExecutor(
            Thread.ofPlatform().daemon().name("plugin-guard").factory());
    long millis = Math.min(bound.toMillis(), Math.max(MIN_MILLIS, bound.toMillis() / 8));
    looking = timer.scheduleWithFixedDelay(() -> run(look), millis, millis, TimeUnit.MILLISECONDS);
  }

  private static void run(Runnable look) {
    try {
      look.run();
    } catch (RuntimeException e) {
      LOG.error("event=plugin_watch_failed", e);
    }
  }

  @Override
  public void close() {
    looking.cancel(true);
    timer.shutdownNow();
    try {
      if (!timer.awaitTermination(END_SECONDS, TimeUnit.SECONDS)) {
        LOG.warn("event=plugin_watch_lingers");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
