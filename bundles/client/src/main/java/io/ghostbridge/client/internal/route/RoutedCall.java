package io.ghostbridge.client.internal.route;

import io.ghostbridge.client.internal.call.Deadlines;
import io.ghostbridge.client.internal.call.Pushback;
import io.ghostbridge.client.internal.call.RetryBudget;
import io.ghostbridge.client.internal.http3.NotProcessedException;
import io.ghostbridge.client.internal.metric.AttemptKind;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A call that goes by HTTP/3 if there is a connection, and by HTTP/2 if not, or if HTTP/3 fails
 * before it has answered and the call may be made again. What the caller does is kept until then,
 * and done on each {@link Leg}; the listener hears of the first leg that answers.
 */
final class RoutedCall<Q, A> extends ClientCall<Q, A> {
  /** Streams of requests are kept no longer than this. */
  private static final int MOST_KEPT = 16;

  private final RoutingInterceptor routing;
  private final MethodDescriptor<Q, A> method;
  private final CallOptions options;
  private final Channel http2;
  private final Context context = Context.current();
  private final Context.CancellationListener whenCancelled = ended -> context.run(this::decided);

  private @Nullable Listener<A> listener;
  private Metadata headers = new Metadata();

  /** Guarded by this, as all below. What the caller did; null: no other leg will follow. */
  private @Nullable List<Leg.Operation<Q>> kept = new ArrayList<>(4);

  private final List<Leg<Q, A>> legs = new ArrayList<>(1);
  private @Nullable Leg<Q, A> chosen;
  private boolean decided;
  private @Nullable Future<?> expiry;
  private boolean cancelled;
  private boolean closed;

  RoutedCall(
      RoutingInterceptor routing,
      MethodDescriptor<Q, A> method,
      CallOptions options,
      Channel http2) {
    this.routing = routing;
    this.method = method;
    this.options = options;
    this.http2 = http2;
  }

  @Override
  public void start(Listener<A> given, Metadata first) {
    listener = given;
    headers = first;
    if (!byHttp3()) {
      Http3Pool deciding = routing.route().deciding();
      if (deciding == null) {
        byHttp2();
      } else {
        context.addListener(whenCancelled, Runnable::run);
        deciding.whenDecided(context.wrap(this::decided), routing.mayGoEarly(method, headers));
        atItsDeadline(context.wrap(this::decided));
      }
    }
  }

  private void atItsDeadline(Runnable task) {
    Deadline deadline = Deadlines.effective(options, context);
    if (deadline != null) {
      try {
        Future<?> limit = deadline.runOnExpiration(task, routing.timer());
        boolean late;
        synchronized (this) {
          expiry = limit;
          late = decided;
        }
        if (late) {
          limit.cancel(false);
        }
      } catch (RejectedExecutionException e) {
        task.run();
      }
    }
  }

  private void decided() {
    Future<?> limit;
    synchronized (this) {
      if (decided) {
        return;
      }
      decided = true;
      limit = expiry;
    }
    if (limit != null) {
      limit.cancel(false);
    }
    context.removeListener(whenCancelled);
    if (!byHttp3()) {
      byHttp2();
    }
  }

  private boolean byHttp3() {
    PooledHttp3 connection = routing.route().take(kind());
    if (connection == null) {
      return routing.mayGoEarly(method, headers) && asEarlyData();
    }
    begin(new Leg<>(this, connection.connection().newCall(method, options), connection, false));
    Duration hedge = routing.hedge(method);
    if (hedge != null) {
      later(this::hedge, hedge);
    }
    return true;
  }

  private boolean asEarlyData() {
    PooledHttp3 connection = routing.route().takeEarly(kind());
    if (connection == null) {
      return false;
    }
    begin(new Leg<>(this, connection.connection().newCall(method, options), connection, true));
    // A handshake that takes longer than its head start is not waited for.
    later(
        () -> {
          if (!connection.connection().isEstablished()) {
            hedge();
          }
        },
        connection.pool().headStart());
    return true;
  }

  private void later(Runnable task, Duration delay) {
    try {
      var _ = routing.timer().schedule(context.wrap(task), delay.toNanos(), TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The channel is being closed, and the call with it.
      return;
    }
  }

  private void hedge() {
    boolean wanted;
    synchronized (this) {
      wanted = legs.size() == 1 && chosen == null && kept != null && !closed && !cancelled;
    }
    if (wanted) {
      byHttp2(AttemptKind.HEDGE);
    }
  }

  private AttemptKind kind() {
    return options.getOption(AttemptKind.OF_CALL);
  }

  private void byHttp2() {
    byHttp2(kind());
  }

  private void byHttp2(AttemptKind kind) {
    CallOptions own = kind == kind() ? options : options.withOption(AttemptKind.OF_CALL, kind);
    begin(new Leg<>(this, http2.newCall(method, own), null, false));
  }

  private void begin(Leg<Q, A> leg) {
    boolean stopped;
    synchronized (this) {
      stopped = closed || cancelled || chosen != null;
      if (!stopped) {
        legs.add(leg);
        leg.queue(kept == null ? List.of() : kept);
        if (!leg.isHttp3()) {
          // grpc-java's channel itself tries again from here on.
          kept = null;
        }
      }
    }
    if (stopped) {
      leg.drop();
      return;
    }
    Metadata own = new Metadata();
    own.merge(headers);
    leg.start(own);
  }

  @Override
  public void request(int messages) {
    act(call -> call.request(messages));
  }

  @Override
  public void sendMessage(Q message) {
    act(call -> call.sendMessage(message));
  }

  @Override
  public void halfClose() {
    act(ClientCall::halfClose);
  }

  @Override
  public void setMessageCompression(boolean enabled) {
    act(call -> call.setMessageCompression(enabled));
  }

  private void act(Leg.Operation<Q> operation) {
    List<Leg<Q, A>> now;
    synchronized (this) {
      if (closed || cancelled) {
        return;
      }
      if (kept != null) {
        kept.add(operation);
        if (kept.size() > MOST_KEPT
            && !legs.isEmpty()
            && !method.getType().clientSendsOneMessage()) {
          kept = null;
        }
      }
      legs.forEach(leg -> leg.queue(List.of(operation)));
      now = legs.size() == 1 ? List.of(legs.getFirst()) : List.copyOf(legs);
    }
    now.forEach(Leg::pump);
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    List<Leg<Q, A>> now;
    boolean alone;
    synchronized (this) {
      if (closed || cancelled) {
        return;
      }
      cancelled = true;
      kept = null;
      now = List.copyOf(legs);
      alone = now.isEmpty();
      closed = alone;
      now.forEach(leg -> leg.cancelNext(message, cause));
    }
    now.forEach(Leg::pump);
    Listener<A> target = listener;
    if (alone && target != null) {
      target.onClose(
          Status.CANCELLED
              .withDescription(message == null ? "the call was cancelled" : message)
              .withCause(cause),
          new Metadata());
    }
  }

  @Override
  public boolean isReady() {
    Leg<Q, A> leg;
    synchronized (this) {
      leg = chosen != null ? chosen : legs.size() == 1 ? legs.getFirst() : null;
    }
    return leg != null && leg.isReady();
  }

  /** Whether the listener hears of {@code leg}, as it does of the first that answers. */
  private boolean choose(Leg<Q, A> leg) {
    List<Leg<Q, A>> others = List.of();
    boolean taken;
    synchronized (this) {
      if (chosen == null && !closed) {
        chosen = leg;
        kept = null;
        if (legs.size() > 1) {
          others = legs.stream().filter(each -> each != leg).toList();
          others.forEach(each -> each.cancelNext("another attempt was answered first", null));
        }
      }
      taken = chosen == leg;
    }
    others.forEach(Leg::pump);
    return taken;
  }

  void onHeaders(Leg<Q, A> leg, Metadata received) {
    if (choose(leg)) {
      told().onHeaders(received);
    }
  }

  void onMessage(Leg<Q, A> leg, A message) {
    if (choose(leg)) {
      told().onMessage(message);
    }
  }

  void onReady(Leg<Q, A> leg) {
    boolean sole;
    synchronized (this) {
      sole = !closed && (chosen == leg || (chosen == null && legs.size() == 1));
    }
    if (sole) {
      told().onReady();
    }
  }

  void onClose(Leg<Q, A> leg, Status status, Metadata trailers) {
    boolean again = false;
    RetryBudget budget = routing.budget();
    synchronized (this) {
      legs.remove(leg);
      if (closed || (chosen != null && chosen != leg)) {
        return;
      }
      if (chosen == null && !cancelled) {
        boolean passes =
            leg.isHttp3() ? leg.isUnsettled(status) || mayPass(status) : isPassing(status);
        if (passes && !legs.isEmpty()) {
          // The other leg is on the way already.
          return;
        }
        // A node that says when, or never, is not asked again at once.
        again = passes && kept != null && !isLate() && !Pushback.in(trailers).isSaid();
      }
      closed = !again;
    }
    if (again) {
      context.run(() -> byHttp2(AttemptKind.RETRY));
      return;
    }
    // What is tried again above is counted there.
    if (budget != null && status.isOk() && leg.isHttp3() && routing.mayRepeat(method)) {
      budget.succeeded();
    }
    cancelOthers();
    told().onClose(status, trailers);
  }

  private void cancelOthers() {
    List<Leg<Q, A>> others;
    synchronized (this) {
      others = List.copyOf(legs);
      others.forEach(each -> each.cancelNext("another attempt was answered first", null));
    }
    others.forEach(Leg::pump);
  }

  private boolean mayPass(Status status) {
    if (NotProcessedException.isCauseOf(status)) {
      return true;
    }
    RetryBudget budget = routing.budget();
    return isPassing(status) && routing.mayRepeat(method) && budget != null && budget.failed();
  }

  private static boolean isPassing(Status status) {
    return status.getCode() == Status.Code.UNAVAILABLE || status.getCode() == Status.Code.CANCELLED;
  }

  private boolean isLate() {
    Deadline deadline = Deadlines.effective(options, context);
    return context.isCancelled() || (deadline != null && deadline.isExpired());
  }

  private Listener<A> told() {
    Listener<A> target = listener;
    if (target == null) {
      throw new IllegalStateException("the call was not started");
    }
    return target;
  }
}
