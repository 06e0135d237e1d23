package io.ghostbridge.client.internal.pool;

import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.PickSubchannelArgs;
import io.grpc.LoadBalancer.SubchannelPicker;
import io.grpc.Status;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Puts each call on the connection with the fewest, of the endpoint that has fewer calls a
 * connection of two that follow in turn; endpoints whose breaker is open are left out. Immutable
 * but for whose turn it is; for all threads.
 */
final class PoolPicker extends SubchannelPicker {
  /**
   * @param connections those that are ready, at least one
   */
  record Ready(EndpointPool pool, List<PooledConnection> connections) {
    private boolean isBusierThan(Ready other) {
      return (long) pool.open() * other.connections.size()
          > (long) other.pool.open() * connections.size();
    }

    private PooledConnection leastBusy() {
      PooledConnection least = connections.getFirst();
      for (int i = 1; i < connections.size(); i++) {
        PooledConnection next = connections.get(i);
        if (next.open() < least.open()) {
          least = next;
        }
      }
      return least;
    }
  }

  private final List<Ready> endpoints;
  private final int streamsPerConnection;
  private final AtomicInteger turn = new AtomicInteger();

  /**
   * @param endpoints at least one
   */
  PoolPicker(List<Ready> endpoints, int streamsPerConnection) {
    this.endpoints = List.copyOf(endpoints);
    this.streamsPerConnection = streamsPerConnection;
  }

  @Override
  public PickResult pickSubchannel(PickSubchannelArgs call) {
    int count = endpoints.size();
    int first = count == 1 ? 0 : Math.floorMod(turn.getAndIncrement(), count);
    if (count > 1) {
      int second = (first + 1) % count;
      if (endpoints.get(first).isBusierThan(endpoints.get(second))) {
        first = second;
      }
    }
    for (int i = 0; i < count; i++) {
      Ready endpoint = endpoints.get((first + i) % count);
      if (endpoint.pool().breaker().permits()) {
        return pick(endpoint);
      }
    }
    return PickResult.withError(
        Status.UNAVAILABLE.withDescription(
            "the circuit breaker is open for "
                + String.join(", ", endpoints.stream().map(each -> each.pool().name()).toList())
                + ": too many of the last calls failed; it is tried again within its pause"));
  }

  private PickResult pick(Ready endpoint) {
    PooledConnection connection = endpoint.leastBusy();
    if (connection.open() >= streamsPerConnection) {
      endpoint.pool().wantMore();
    }
    return connection.result();
  }
}
