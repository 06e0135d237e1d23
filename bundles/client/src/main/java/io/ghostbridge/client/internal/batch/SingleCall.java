package io.ghostbridge.client.internal.batch;

import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** A call that leaves without others. Its own executor hears of the end, through the call. */
final class SingleCall extends ClientCall.Listener<DomainResponse> {
  private final Channel next;
  private final BatchedCall call;
  private final Runnable answered;
  private @Nullable DomainResponse answer;

  /**
   * @param answered called once when it has ended
   */
  SingleCall(Channel next, BatchedCall call, Runnable answered) {
    this.next = next;
    this.call = call;
    this.answered = answered;
  }

  void start() {
    // The call listens to its context by itself.
    Context.ROOT.run(
        () -> {
          ClientCall<DomainQuery, DomainResponse> single =
              next.newCall(
                  GhostChainServiceGrpc.getResolveDomainMethod(),
                  call.options().withDeadline(call.deadline()).withExecutor(Runnable::run));
          single.start(this, new Metadata());
          single.request(2);
          single.sendMessage(call.query());
          single.halfClose();
          // Not before: a call that was cancelled takes no message.
          call.sentBy(() -> single.cancel("the call has ended", null));
        });
  }

  @Override
  public void onMessage(DomainResponse message) {
    answer = message;
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    answered.run();
    call.finish(status.isOk() ? answer : null, status, trailers);
  }
}
