package io.ghostbridge.client.internal.pool;

import io.grpc.ClientStreamTracer;
import io.grpc.ConnectivityState;
import io.grpc.LoadBalancer.PickResult;
import io.grpc.LoadBalancer.Subchannel;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicInteger;

/** A connection of a pool and the calls on it. Calls come and go on any thread. */
final class PooledConnection extends ClientStreamTracer.Factory {
  private final EndpointPool pool;
  private final Subchannel subchannel;
  private final PickResult result;
  private final AtomicInteger open = new AtomicInteger();

  /** Of the synchronisation context. */
  private ConnectivityState state = ConnectivityState.IDLE;

  PooledConnection(EndpointPool pool, Subchannel subchannel) {
    this.pool = pool;
    this.subchannel = subchannel;
    this.result = PickResult.withSubchannel(subchannel, this);
  }

  Subchannel subchannel() {
    return subchannel;
  }

  PickResult result() {
    return result;
  }

  /** Calls on it. */
  int open() {
    return open.get();
  }

  boolean isReady() {
    return state == ConnectivityState.READY;
  }

  ConnectivityState state() {
    return state;
  }

  void state(ConnectivityState now) {
    state = now;
  }

  @Override
  public ClientStreamTracer newClientStreamTracer(
      ClientStreamTracer.StreamInfo info, Metadata headers) {
    open.incrementAndGet();
    pool.attemptBegins(info);
    return new Attempt(System.nanoTime());
  }

  /** Counts one attempt as long as it is on the way. */
  private final class Attempt extends ClientStreamTracer {
    private final long began;

    Attempt(long began) {
      this.began = began;
    }

    @Override
    public void streamClosed(Status status) {
      open.decrementAndGet();
      pool.attemptEnds(status, System.nanoTime() - began);
    }
  }
}
