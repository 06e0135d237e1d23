package io.ghostbridge.client.internal.route;

import io.ghostbridge.client.internal.http3.Http3Connection;
import org.jspecify.annotations.Nullable;

/** A connection of a pool. Guarded by the pool, but for what a call reads. */
final class PooledHttp3 {
  private final Http3Pool pool;
  private final Http3Connection connection;
  private @Nullable HealthWatch health;
  private volatile boolean answered;

  PooledHttp3(Http3Pool pool, Http3Connection connection) {
    this.pool = pool;
    this.connection = connection;
  }

  Http3Pool pool() {
    return pool;
  }

  Http3Connection connection() {
    return connection;
  }

  void watchedBy(HealthWatch watch) {
    health = watch;
  }

  void unwatched() {
    HealthWatch watch = health;
    if (watch != null) {
      watch.end();
    }
  }

  /** The node has said something on it. */
  void answered() {
    answered = true;
  }

  boolean hasAnswered() {
    return answered;
  }
}
