package io.ghostbridge.client.internal.pool;

import io.grpc.ConnectivityState;
import io.grpc.EquivalentAddressGroup;
import io.grpc.LoadBalancer;
import io.grpc.Status;
import io.grpc.SynchronizationContext.ScheduledHandle;
import java.net.SocketAddress;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A pool of connections for each endpoint. Which connections are healthy is told by grpc-java's
 * health checking around it, as states of the connections. Of the synchronisation context.
 */
final class PoolLoadBalancer extends LoadBalancer {
  private final Helper helper;
  private final PoolSettings settings;
  private final Map<List<SocketAddress>, EndpointPool> pools = new LinkedHashMap<>();
  private final Backoff backoff = new Backoff();

  private @Nullable ScheduledHandle reconnecting;

  PoolLoadBalancer(Helper helper, PoolSettings settings) {
    this.helper = helper;
    this.settings = settings;
  }

  @Override
  public Status acceptResolvedAddresses(ResolvedAddresses resolved) {
    if (resolved.getAddresses().isEmpty()) {
      Status none = Status.UNAVAILABLE.withDescription("no endpoint has an address");
      handleNameResolutionError(none);
      return none;
    }
    Map<List<SocketAddress>, EquivalentAddressGroup> wanted = new LinkedHashMap<>();
    resolved.getAddresses().forEach(group -> wanted.put(group.getAddresses(), group));
    pools
        .entrySet()
        .removeIf(
            entry -> {
              boolean gone = !wanted.containsKey(entry.getKey());
              if (gone) {
                entry.getValue().shutdown();
              }
              return gone;
            });
    wanted.forEach(
        (addresses, group) -> {
          if (!pools.containsKey(addresses)) {
            pools.put(addresses, new EndpointPool(helper, settings, group, this::publish));
          }
        });
    publish();
    return Status.OK;
  }

  /** Known endpoints stay: a resolver that fails says nothing about them. */
  @Override
  public void handleNameResolutionError(Status error) {
    if (pools.isEmpty()) {
      helper.updateBalancingState(
          ConnectivityState.TRANSIENT_FAILURE, new FixedResultPicker(PickResult.withError(error)));
    }
  }

  private void publish() {
    List<PoolPicker.Ready> ready = new ArrayList<>();
    List<String> failures = new ArrayList<>();
    for (EndpointPool pool : pools.values()) {
      List<PooledConnection> connections = pool.ready();
      if (!connections.isEmpty()) {
        ready.add(new PoolPicker.Ready(pool, connections));
      } else if (!pool.failure().isOk()) {
        failures.add(pool.name() + ": " + pool.failure().getDescription());
      }
    }
    if (!ready.isEmpty()) {
      helper.updateBalancingState(
          ConnectivityState.READY, new PoolPicker(ready, settings.limits().streamsPerConnection()));
    } else if (failures.size() < pools.size()) {
      helper.updateBalancingState(
          ConnectivityState.CONNECTING, new FixedResultPicker(PickResult.withNoResult()));
    } else {
      helper.updateBalancingState(
          ConnectivityState.TRANSIENT_FAILURE,
          new FixedResultPicker(
              PickResult.withError(
                  Status.UNAVAILABLE.withDescription(
                      "no endpoint can be reached: " + String.join("; ", failures)))));
    }
    if (failures.isEmpty()) {
      backoff.reset();
    } else {
      reconnectLater();
    }
  }

  private void reconnectLater() {
    if (reconnecting == null || !reconnecting.isPending()) {
      reconnecting =
          helper
              .getSynchronizationContext()
              .schedule(
                  this::reconnect,
                  backoff.nextMillis(),
                  TimeUnit.MILLISECONDS,
                  helper.getScheduledExecutorService());
    }
  }

  private void reconnect() {
    settings.reconnect().run();
    if (pools.values().stream().anyMatch(pool -> !pool.failure().isOk())) {
      reconnectLater();
    }
  }

  @Override
  public void shutdown() {
    if (reconnecting != null) {
      reconnecting.cancel();
    }
    pools.values().forEach(EndpointPool::shutdown);
    pools.clear();
  }
}
