package io.ghostbridge.rpc.internal.call;

import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.api.rpc.CallerIdentity;
import io.ghostbridge.rpc.RpcCall;
import io.ghostbridge.rpc.RpcPeer;
import io.ghostbridge.rpc.RpcStream;
import io.ghostbridge.rpc.internal.table.MethodEntry;
import io.ghostbridge.rpc.internal.table.ServiceGate;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicIntegerFieldUpdater;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Runs a call's handler: the transport's events set fields and call {@link #wake}; one runner at a
 * time then tells the listener what is due, in the protocol's order. It runs on the event loop for
 * methods that never block and on a virtual thread for all others, so a listener's callbacks never
 * overlap.
 */
final class CallRunner<Q, A> implements RpcCall, Runnable, ServiceGate.Tracked {
  private static final Logger LOG = LoggerFactory.getLogger(CallRunner.class);

  @SuppressWarnings("rawtypes") // a class has no type arguments
  private static final AtomicIntegerFieldUpdater<CallRunner> WAKE_UPS =
      AtomicIntegerFieldUpdater.newUpdater(CallRunner.class, "wakeUps");

  private final CallSettings settings;
  private final RpcPeer peer;
  private final RpcStream stream;
  private final MethodEntry<Q, A> entry;
  private final CallRequest request;
  private final InboundMessages inbound;
  private final OutboundQueue outbound;
  private final GrpcCall<Q, A> call;
  private final Context.CancellableContext context;
  private volatile int wakeUps;
  private final long begunNanos = System.nanoTime();

  private @Nullable Metadata metadata;
  private ServerCall.@Nullable Listener<Q> listener;
  private boolean halfCloseDelivered;
  private volatile boolean over;
  private volatile boolean becameReady;
  private volatile boolean finished;
  private volatile @Nullable Status cancelled;
  private volatile @Nullable Thread runner;

  CallRunner(
      CallSettings settings,
      RpcPeer peer,
      RpcStream stream,
      MethodEntry<Q, A> entry,
      CallRequest request,
      Metadata metadata,
      MessageBudget budget) {
    this.settings = settings;
    this.peer = peer;
    this.stream = stream;
    this.entry = entry;
    this.request = request;
    this.metadata = metadata;
    this.inbound = new InboundMessages(stream, settings.maxMessageBytes(), budget);
    this.outbound = new OutboundQueue(stream);
    this.call = new GrpcCall<>(this, outbound);
    this.context = newContext();
  }

  CallSettings settings() {
    return settings;
  }

  RpcPeer peer() {
    return peer;
  }

  MethodEntry<Q, A> entry() {
    return entry;
  }

  CallRequest request() {
    return request;
  }

  private Context.CancellableContext newContext() {
    long timeoutNanos = request.timeoutNanos();
    if (timeoutNanos < 0) {
      return settings.baseContext().withCancellation();
    }
    return settings
        .baseContext()
        .withDeadlineAfter(timeoutNanos, TimeUnit.NANOSECONDS, stream.executor());
  }

  /** Event loop: lets the handler begin. */
  void start() {
    entry.statistics().begun();
    if (request.timeoutNanos() >= 0) {
      context.addListener(this::deadlinePassed, Runnable::run);
    }
    wake();
  }

  private void deadlinePassed(Context cancelledContext) {
    if (cancelledContext.cancellationCause() instanceof TimeoutException) {
      endSoon(
          Status.DEADLINE_EXCEEDED.withDescription(
              "the call's deadline passed before its answer was complete"),
          "DEADLINE_EXCEEDED");
    }
  }

  private void onLoop(Runnable task) {
    LoopTasks.run(stream.executor(), task);
  }

  /** Event loop: ends the call with {@code status} whatever its handler does. */
  private void abort(Status status, String reason) {
    if (call.claimEnd(status)) {
      byte[][] trailers = StatusTrailers.encode(status, ErrorDetails.of(status, reason));
      // Set before the stream ends, so that the listener hears of a cancellation.
      cancelled = status;
      stream.abort(trailers);
      ended();
    }
  }

  /** Any thread: ends the call with {@code status} whatever its handler does. */
  void endSoon(Status status, String reason) {
    onLoop(() -> abort(status, reason));
  }

  /** Any thread: the handler wants more messages. */
  void request(int messages) {
    inbound.request(messages);
    wake();
  }

  /** Any thread, once: it is decided how the answer ends. */
  void decided(Status status) {
    entry.statistics().ended(status.getCode(), System.nanoTime() - begunNanos);
  }

  boolean isCancelled() {
    return cancelled != null;
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void withdraw(Status status) {
    endSoon(status, "SERVICE_WITHDRAWN");
    Thread thread = runner;
    if (thread != null && thread.isVirtual()) {
      thread.interrupt();
    }
  }

  // ---- What the transport tells, on the event loop.

  @Override
  public void onData(ByteBuf data, boolean endOfStream) {
    try {
      inbound.append(data, endOfStream);
    } catch (MalformedMessageException e) {
      stream.consumed(data.readableBytes());
      inbound.discard();
      abort(e.status(), e.reason());
      return;
    }
    wake();
  }

  @Override
  public void onWritten(int bytes) {
    if (call.written(bytes)) {
      becameReady = true;
      wake();
    }
  }

  @Override
  public void onFinished() {
    if (cancelled == null) {
      finished = true;
      ended();
    }
  }

  @Override
  public void onCancelled(String reason) {
    call.claimEnd(Status.CANCELLED);
    if (cancelled == null) {
      cancelled = Status.CANCELLED.withDescription(reason);
      ended();
    }
  }

  private void ended() {
    inbound.discard();
    outbound.end();
    wake();
  }

  // ---- Telling the listener.

  private void wake() {
    if (WAKE_UPS.getAndIncrement(this) == 0) {
      if (!entry.nonBlocking()) {
        settings.handlerThreads().execute(this);
      } else if (stream.executor().inEventLoop()) {
        run();
      } else {
        LoopTasks.later(stream.executor(), this);
      }
    }
  }

  @Override
  public void run() {
    CallerIdentity caller = peer.caller();
    Context before = context.attach();
    try {
      // Unbound means anonymous as well, and costs nothing.
      if (caller.equals(CallerIdentity.ANONYMOUS)) {
        deliverAll();
      } else {
        CallContext.run(caller, this::deliverAll);
      }
    } finally {
      context.detach(before);
    }
  }

  private void deliverAll() {
    int due = wakeUps;
    do {
      runner = Thread.currentThread();
      if (!over) {
        try {
          deliver();
        } catch (Throwable failure) {
          handlerFailed(failure);
        }
      }
      // Before the count may reach zero: then the next runner can be another thread.
      runner = null;
      due = WAKE_UPS.addAndGet(this, -due);
    } while (due != 0);
  }

  private void deliver() throws IOException {
    ServerCall.Listener<Q> current = listener;
    if (current == null) {
      Metadata headers = metadata;
      metadata = null;
      if (headers != null) {
        // A call that was cancelled before it began is still started, so that interceptors see its
        // end.
        current = entry.handler().startCall(call, headers);
        listener = current;
      }
    }
    if (current != null) {
      deliverMessages(current);
      if (becameReady && !isEnded()) {
        becameReady = false;
        current.onReady();
      }
    }
    if (isEnded()) {
      over = true;
      end(current);
    }
  }

  private void deliverMessages(ServerCall.Listener<Q> current) throws IOException {
    while (!isEnded()) {
      MessageStream message = inbound.poll();
      if (message == null) {
        break;
      }
      inbound.returnOwed();
      current.onMessage(entry.descriptor().parseRequest(decompress(message)));
    }
    inbound.returnOwed();
    if (!halfCloseDelivered && !isEnded() && inbound.isExhausted()) {
      halfCloseDelivered = true;
      current.onHalfClose();
    }
  }

  private InputStream decompress(MessageStream message) throws IOException {
    if (!message.compressed) {
      return message;
    }
    if (!request.gzip()) {
      throw Status.INTERNAL
          .withDescription("a message is marked compressed but the request names no grpc-encoding")
          .asRuntimeException();
    }
    return GzipMessages.decompress(message, settings.maxMessageBytes());
  }

  /** Whether nothing that is sent from now on reaches the client. */
  boolean isEnded() {
    return finished || cancelled != null;
  }

  private void end(ServerCall.@Nullable Listener<Q> current) {
    Status cancellation = cancelled;
    try {
      context.cancel(cancellation == null ? null : cancellation.asException());
      if (current != null) {
        if (cancellation == null) {
          current.onComplete();
        } else {
          current.onCancel();
        }
      }
    } catch (RuntimeException e) {
      LOG.warn("event=callback_failed method={}", entry.descriptor().getFullMethodName(), e);
    } finally {
      inbound.clear();
      entry.gate().exit(this);
      onLoop(stream::release);
    }
  }

  private void handlerFailed(Throwable failure) {
    Status status =
        switch (failure) {
          case StatusRuntimeException e -> e.getStatus();
          case StatusException e -> e.getStatus();
          default -> {
            LOG.warn(
                "event=handler_failed method={}", entry.descriptor().getFullMethodName(), failure);
            yield Status.UNKNOWN.withDescription("the service failed; its log says why");
          }
        };
    Metadata trailers = Status.trailersFromThrowable(failure);
    call.finish(status, trailers == null ? new Metadata() : trailers);
    if (failure instanceof VirtualMachineError error) {
      throw error;
    }
  }
}
