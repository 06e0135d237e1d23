package io.ghostbridge.dnssec.internal;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Collection;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Takes the steps of all zones' keys when they are due. */
final class RolloverThread implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(RolloverThread.class);
  private static final Duration LONGEST_WAIT = Duration.ofHours(1);
  private static final Duration AFTER_FAILURE = Duration.ofMinutes(1);

  private final Collection<ManagedZone> zones;
  private final InstantSource clock;
  private final Semaphore changed = new Semaphore(0);
  private final Thread thread;

  RolloverThread(Collection<ManagedZone> zones, InstantSource clock) {
    this.zones = zones;
    this.clock = clock;
    thread = Thread.ofVirtual().name("dnssec-rollover").start(this::run);
  }

  /** Looks again when the next step is due. */
  void changed() {
    changed.release();
  }

  private void run() {
    try {
      while (true) {
        Duration wait = advance();
        if (changed.tryAcquire(wait.toMillis() + 1, TimeUnit.MILLISECONDS)) {
          changed.drainPermits();
        }
      }
    } catch (InterruptedException e) {
      // The bundle stops.
      Thread.currentThread().interrupt();
    }
  }

  private Duration advance() {
    Duration wait = LONGEST_WAIT;
    for (ManagedZone zone : zones) {
      Duration left = advance(zone);
      wait = left.compareTo(wait) < 0 ? left : wait;
    }
    return wait.isNegative() ? Duration.ZERO : wait;
  }

  /** One zone's failure keeps no other's keys from their steps. */
  private Duration advance(ManagedZone zone) {
    try {
      zone.advance();
    } catch (IOException | RuntimeException e) {
      log.error("event=dnssec.rollover_failed retry_seconds={}", AFTER_FAILURE.toSeconds(), e);
      return AFTER_FAILURE;
    }
    Instant now = clock.instant();
    return zone.nextDue().map(at -> Duration.between(now, at)).orElse(LONGEST_WAIT);
  }

  /** Ends the thread. */
  @Override
  public void close() {
    thread.interrupt();
    try {
      thread.join();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
