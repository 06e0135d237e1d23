package io.ghostbridge.client.internal.route;

import io.ghostbridge.client.internal.config.Endpoint;
import io.ghostbridge.client.internal.http3.Http3Connection;
import io.ghostbridge.client.internal.metric.AttemptKind;
import io.ghostbridge.client.internal.metric.ClientMetrics.EndpointMeters;
import io.ghostbridge.client.internal.pool.EndpointBreaker;
import io.grpc.Status;
import io.netty.util.concurrent.Future;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The HTTP/3 connections to one endpoint: none until a call wants one, more while calls need them.
 * For all threads.
 */
final class Http3Pool implements Http3Connection.Keeper {
  private static final Logger LOG = LoggerFactory.getLogger(Http3Pool.class);

  private final String name;
  private final EndpointDialer dialer;
  private final RouteSettings settings;
  private final EndpointBreaker breaker;
  private final EndpointMeters meters;
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final ScheduledFuture<?> trimming;

  /** Guarded by this, as all below. */
  private final Map<Http3Connection, PooledHttp3> connections = new LinkedHashMap<>();

  private final QuicMemory memory;
  private final WaitingCalls waiting = new WaitingCalls();
  private int dialling;

  private boolean headStart;
  private boolean closed;

  private volatile List<PooledHttp3> ready = List.of();

  /** Sends early data, until it is ready, fails, or its head start is over. */
  private volatile @Nullable PooledHttp3 early;

  Http3Pool(Endpoint endpoint, RouteSettings settings) {
    this.settings = settings;
    this.name = endpoint.toString();
    this.dialer = new EndpointDialer(endpoint, settings);
    this.memory = new QuicMemory(settings.policy().longestPause());
    this.breaker = new EndpointBreaker(name, settings.breaker(), () -> {});
    this.meters =
        settings
            .metrics()
            .endpoint(
                name,
                "http3",
                this,
                pool -> pool.ready.size(),
                pool -> pool.open.get(),
                pool -> pool.breaker.isOpen() ? 1 : 0);
    long idleNanos = settings.limits().idle().toNanos();
    this.trimming =
        settings
            .timer()
            .scheduleWithFixedDelay(this::trim, idleNanos, idleNanos, TimeUnit.NANOSECONDS);
  }

  String name() {
    return name;
  }

  /** Calls on all connections for each that is ready; without one, more than any. */
  long load() {
    int count = ready.size();
    return count == 0 ? Long.MAX_VALUE : ((long) open.get() << 10) / count;
  }

  /**
   * A connection for a call, whose end is to be told by {@link #attemptEnds}; or null if there is
   * none now. Connections are made as they are wanted.
   */
  @Nullable PooledHttp3 take(AttemptKind kind) {
    List<PooledHttp3> now = ready;
    if (now.isEmpty()) {
      wantMore(1);
      return null;
    }
    if (!breaker.permits()) {
      return null;
    }
    PooledHttp3 least = now.getFirst();
    for (PooledHttp3 each : now) {
      if (each.connection().openCalls() < least.connection().openCalls()) {
        least = each;
      }
    }
    if (least.connection().openCalls() >= settings.limits().streamsPerConnection()) {
      wantMore(settings.limits().mostConnections());
    }
    attemptBegins(kind);
    return least;
  }

  /** The same of a connection whose handshake is not complete, for a call that may go early. */
  @Nullable PooledHttp3 takeEarly(AttemptKind kind) {
    PooledHttp3 now = early;
    if (now == null || now.connection().openCalls() >= settings.limits().streamsPerConnection()) {
      return null;
    }
    attemptBegins(kind);
    return now;
  }

  private void attemptBegins(AttemptKind kind) {
    int now = open.incrementAndGet();
    if (now > mostOpen.get()) {
      mostOpen.accumulateAndGet(now, Math::max);
    }
    meters.attempt(kind);
  }

  void attemptEnds(PooledHttp3 connection, Status status, long nanos) {
    open.decrementAndGet();
    if (!connection.connection().isEstablished()) {
      // That is told by the handshake's end.
      return;
    }
    if (status.getCode() != Status.Code.UNAVAILABLE) {
      connection.answered();
    }
    breaker.ended(status, nanos);
  }

  /** Whether it will soon be known if HTTP/3 works, so that calls wait. */
  synchronized boolean isDeciding() {
    return headStart && ready.isEmpty();
  }

  /** How long calls wait for a handshake. */
  Duration headStart() {
    return settings.policy().headStart();
  }

  /**
   * Runs {@code task} as soon as it is known, at once if it is.
   *
   * @param mayGoEarly whether a connection that is not complete will do
   */
  void whenDecided(Runnable task, boolean mayGoEarly) {
    synchronized (this) {
      if (isDeciding() && !(mayGoEarly && early != null)) {
        waiting.add(task, mayGoEarly);
        return;
      }
    }
    task.run();
  }

  private synchronized void wantMore(int most) {
    if (closed || dialling > 0 || connections.size() >= most) {
      return;
    }
    if (memory.mayTry(System.nanoTime())) {
      dial();
    }
  }

  /** Guarded by this. */
  private void dial() {
    dialling++;
    if (memory.isTrusted() && ready.isEmpty()) {
      headStart = true;
      var _ =
          settings
              .timer()
              .schedule(
                  this::headStartIsOver,
                  settings.policy().headStart().toNanos(),
                  TimeUnit.NANOSECONDS);
    }
    try {
      settings.blocking().execute(this::connect);
    } catch (RejectedExecutionException e) {
      dialling--;
    }
  }

  private void connect() {
    var _ =
        dialer
            .dial(this::startsEarly)
            .whenComplete(
                (connection, failure) -> {
                  if (connection != null) {
                    connected(connection);
                  } else {
                    failed(String.valueOf(failure));
                  }
                });
  }

  /** Of the event loop: calls that go now arrive with the ClientHello, and are read with it. */
  private void startsEarly(Http3Connection connection) {
    List<Runnable> go;
    synchronized (this) {
      if (closed || !headStart) {
        return;
      }
      early = new PooledHttp3(this, connection);
      go = waiting.takeEarly();
    }
    go.forEach(Runnable::run);
  }

  private void connected(Http3Connection connection) {
    PooledHttp3 begun = early;
    PooledHttp3 pooled =
        begun != null && begun.connection() == connection
            ? begun
            : new PooledHttp3(this, connection);
    boolean late;
    synchronized (this) {
      dialling--;
      late = closed;
      if (!late) {
        if (connections.isEmpty()) {
          breaker.reset();
        }
        memory.worked();
        connections.put(connection, pooled);
      }
    }
    if (late) {
      var _ = connection.close();
      return;
    }
    LOG.debug("event=http3_connected endpoint={}", name);
    String service = settings.healthService();
    if (service == null) {
      connection.keptBy(this);
      healthy(pooled, true);
      return;
    }
    HealthWatch watch =
        new HealthWatch(
            connection,
            service,
            settings.timer(),
            well -> {
              if (well) {
                pooled.answered();
              }
              healthy(pooled, well);
            });
    // Before the connection can be told of as lost, which ends the watch.
    pooled.watchedBy(watch);
    connection.keptBy(this);
    watch.begin();
  }

  private void healthy(PooledHttp3 pooled, boolean well) {
    synchronized (this) {
      List<PooledHttp3> now = new ArrayList<>(ready);
      now.remove(pooled);
      headStart = headStart && well;
      if (early == pooled) {
        early = null;
      }
      if (well && connections.containsKey(pooled.connection())) {
        now.add(pooled);
      }
      ready = List.copyOf(now);
    }
    decided();
  }

  private void failed(String reason) {
    boolean byTcp = settings.reachability().isReachedByTcp(name);
    LOG.debug("event=http3_not_connected endpoint={} tcp={} reason={}", name, byTcp, reason);
    synchronized (this) {
      dialling--;
      memory.failed(System.nanoTime(), byTcp);
    }
    if (!byTcp) {
      settings.connectTcp().run();
    }
    headStartIsOver();
  }

  private void headStartIsOver() {
    synchronized (this) {
      headStart = false;
      early = null;
    }
    decided();
  }

  private void decided() {
    List<Runnable> go;
    synchronized (this) {
      if (isDeciding() || waiting.isEmpty()) {
        return;
      }
      go = waiting.takeAll();
    }
    go.forEach(this::runElsewhere);
  }

  private void runElsewhere(Runnable task) {
    try {
      settings.blocking().execute(task);
    } catch (RejectedExecutionException e) {
      task.run();
    }
  }

  @Override
  public void draining(Http3Connection connection) {
    remove(connection, false);
  }

  @Override
  public void lost(Http3Connection connection) {
    remove(connection, true);
  }

  private void remove(Http3Connection connection, boolean lost) {
    synchronized (this) {
      PooledHttp3 pooled = connections.remove(connection);
      if (pooled == null) {
        return;
      }
      pooled.unwatched();
      if (early == pooled) {
        early = null;
      }
      ready = ready.stream().filter(each -> each != pooled).toList();
      headStart = false;
      if (lost && !pooled.hasAnswered()) {
        // A way that lets handshakes through and nothing else is none.
        memory.failed(System.nanoTime(), settings.reachability().isReachedByTcp(name));
      }
    }
    LOG.debug("event=http3_connection_left endpoint={} lost={}", name, lost);
    decided();
  }

  /** Lets go of the connections that the calls since the last time did not need. */
  private void trim() {
    List<Http3Connection> unneeded = new ArrayList<>();
    synchronized (this) {
      int peak = mostOpen.getAndSet(open.get());
      int needed = Math.max(1, Math.ceilDiv(peak, settings.limits().streamsPerConnection()));
      int left = connections.size();
      for (Http3Connection each : connections.keySet()) {
        if (left > needed && each.openCalls() == 0) {
          unneeded.add(each);
          left--;
        }
      }
    }
    unneeded.forEach(Http3Connection::drain);
  }

  /** Makes no more connections, and lets those there are end with their calls. */
  List<Http3Connection> shutdown() {
    List<Http3Connection> left;
    synchronized (this) {
      closed = true;
      headStart = false;
      left = List.copyOf(connections.keySet());
    }
    trimming.cancel(false);
    decided();
    left.forEach(Http3Connection::drain);
    settings.metrics().remove(meters);
    return left;
  }

  /** Ends what {@link #shutdown} has left. */
  static List<Future<?>> end(List<Http3Connection> left) {
    List<Future<?>> ends = new ArrayList<>();
    left.forEach(each -> ends.add(each.close()));
    return ends;
  }
}
