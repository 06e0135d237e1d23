package io.ghostbridge.client.internal.batch;

import io.ghostbridge.client.BatchLimits;
import io.ghostbridge.client.internal.call.CallGate;
import io.ghostbridge.client.internal.metric.ClientMetrics;
import io.ghostbridge.client.internal.metric.ClientMetrics.MethodTimers;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Deadline;
import io.grpc.MethodDescriptor;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/**
 * Puts calls of ResolveDomain that are made at about the same time into ResolveDomains. With
 * nothing on the way a call leaves at once; the others leave when there are enough, when nothing is
 * on the way any more, or when the first of them has waited long enough. For all threads; none
 * blocks.
 */
public final class Batcher {
  private static final MethodDescriptor<DomainQuery, DomainResponse> METHOD =
      GhostChainServiceGrpc.getResolveDomainMethod();

  /** The most queries in one, of this size, are what a node takes for one message: 4 MB. */
  private static final int MOST_QUERY_BYTES = 1000;

  /** How long a node that has no ResolveDomains is spared the question. */
  private static final long UNSUPPORTED_NANOS = TimeUnit.MINUTES.toNanos(1);

  private final Channel next;
  private final Executor executor;
  private final ScheduledExecutorService timer;
  private final CallGate gate;
  private final ClientMetrics metrics;
  private final MethodTimers timers;
  private final long delayNanos;

  private final Object lock = new Object();
  private List<BatchedCall> waiting = new ArrayList<>();
  private long waitingSince;
  private int onTheWay;
  private boolean timerSet;

  /** Less than configured when a node takes fewer. */
  private volatile int size;

  private volatile long unsupportedSince = System.nanoTime() - 2 * UNSUPPORTED_NANOS;

  /**
   * @param next where batches go
   * @param executor where listeners are called of calls that bring no executor
   * @param timer for delays and deadlines; the caller's
   */
  public Batcher(
      Channel next,
      BatchLimits limits,
      Executor executor,
      ScheduledExecutorService timer,
      CallGate gate,
      ClientMetrics metrics) {
    this.next = next;
    this.executor = executor;
    this.timer = timer;
    this.gate = gate;
    this.metrics = metrics;
    this.timers = metrics.method(METHOD.getFullMethodName());
    this.size = limits.size();
    this.delayNanos = limits.delay().toNanos();
  }

  /**
   * Whether such a call may go with others: its options ask for nothing that is of one call alone.
   */
  public boolean takes(MethodDescriptor<?, ?> method, CallOptions options) {
    return method == METHOD
        && options.getCredentials() == null
        && options.getCompressor() == null
        && options.getAuthority() == null
        && options.getMaxInboundMessageSize() == null
        && options.getMaxOutboundMessageSize() == null
        && options.getStreamTracerFactories().isEmpty()
        && System.nanoTime() - unsupportedSince > UNSUPPORTED_NANOS;
  }

  /** A call that {@link #takes} said yes to. */
  public ClientCall<DomainQuery, DomainResponse> newCall(CallOptions options) {
    return new HeaderSensitiveCall(
        new BatchedCall(this, options, executor), next, options, gate, timers);
  }

  CallGate gate() {
    return gate;
  }

  MethodTimers timers() {
    return timers;
  }

  void add(BatchedCall call) {
    if (call.query().getSerializedSize() > MOST_QUERY_BYTES) {
      metrics.batch(1);
      new SingleCall(next, call, () -> {}).start();
      return;
    }
    List<BatchedCall> leaving = null;
    boolean setTimer = false;
    synchronized (lock) {
      if (waiting.isEmpty()) {
        waitingSince = System.nanoTime();
      }
      waiting.add(call);
      if (onTheWay == 0 || waiting.size() >= size || isUrgent(call)) {
        leaving = take();
      } else if (!timerSet) {
        timerSet = true;
        setTimer = true;
      }
    }
    if (leaving != null) {
      send(leaving);
    } else if (setTimer) {
      later(delayNanos);
    }
  }

  private boolean isUrgent(BatchedCall call) {
    Deadline deadline = call.deadline();
    return deadline != null && deadline.timeRemaining(TimeUnit.NANOSECONDS) < 2 * delayNanos;
  }

  /** Under the lock. */
  private List<BatchedCall> take() {
    List<BatchedCall> taken = waiting;
    waiting = new ArrayList<>();
    onTheWay++;
    return taken;
  }

  private void later(long nanos) {
    try {
      var _ = timer.schedule(this::due, nanos, TimeUnit.NANOSECONDS);
    } catch (RejectedExecutionException e) {
      // The channel is closed, and says so to whatever is sent.
      flush();
    }
  }

  private void due() {
    List<BatchedCall> leaving = null;
    long again = 0;
    synchronized (lock) {
      timerSet = false;
      if (!waiting.isEmpty()) {
        again = waitingSince + delayNanos - System.nanoTime();
        if (again <= 0) {
          leaving = take();
        } else {
          timerSet = true;
        }
      }
    }
    if (leaving != null) {
      send(leaving);
    } else if (again > 0) {
      later(again);
    }
  }

  /** Sends what waits, whatever it waits for. */
  public void flush() {
    List<BatchedCall> leaving;
    synchronized (lock) {
      if (waiting.isEmpty()) {
        return;
      }
      leaving = take();
    }
    send(leaving);
  }

  private void send(List<BatchedCall> calls) {
    List<BatchedCall> alive = new ArrayList<>(calls.size());
    for (BatchedCall call : calls) {
      Deadline deadline = call.deadline();
      if (deadline != null && deadline.isExpired()) {
        call.expire();
      }
      if (!call.hasEnded()) {
        alive.add(call);
      }
    }
    if (alive.isEmpty()) {
      answered();
    } else if (alive.size() == 1) {
      metrics.batch(1);
      new SingleCall(next, alive.getFirst(), this::answered).start();
    } else {
      metrics.batch(alive.size());
      new Batch(this, next, timer, alive).start();
    }
  }

  /** One that was sent has ended. */
  void answered() {
    List<BatchedCall> leaving = null;
    synchronized (lock) {
      onTheWay--;
      if (onTheWay == 0 && !waiting.isEmpty()) {
        leaving = take();
      }
    }
    if (leaving != null) {
      send(leaving);
    }
  }

  /** A node has no ResolveDomains: for a while calls go alone. */
  void unsupported() {
    unsupportedSince = System.nanoTime();
  }

  /** A node takes fewer than {@code tried} at once. */
  void tooMany(int tried) {
    size = Math.max(2, Math.min(size, tried / 2));
  }
}
