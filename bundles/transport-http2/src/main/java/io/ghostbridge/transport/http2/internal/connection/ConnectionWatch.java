package io.ghostbridge.transport.http2.internal.connection;

import static io.netty.handler.codec.http2.Http2Exception.connectionError;

import io.netty.handler.codec.http2.Http2Error;
import java.util.concurrent.TimeUnit;

/** A connection's time limits, looked at about once a second. */
final class ConnectionWatch {
  private static final long CLOSE_TIMEOUT_MILLIS = 5_000;
  private static final long GOAWAY_ANSWER_MILLIS = 1_000;
  private static final long REFILL_MILLIS = 10_000;
  private static final long KEEPALIVE_PING = 0x6b656570616c6976L;

  private final Http2Connection connection;
  private final Http2Limits limits;
  private final FloodGuard guard;
  private final long bornNanos = System.nanoTime();
  private long lastReadNanos = bornNanos;
  private long lastRefillNanos = bornNanos;
  private long unwritableSinceNanos;
  private long pingSentNanos;
  private long drainingSinceNanos;
  private long closingSinceNanos;

  ConnectionWatch(Http2Connection connection, Http2Limits limits, FloodGuard guard) {
    this.connection = connection;
    this.limits = limits;
    this.guard = guard;
  }

  void read(long nowNanos) {
    lastReadNanos = nowNanos;
  }

  void writable(boolean writable) {
    unwritableSinceNanos = writable ? 0 : System.nanoTime();
  }

  void pingAnswered() {
    pingSentNanos = 0;
  }

  void draining() {
    drainingSinceNanos = System.nanoTime();
  }

  void closing() {
    closingSinceNanos = System.nanoTime();
  }

  void sweep(long nowNanos) {
    if (closingSinceNanos != 0) {
      if (isPast(nowNanos, closingSinceNanos, CLOSE_TIMEOUT_MILLIS)) {
        connection.closeNow();
      }
      return;
    }
    if (isPast(nowNanos, lastRefillNanos, REFILL_MILLIS)) {
      lastRefillNanos = nowNanos;
      guard.refill();
    }
    if (!connection.clientSettings().areSeen()
        && isPast(nowNanos, bornNanos, limits.handshakeTimeoutMillis())) {
      tooSlow("no SETTINGS came within %d ms", limits.handshakeTimeoutMillis());
    } else if (isPast(nowNanos, connection.incompleteSinceNanos(), limits.frameTimeoutMillis())) {
      tooSlow("a frame or header block took longer than %d ms", limits.frameTimeoutMillis());
    } else if (isPast(nowNanos, unwritableSinceNanos, limits.stallTimeoutMillis())) {
      connection.closeNow();
    } else {
      connection.endStalledStreams(
          nowNanos, TimeUnit.MILLISECONDS.toNanos(limits.stallTimeoutMillis()));
      sweepAge(nowNanos);
      sweepKeepalive(nowNanos);
    }
  }

  private static boolean isPast(long nowNanos, long sinceNanos, long millis) {
    return sinceNanos != 0 && nowNanos - sinceNanos > TimeUnit.MILLISECONDS.toNanos(millis);
  }

  private void tooSlow(String reason, long millis) {
    connection.fail(connectionError(Http2Error.ENHANCE_YOUR_CALM, reason, millis));
  }

  private void sweepAge(long nowNanos) {
    long age = limits.maxConnectionAgeMillis();
    if (age > 0 && drainingSinceNanos == 0 && isPast(nowNanos, bornNanos, age)) {
      connection.drain("max_age");
    }
    if (isPast(nowNanos, drainingSinceNanos, GOAWAY_ANSWER_MILLIS)) {
      connection.finishDrain();
    }
    if (isPast(nowNanos, drainingSinceNanos, limits.maxConnectionAgeGraceMillis())) {
      connection.closeNow();
    }
  }

  private void sweepKeepalive(long nowNanos) {
    if (pingSentNanos != 0) {
      if (lastReadNanos - pingSentNanos > 0) {
        pingSentNanos = 0;
      } else if (isPast(nowNanos, pingSentNanos, limits.keepaliveTimeoutMillis())) {
        connection.closeNow();
      }
    } else if (limits.keepaliveMillis() > 0
        && isPast(nowNanos, lastReadNanos, limits.keepaliveMillis())) {
      pingSentNanos = nowNanos;
      connection.output().ping(false, KEEPALIVE_PING);
      connection.wantFlush();
    }
  }
}
