package io.ghostbridge.client.internal.route;

import io.ghostbridge.client.internal.config.Endpoint;
import io.ghostbridge.client.internal.http3.Http3Connection;
import io.ghostbridge.client.internal.metric.AttemptKind;
import io.netty.util.concurrent.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Says for each call which connection of HTTP/3 it takes, if any. For all threads. */
public final class Http3Route {
  private final List<Http3Pool> pools;
  private final Reachability reachability;
  private final AtomicInteger turn = new AtomicInteger();
  private volatile boolean closed;

  /**
   * @param endpoints at least one
   */
  public Http3Route(List<Endpoint> endpoints, RouteSettings settings) {
    pools = endpoints.stream().map(endpoint -> new Http3Pool(endpoint, settings)).toList();
    reachability = settings.reachability();
  }

  /** A connection for the next call, or null: it goes by HTTP/2, or waits for {@link #deciding}. */
  @Nullable PooledHttp3 take(AttemptKind kind) {
    if (closed) {
      return null;
    }
    int count = pools.size();
    int first = count == 1 ? 0 : Math.floorMod(turn.getAndIncrement(), count);
    if (count > 1) {
      int second = (first + 1) % count;
      if (pools.get(first).load() > pools.get(second).load() && !isHttp2s(pools.get(first))) {
        first = second;
      }
    }
    for (int i = 0; i < count; i++) {
      Http3Pool pool = pools.get((first + i) % count);
      PooledHttp3 taken = pool.take(kind);
      if (taken != null) {
        return taken;
      }
      if (i == 0 && count > 1 && isHttp2s(pool)) {
        // Its part of the calls is HTTP/2's.
        return null;
      }
    }
    return null;
  }

  /** A connection whose handshake is not complete, for a call that may go early, or null. */
  @Nullable PooledHttp3 takeEarly(AttemptKind kind) {
    if (closed) {
      return null;
    }
    for (Http3Pool pool : pools) {
      PooledHttp3 taken = pool.takeEarly(kind);
      if (taken != null) {
        return taken;
      }
    }
    return null;
  }

  private boolean isHttp2s(Http3Pool pool) {
    return pool.load() == Long.MAX_VALUE && reachability.isReachedByTcp(pool.name());
  }

  /** A pool that will soon know whether HTTP/3 works, or null if none has to be waited for. */
  @Nullable Http3Pool deciding() {
    for (Http3Pool pool : pools) {
      if (pool.isDeciding()) {
        return pool;
      }
    }
    return null;
  }

  /**
   * Takes no more calls and returns when all connections are closed, with their calls ended or,
   * when the time is over, cut off.
   */
  public void close(long seconds) throws InterruptedException {
    closed = true;
    List<Http3Connection> left = new ArrayList<>();
    pools.forEach(pool -> left.addAll(pool.shutdown()));
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
    for (Http3Connection each : left) {
      each.closed().await(Math.max(0, end - System.nanoTime()), TimeUnit.NANOSECONDS);
    }
    for (Future<?> ended : Http3Pool.end(left)) {
      ended.await(seconds, TimeUnit.SECONDS);
    }
  }
}
