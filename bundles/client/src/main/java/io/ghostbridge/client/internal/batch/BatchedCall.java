package io.ghostbridge.client.internal.batch;

import io.ghostbridge.client.internal.call.Deadlines;
import io.ghostbridge.client.internal.call.ListenerFailures;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * A call of ResolveDomain that goes in a batch. It ends once, by its answer, its deadline, its
 * cancellation or its context's; its listener hears of it on the call's executor, as with any call.
 */
final class BatchedCall extends ClientCall<DomainQuery, DomainResponse>
    implements Context.CancellationListener {
  private static final Status CANCELLED_BEFORE =
      Status.CANCELLED.withDescription("the call was cancelled before it was started");

  private final Batcher batcher;
  private final CallOptions options;
  private final Executor executor;
  private final Context context = Context.current();
  private final @Nullable Deadline deadline;
  private final AtomicBoolean ended = new AtomicBoolean();

  private @Nullable Listener<DomainResponse> listener;
  private @Nullable DomainQuery query;
  private long began;

  /** Where it is on the way; guarded by this. */
  private @Nullable Runnable canceller;

  private boolean requested;
  private @Nullable Ending ending;

  private record Ending(@Nullable DomainResponse answer, Status status, Metadata trailers) {}

  BatchedCall(Batcher batcher, CallOptions options, Executor usual) {
    this.batcher = batcher;
    this.options = options;
    Executor own = options.getExecutor();
    this.executor = own == null ? usual : own;
    this.deadline = Deadlines.effective(options, context);
  }

  CallOptions options() {
    return options;
  }

  @Nullable Deadline deadline() {
    return deadline;
  }

  Context context() {
    return context;
  }

  DomainQuery query() {
    if (query == null) {
      throw new IllegalStateException("a message comes before the end of messages");
    }
    return query;
  }

  boolean hasEnded() {
    return ended.get();
  }

  @Override
  public void start(Listener<DomainResponse> given, Metadata headers) {
    listener = given;
    began = System.nanoTime();
    if (hasEnded()) {
      deliver(new Ending(null, CANCELLED_BEFORE, new Metadata()));
      return;
    }
    if (!batcher.gate().enter()) {
      ended.set(true);
      given.onClose(batcher.gate().refusal(), new Metadata());
      return;
    }
    if (!context.equals(Context.ROOT)) {
      context.addListener(this, Runnable::run);
    }
  }

  @Override
  public void cancelled(Context cancelled) {
    Deadline limit = cancelled.getDeadline();
    if (limit != null && limit.isExpired()) {
      expire();
    } else {
      Throwable cause = cancelled.cancellationCause();
      end(Status.CANCELLED.withDescription("the context was cancelled").withCause(cause));
    }
  }

  @Override
  public void request(int messages) {
    Ending ready;
    synchronized (this) {
      requested = true;
      ready = ending;
      ending = null;
    }
    if (ready != null) {
      deliver(ready);
    }
  }

  @Override
  public void sendMessage(DomainQuery message) {
    query = message;
  }

  @Override
  public void halfClose() {
    if (hasEnded()) {
      return;
    }
    if (query == null) {
      end(Status.INTERNAL.withDescription("the call has no request, expected one before its end"));
    } else if (deadline != null && deadline.isExpired()) {
      expire();
    } else {
      batcher.add(this);
    }
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    if (listener == null) {
      ended.set(true);
      return;
    }
    Status status =
        Status.CANCELLED
            .withDescription(message == null ? "the call was cancelled" : message)
            .withCause(cause);
    end(status);
    Ending unwanted;
    synchronized (this) {
      unwanted = ending;
      ending = null;
    }
    if (unwanted != null) {
      deliver(new Ending(null, status, new Metadata()));
    }
  }

  /** What stops the call where it is, run once at most; at once if it has ended. */
  void sentBy(Runnable stop) {
    synchronized (this) {
      canceller = stop;
    }
    if (hasEnded()) {
      stop();
    }
  }

  private void stop() {
    Runnable taken;
    synchronized (this) {
      taken = canceller;
      canceller = null;
    }
    if (taken != null) {
      taken.run();
    }
  }

  /** Its time is over. */
  void expire() {
    end(
        Status.DEADLINE_EXCEEDED.withDescription(
            "no answer within the deadline, " + (System.nanoTime() - began) / 1_000_000 + " ms"));
  }

  private void end(Status status) {
    if (finish(null, status, new Metadata())) {
      stop();
    }
  }

  /** Ends the call unless it has ended. */
  boolean finish(@Nullable DomainResponse answer, Status status, Metadata trailers) {
    if (!ended.compareAndSet(false, true)) {
      return false;
    }
    if (!context.equals(Context.ROOT)) {
      context.removeListener(this);
    }
    batcher.gate().leave();
    batcher.timers().ended(status.getCode(), System.nanoTime() - began);
    Ending end = new Ending(answer, status, trailers);
    synchronized (this) {
      if (answer != null && !requested) {
        ending = end;
        return true;
      }
    }
    deliver(end);
    return true;
  }

  private void deliver(Ending end) {
    Listener<DomainResponse> target = listener;
    if (target == null) {
      return;
    }
    Runnable task =
        () -> {
          Ending told = end;
          try {
            if (end.answer != null) {
              target.onHeaders(new Metadata());
              target.onMessage(end.answer);
            }
          } catch (RuntimeException | Error e) {
            told = new Ending(null, ListenerFailures.status(e), new Metadata());
          }
          target.onClose(told.status, told.trailers);
        };
    try {
      executor.execute(context.equals(Context.ROOT) ? task : context.wrap(task));
    } catch (RejectedExecutionException e) {
      // The channel's own executor ends with the channel: who waits is told here.
      task.run();
    }
  }
}
