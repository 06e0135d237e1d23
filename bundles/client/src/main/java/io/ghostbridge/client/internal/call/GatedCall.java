package io.ghostbridge.client.internal.call;

import io.ghostbridge.client.internal.metric.ClientMetrics.MethodTimers;
import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall;
import io.grpc.ForwardingClientCallListener.SimpleForwardingClientCallListener;
import io.grpc.Metadata;
import io.grpc.Status;

/** A call that counts for the channel's bound and is measured. */
public final class GatedCall<Q, A> extends ForwardingClientCall<Q, A> {
  private final CallGate gate;
  private final MethodTimers timers;
  private ClientCall<Q, A> call;

  /**
   * @param call not started
   */
  public GatedCall(ClientCall<Q, A> call, CallGate gate, MethodTimers timers) {
    this.call = call;
    this.gate = gate;
    this.timers = timers;
  }

  @Override
  protected ClientCall<Q, A> delegate() {
    return call;
  }

  @Override
  public void start(Listener<A> listener, Metadata headers) {
    if (!gate.enter()) {
      call = new EndedCall<>();
      listener.onClose(gate.refusal(), new Metadata());
      return;
    }
    long began = System.nanoTime();
    boolean started = false;
    try {
      call.start(
          new SimpleForwardingClientCallListener<A>(listener) {
            @Override
            public void onClose(Status status, Metadata trailers) {
              gate.leave();
              timers.ended(status.getCode(), System.nanoTime() - began);
              super.onClose(status, trailers);
            }
          },
          headers);
      started = true;
    } finally {
      if (!started) {
        gate.leave();
      }
    }
  }

  /** Does nothing any more. */
  private static final class EndedCall<Q, A> extends ClientCall<Q, A> {
    @Override
    public void start(Listener<A> listener, Metadata headers) {}

    @Override
    public void request(int messages) {}

    @Override
    public void cancel(
        @org.jspecify.annotations.Nullable String message,
        @org.jspecify.annotations.Nullable Throwable cause) {}

    @Override
    public void halfClose() {}

    @Override
    public void sendMessage(Q message) {}
  }
}
