package io.ghostbridge.client.internal.batch;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.ghostbridge.proto.chain.v1.DomainFailure;
import io.ghostbridge.proto.chain.v1.DomainResult;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.ResolveDomainsRequest;
import io.ghostbridge.proto.chain.v1.ResolveDomainsResponse;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Calls that leave as one. Each ends by itself at its own deadline or cancellation; the batch goes
 * on until the last of them, and is cancelled when none is left.
 */
final class Batch extends ClientCall.Listener<ResolveDomainsResponse> {
  private final Batcher batcher;
  private final Channel next;
  private final ScheduledExecutorService timer;
  private final List<BatchedCall> calls;
  private final AtomicInteger left;

  private @Nullable ResolveDomainsResponse response;
  private @Nullable ClientCall<ResolveDomainsRequest, ResolveDomainsResponse> call;

  /** Guarded by this. */
  private @Nullable Future<?> expiry;

  private boolean ended;

  Batch(Batcher batcher, Channel next, ScheduledExecutorService timer, List<BatchedCall> calls) {
    this.batcher = batcher;
    this.next = next;
    this.timer = timer;
    this.calls = calls;
    this.left = new AtomicInteger(calls.size());
  }

  void start() {
    ResolveDomainsRequest.Builder request = ResolveDomainsRequest.newBuilder();
    Deadline latest = calls.getFirst().deadline();
    for (BatchedCall each : calls) {
      request.addQueries(each.query());
      latest = later(latest, each.deadline());
    }
    CallOptions options = CallOptions.DEFAULT.withExecutor(Runnable::run).withDeadline(latest);
    // One caller's context is not the others'.
    Context.ROOT.run(() -> start(request.build(), options));
    calls.forEach(each -> each.sentBy(this::oneLess));
    expireLater();
  }

  private void start(ResolveDomainsRequest request, CallOptions options) {
    ClientCall<ResolveDomainsRequest, ResolveDomainsResponse> started =
        next.newCall(GhostChainServiceGrpc.getResolveDomainsMethod(), options);
    call = started;
    started.start(this, new Metadata());
    started.request(2);
    started.sendMessage(request);
    started.halfClose();
  }

  private static @Nullable Deadline later(@Nullable Deadline one, @Nullable Deadline other) {
    if (one == null || other == null) {
      return null;
    }
    return one.isBefore(other) ? other : one;
  }

  private void oneLess() {
    ClientCall<?, ?> started = call;
    if (left.decrementAndGet() == 0 && started != null) {
      started.cancel("none of its calls is left", null);
    }
  }

  /** Looks again at the next deadline of those that have not ended. */
  private void expireLater() {
    Deadline earliest = null;
    for (BatchedCall each : calls) {
      Deadline deadline = each.hasEnded() ? null : each.deadline();
      if (deadline != null && (earliest == null || deadline.isBefore(earliest))) {
        earliest = deadline;
      }
    }
    if (earliest == null) {
      return;
    }
    synchronized (this) {
      if (ended) {
        return;
      }
      try {
        expiry =
            timer.schedule(
                this::expire, earliest.timeRemaining(TimeUnit.NANOSECONDS), TimeUnit.NANOSECONDS);
      } catch (RejectedExecutionException e) {
        // The channel is closed, and ends the batch.
        return;
      }
    }
  }

  private void expire() {
    for (BatchedCall each : calls) {
      Deadline deadline = each.deadline();
      if (deadline != null && deadline.isExpired()) {
        each.expire();
      }
    }
    expireLater();
  }

  @Override
  public void onMessage(ResolveDomainsResponse message) {
    response = message;
  }

  @Override
  public void onClose(Status status, Metadata trailers) {
    synchronized (this) {
      ended = true;
      if (expiry != null) {
        expiry.cancel(false);
      }
    }
    batcher.answered();
    ResolveDomainsResponse answer = response;
    if (status.isOk() && answer != null) {
      answer(answer);
      return;
    }
    switch (status.getCode()) {
      case UNIMPLEMENTED -> {
        batcher.unsupported();
        calls.forEach(this::alone);
      }
      case INVALID_ARGUMENT -> {
        batcher.tooMany(calls.size());
        calls.forEach(this::alone);
      }
      default -> calls.forEach(each -> each.finish(null, status, trailers));
    }
  }

  private void answer(ResolveDomainsResponse answer) {
    if (answer.getResultsCount() != calls.size()) {
      Status wrong =
          Status.INTERNAL.withDescription(
              "the node gave "
                  + answer.getResultsCount()
                  + " results for "
                  + calls.size()
                  + " queries; expected one each");
      calls.forEach(each -> each.finish(null, wrong, new Metadata()));
      return;
    }
    for (int i = 0; i < calls.size(); i++) {
      answer(calls.get(i), answer.getResults(i));
    }
  }

  private void answer(BatchedCall each, DomainResult result) {
    if (result.hasResponse()) {
      each.finish(result.getResponse(), Status.OK, new Metadata());
      return;
    }
    StatusRuntimeException failure = failure(result.getFailure());
    switch (failure.getStatus().getCode()) {
      // Alone it is tried again as any call is, or has more room.
      case UNAVAILABLE, RESOURCE_EXHAUSTED -> alone(each);
      default -> {
        Metadata trailers = failure.getTrailers();
        each.finish(null, failure.getStatus(), trailers == null ? new Metadata() : trailers);
      }
    }
  }

  private void alone(BatchedCall each) {
    if (!each.hasEnded()) {
      new SingleCall(next, each, () -> {}).start();
    }
  }

  /** The very status, details included, that the call alone would have ended with. */
  private static StatusRuntimeException failure(DomainFailure failure) {
    com.google.rpc.Status.Builder status =
        com.google.rpc.Status.newBuilder()
            .setCode(failure.getCode())
            .setMessage(failure.getMessage());
    if (!failure.getReason().isEmpty()) {
      status.addDetails(
          Any.pack(
              ErrorInfo.newBuilder()
                  .setDomain("ghostbridge.io")
                  .setReason(failure.getReason())
                  .build()));
    }
    return StatusProto.toStatusRuntimeException(status.build());
  }
}
