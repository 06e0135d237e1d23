package io.ghostbridge.client.internal.call;

import io.ghostbridge.client.RetryPolicy;
import io.ghostbridge.client.internal.metric.AttemptKind;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.util.concurrent.Executor;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call with one request and one answer that is made again, after a pause, when it ends with
 * {@code UNAVAILABLE}. The listener hears of the last attempt only. Whoever cancels the future of a
 * pause before it is over goes on with the call: nobody else does.
 */
final class RepeatingCall<Q, A> extends ClientCall<Q, A> {
  /** How many attempts were before this one (gRFC A6). */
  private static final Metadata.Key<String> PREVIOUS =
      Metadata.Key.of("grpc-previous-rpc-attempts", Metadata.ASCII_STRING_MARSHALLER);

  private final MethodDescriptor<Q, A> method;
  private final CallOptions options;
  private final Channel next;
  private final RetryPolicy policy;
  private final RetryBudget budget;
  private final Pauses pauses;
  private final Executor executor;
  private final Context context = Context.current();
  private final Context.CancellationListener whenCancelled =
      ended -> endPause(Contexts.statusFromCancelled(ended));
  private final @Nullable Deadline deadline;

  private Metadata headers = new Metadata();
  private @Nullable Q request;
  private boolean compressing = true;

  /** Guarded by this, as all below. */
  private @Nullable Listener<A> listener;

  private int attempt;

  /** Pauses since the node has last said when to try again. */
  private int paused;

  private @Nullable ClientCall<Q, A> current;

  private @Nullable Status cancelled;
  private @Nullable Future<?> pause;

  /**
   * @param usual where the listener is told of an end between attempts if the call brings no
   *     executor
   */
  RepeatingCall(
      MethodDescriptor<Q, A> method,
      CallOptions options,
      Channel next,
      RetryPolicy policy,
      RetryBudget budget,
      Pauses pauses,
      Executor usual) {
    this.method = method;
    this.options = options;
    this.next = next;
    this.policy = policy;
    this.budget = budget;
    this.pauses = pauses;
    Executor own = options.getExecutor();
    this.executor = own == null ? usual : own;
    this.deadline = Deadlines.effective(options, context);
  }

  @Override
  public void start(Listener<A> given, Metadata first) {
    headers = first;
    synchronized (this) {
      listener = given;
    }
  }

  /** The answer is one message, which is kept until the end. */
  @Override
  public void request(int messages) {}

  @Override
  public void sendMessage(Q message) {
    request = message;
  }

  @Override
  public void setMessageCompression(boolean enabled) {
    compressing = enabled;
  }

  @Override
  public void halfClose() {
    begin(true);
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    Status status =
        Status.CANCELLED
            .withDescription(message == null ? "the call was cancelled" : message)
            .withCause(cause);
    ClientCall<Q, A> stopped;
    boolean unsent;
    synchronized (this) {
      unsent = cancelled == null && attempt == 0 && listener != null;
      cancelled = status;
      stopped = current;
    }
    if (stopped != null) {
      stopped.cancel(message, cause);
    }
    if (unsent) {
      closeLater(status);
    } else {
      endPause(status);
    }
  }

  private void begin(boolean first) {
    Status stopped;
    int mine;
    synchronized (this) {
      stopped = cancelled;
      mine = stopped == null ? ++attempt : attempt;
    }
    if (!first) {
      pauses.over(this);
    }
    if (stopped != null) {
      if (!first) {
        closeLater(stopped);
      }
      return;
    }
    ClientCall<Q, A> call =
        next.newCall(
            method,
            mine == 1 ? options : options.withOption(AttemptKind.OF_CALL, AttemptKind.RETRY));
    Metadata own = new Metadata();
    own.merge(headers);
    if (mine > 1) {
      own.discardAll(PREVIOUS);
      own.put(PREVIOUS, Integer.toString(mine - 1));
    }
    call.start(new Attempt(), own);
    call.request(2);
    if (!compressing) {
      call.setMessageCompression(false);
    }
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
      } else if (mayPass(status.getCode()) && budget.failed() && again(trailers)) {
        return;
      }
      close(first, answer, status, trailers);
    }
  }

  /** The node, and not the caller, ended it, and may not do so again. */
  private synchronized boolean mayPass(Status.Code code) {
    return cancelled == null && (code == Status.Code.UNAVAILABLE || code == Status.Code.CANCELLED);
  }

  /** Whether another attempt follows, or somebody ends the call in the pause before it. */
  private boolean again(Metadata trailers) {
    Pushback pushback = Pushback.in(trailers);
    long nanos;
    synchronized (this) {
      nanos = pushback.isSaid() ? pushback.nanos() : pauseAfter(++paused);
      if (cancelled != null
          || !pushback.mayRepeat()
          || attempt >= policy.attempts()
          || context.isCancelled()
          || (deadline != null && deadline.timeRemaining(TimeUnit.NANOSECONDS) <= nanos)) {
        return false;
      }
      if (pushback.isSaid()) {
        paused = 0;
      }
      current = null;
    }
    try {
      Future<?> ours =
          pauses.timer().schedule(context.wrap(() -> begin(false)), nanos, TimeUnit.NANOSECONDS);
      boolean stopped;
      synchronized (this) {
        pause = ours;
        stopped = cancelled != null;
      }
      // Whoever cancelled or closed before saw no pause to end.
      if (stopped || !pauses.begins(this)) {
        return !ours.cancel(false);
      }
      context.addListener(whenCancelled, Runnable::run);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  private long pauseAfter(int attempts) {
    long most = policy.longestPause().toNanos();
    long usual = Math.min(most, policy.firstPause().toNanos() << Math.min(20, attempts - 1));
    return usual + usual / 5 - ThreadLocalRandom.current().nextLong(2 * (usual / 5) + 1);
  }

  /** Ends the call if it pauses between two attempts. */
  void endPause(Status status) {
    Future<?> ours;
    synchronized (this) {
      ours = pause;
    }
    if (ours != null && ours.cancel(false)) {
      pauses.over(this);
      closeLater(status);
    }
  }

  /** On the call's executor: a caller that blocks waits for what runs there. */
  private void closeLater(Status status) {
    Runnable closing = context.wrap(() -> close(null, null, status, new Metadata()));
    try {
      executor.execute(closing);
    } catch (RejectedExecutionException e) {
      closing.run();
    }
  }

  private void close(
      @Nullable Metadata first, @Nullable A answer, Status status, Metadata trailers) {
    Listener<A> target;
    boolean listening;
    synchronized (this) {
      target = listener;
      listening = pause != null;
    }
    if (listening) {
      context.removeListener(whenCancelled);
    }
    if (target == null) {
      return;
    }
    Status end = status;
    Metadata last = trailers;
    try {
      if (first != null) {
        target.onHeaders(first);
      }
      if (answer != null) {
        target.onMessage(answer);
      }
    } catch (RuntimeException | Error e) {
      end = ListenerFailures.status(e);
      last = new Metadata();
    }
    target.onClose(end, last);
  }
}
