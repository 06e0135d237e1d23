package io.ghostbridge.client.internal.call;

import io.ghostbridge.client.RetryPolicy;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.Status;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A call with one request and one answer that is made again, after a pause, when it ends with
 * {@code UNAVAILABLE}. The listener hears of the last attempt only.
 */
final class RepeatingCall<Q, A> extends ClientCall<Q, A> {
  private final Supplier<ClientCall<Q, A>> attempts;
  private final RetryPolicy policy;
  private final RetryBudget budget;
  private final ScheduledExecutorService timer;
  private final Context context = Context.current();
  private final @Nullable Deadline deadline;

  private @Nullable Listener<A> listener;
  private Metadata headers = new Metadata();
  private @Nullable Q request;

  /** Guarded by this, as the three below. */
  private int attempt;

  private @Nullable ClientCall<Q, A> current;

  private @Nullable Status cancelled;
  private @Nullable Future<?> pause;

  RepeatingCall(
      Supplier<ClientCall<Q, A>> attempts,
      CallOptions options,
      RetryPolicy policy,
      RetryBudget budget,
      ScheduledExecutorService timer) {
    this.attempts = attempts;
    this.policy = policy;
    this.budget = budget;
    this.timer = timer;
    this.deadline = Deadlines.effective(options, context);
  }

  @Override
  public void start(Listener<A> given, Metadata first) {
    listener = given;
    headers = first;
  }

  /** The answer is one message, which is kept until the end. */
  @Override
  public void request(int messages) {}

  @Override
  public void sendMessage(Q message) {
    request = message;
  }

  @Override
  public void halfClose() {
    begin();
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    ClientCall<Q, A> stopped;
    Future<?> paused;
    synchronized (this) {
      paused = pause;
      cancelled =
          Status.CANCELLED
              .withDescription(message == null ? "the call was cancelled" : message)
              .withCause(cause);
      stopped = current;
    }
    if (stopped != null) {
      stopped.cancel(message, cause);
    }
    if (paused != null && paused.cancel(false)) {
      begin();
    }
  }

  private void begin() {
    Status stopped;
    int mine;
    synchronized (this) {
      stopped = cancelled;
      mine = ++attempt;
    }
    if (stopped != null) {
      close(null, null, stopped, new Metadata());
      return;
    }
    ClientCall<Q, A> call = attempts.get();
    Metadata own = new Metadata();
    own.merge(headers);
    call.start(new Attempt(), own);
    call.request(2);
    Q message = request;
    if (message != null) {
      call.sendMessage(message);
    }
    call.halfClose();
    // Not before: a call that was cancelled takes no message.
    synchronized (this) {
      stopped = cancelled;
      if (attempt == mine) {
        current = call;
      }
    }
    if (stopped != null) {
      call.cancel(stopped.getDescription(), stopped.getCause());
    }
  }

  private final class Attempt extends Listener<A> {
    private @Nullable Metadata first;
    private @Nullable A answer;

    @Override
    public void onHeaders(Metadata received) {
      first = received;
    }

    @Override
    public void onMessage(A message) {
      answer = message;
    }

    @Override
    public void onClose(Status status, Metadata trailers) {
      if (status.isOk()) {
        budget.succeeded();
      } else if (mayPass(status.getCode()) && budget.failed() && again()) {
        return;
      }
      close(first, answer, status, trailers);
    }
  }

  /** The node, and not the caller, ended it, and may not do so again. */
  private synchronized boolean mayPass(Status.Code code) {
    return cancelled == null && (code == Status.Code.UNAVAILABLE || code == Status.Code.CANCELLED);
  }

  private boolean again() {
    long nanos;
    synchronized (this) {
      nanos = pauseAfter(attempt);
      if (cancelled != null
          || attempt >= policy.attempts()
          || context.isCancelled()
          || (deadline != null && deadline.timeRemaining(TimeUnit.NANOSECONDS) <= nanos)) {
        return false;
      }
      current = null;
    }
    try {
      Future<?> next = timer.schedule(context.wrap(this::begin), nanos, TimeUnit.NANOSECONDS);
      boolean stopped;
      synchronized (this) {
        pause = next;
        stopped = cancelled != null;
      }
      // Whoever cancelled before saw no pause to end.
      return !stopped || !next.cancel(false);
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private long pauseAfter(int attempts) {
    long most = policy.longestPause().toNanos();
    long usual = Math.min(most, policy.firstPause().toNanos() << Math.min(20, attempts - 1));
    return usual + usual / 5 - ThreadLocalRandom.current().nextLong(2 * (usual / 5) + 1);
  }

  private void close(
      @Nullable Metadata first, @Nullable A answer, Status status, Metadata trailers) {
    Listener<A> target = listener;
    if (target == null) {
      return;
    }
    if (first != null) {
      target.onHeaders(first);
    }
    if (answer != null) {
      target.onMessage(answer);
    }
    target.onClose(status, trailers);
  }
}
