package io.ghostbridge.client.internal.pool;

import io.ghostbridge.client.PoolLimits;
import io.ghostbridge.client.internal.config.EndpointAttributes;
import io.ghostbridge.client.internal.metric.AttemptKind;
import io.ghostbridge.client.internal.metric.ClientMetrics.EndpointMeters;
import io.grpc.ClientStreamTracer;
import io.grpc.ConnectivityState;
import io.grpc.ConnectivityStateInfo;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.Status;
import io.grpc.SynchronizationContext.ScheduledHandle;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The connections to one endpoint: one always, more while calls need them. Methods are of the
 * synchronisation context but for those that say that any thread may call them.
 */
final class EndpointPool {
  private final LoadBalancer.Helper helper;
  private final PoolSettings settings;
  private final Runnable changed;
  private final EquivalentAddressGroup addresses;
  private final String name;
  private final EndpointBreaker breaker;
  private final EndpointMeters meters;
  private final List<PooledConnection> connections = new ArrayList<>();
  private final AtomicInteger open = new AtomicInteger();
  private final AtomicInteger mostOpen = new AtomicInteger();
  private final AtomicBoolean growing = new AtomicBoolean();
  private final ScheduledHandle trimming;

  private volatile int readyConnections;
  private Status failure = Status.OK;
  private boolean shutdown;

  /**
   * @param changed called when what {@link #ready} returns has changed
   */
  EndpointPool(
      LoadBalancer.Helper helper,
      PoolSettings settings,
      EquivalentAddressGroup addresses,
      Runnable changed) {
    this.helper = helper;
    this.settings = settings;
    this.addresses = addresses;
    this.changed = changed;
    String configured = addresses.getAttributes().get(EndpointAttributes.ENDPOINT);
    name = configured == null ? addresses.getAddresses().toString() : configured;
    breaker = new EndpointBreaker(name, settings.breaker(), this::breakerChanged);
    meters =
        settings
            .metrics()
            .endpoint(
                name,
                "http2",
                this,
                pool -> pool.readyConnections,
                pool -> pool.open.get(),
                pool -> pool.breaker.isOpen() ? 1 : 0);
    long idleNanos = settings.limits().idle().toNanos();
    trimming =
        helper
            .getSynchronizationContext()
            .scheduleWithFixedDelay(
                this::trim,
                idleNanos,
                idleNanos,
                TimeUnit.NANOSECONDS,
                helper.getScheduledExecutorService());
    connect();
  }

  String name() {
    return name;
  }

  EndpointBreaker breaker() {
    return breaker;
  }

  /** The reason if no connection can be made, else OK. */
  Status failure() {
    return failure;
  }

  List<PooledConnection> ready() {
    return connections.stream().filter(PooledConnection::isReady).toList();
  }

  /** Calls on all connections; for all threads. */
  int open() {
    return open.get();
  }

  /** Opens another connection if there may be one; for all threads, cheap when there is none. */
  void wantMore() {
    if (readyConnections < settings.limits().mostConnections()
        && growing.compareAndSet(false, true)) {
      helper.getSynchronizationContext().execute(this::grow);
    }
  }

  private void grow() {
    if (shutdown || connections.size() >= settings.limits().mostConnections()) {
      growing.set(false);
    } else {
      connect();
    }
  }

  private void connect() {
    LoadBalancer.Subchannel subchannel =
        helper.createSubchannel(
            LoadBalancer.CreateSubchannelArgs.newBuilder().setAddresses(addresses).build());
    PooledConnection connection = new PooledConnection(this, subchannel);
    connections.add(connection);
    subchannel.start(state -> stateChanged(connection, state));
    subchannel.requestConnection();
  }

  private void stateChanged(PooledConnection connection, ConnectivityStateInfo info) {
    if (shutdown || !connections.contains(connection)) {
      return;
    }
    boolean before = readyConnections > 0;
    connection.state(info.getState());
    switch (info.getState()) {
      case READY -> {
        failure = Status.OK;
        growing.set(false);
      }
      case TRANSIENT_FAILURE, SHUTDOWN -> lost(connection, info.getStatus());
      case IDLE -> {
        helper.refreshNameResolution();
        lost(connection, Status.OK);
        if (connections.contains(connection)) {
          connection.subchannel().requestConnection();
        }
      }
      case CONNECTING -> {}
    }
    readyConnections = ready().size();
    settings.reachability().byTcp(name, readyConnections > 0);
    if (!before && readyConnections > 0) {
      breaker.reset();
    }
    changed.run();
  }

  /** One more than needed is let go: whether the endpoint lives, one connection finds out. */
  private void lost(PooledConnection connection, Status reason) {
    growing.set(false);
    if (connections.size() > 1) {
      connections.remove(connection);
      connection.subchannel().shutdown();
    } else if (!reason.isOk()) {
      failure = reason;
    }
  }

  /** Closes the connections that the calls since the last time did not need. */
  private void trim() {
    PoolLimits limits = settings.limits();
    int peak = mostOpen.getAndSet(open.get());
    int needed = Math.max(1, Math.ceilDiv(peak, limits.streamsPerConnection()));
    boolean closed = false;
    for (int i = connections.size() - 1; i >= 0 && connections.size() > needed; i--) {
      PooledConnection connection = connections.get(i);
      if (connection.open() == 0 && connection.state() != ConnectivityState.CONNECTING) {
        connections.remove(i);
        connection.subchannel().shutdown();
        closed = true;
      }
    }
    if (closed) {
      readyConnections = ready().size();
      changed.run();
    }
  }

  /** For all threads. */
  void attemptBegins(ClientStreamTracer.StreamInfo info) {
    int now = open.incrementAndGet();
    if (now > mostOpen.get()) {
      mostOpen.accumulateAndGet(now, Math::max);
    }
    if (info.isHedging() && info.getPreviousAttempts() > 0) {
      meters.attempt(AttemptKind.HEDGE);
    } else if (info.getPreviousAttempts() > 0 || info.isTransparentRetry()) {
      meters.attempt(AttemptKind.RETRY);
    } else {
      meters.attempt(info.getCallOptions().getOption(AttemptKind.OF_CALL));
    }
  }

  /** For all threads. */
  void attemptEnds(Status status, long nanos) {
    open.decrementAndGet();
    breaker.ended(status, nanos);
  }

  /**
   * Calls that wait look again: now, and when the pause of an open one is over. For all threads.
   */
  private void breakerChanged() {
    helper.getSynchronizationContext().execute(this::announce);
    if (breaker.isOpen()) {
      var _ =
          helper
              .getScheduledExecutorService()
              .schedule(
                  () -> helper.getSynchronizationContext().execute(this::announce),
                  settings.breaker().pause().toNanos() + TimeUnit.MILLISECONDS.toNanos(1),
                  TimeUnit.NANOSECONDS);
    }
  }

  private void announce() {
    if (!shutdown) {
      changed.run();
    }
  }

  void shutdown() {
    shutdown = true;
    trimming.cancel();
    connections.forEach(connection -> connection.subchannel().shutdown());
    connections.clear();
    readyConnections = 0;
    settings.reachability().byTcp(name, false);
    settings.metrics().remove(meters);
  }
}
