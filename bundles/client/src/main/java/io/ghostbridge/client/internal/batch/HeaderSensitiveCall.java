package io.ghostbridge.client.internal.batch;

import io.ghostbridge.client.internal.call.CallGate;
import io.ghostbridge.client.internal.call.GatedCall;
import io.ghostbridge.client.internal.metric.ClientMetrics.MethodTimers;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ForwardingClientCall;
import io.grpc.Metadata;

/** Goes with others unless it has headers of its own, which others must not be sent under. */
final class HeaderSensitiveCall extends ForwardingClientCall<DomainQuery, DomainResponse> {
  private final Channel next;
  private final CallOptions options;
  private final CallGate gate;
  private final MethodTimers timers;
  private ClientCall<DomainQuery, DomainResponse> call;

  HeaderSensitiveCall(
      BatchedCall batched, Channel next, CallOptions options, CallGate gate, MethodTimers timers) {
    this.call = batched;
    this.next = next;
    this.options = options;
    this.gate = gate;
    this.timers = timers;
  }

  @Override
  protected ClientCall<DomainQuery, DomainResponse> delegate() {
    return call;
  }

  @Override
  public void start(Listener<DomainResponse> listener, Metadata headers) {
    if (!headers.keys().isEmpty()) {
      call =
          new GatedCall<>(
              next.newCall(GhostChainServiceGrpc.getResolveDomainMethod(), options), gate, timers);
    }
    call.start(listener, headers);
  }
}
