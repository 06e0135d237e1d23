package io.ghostbridge.rpc.internal.call;

import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.api.rpc.CallerIdentity;
import io.ghostbridge.rpc.RpcCall;
import io.ghostbridge.rpc.RpcPeer;
import io.ghostbridge.rpc.RpcStream;
import io.ghostbridge.rpc.internal.table.MethodEntry;
import io.ghostbridge.rpc.internal.table.ServiceGate;
import io.grpc.Attributes;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.SecurityLevel;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.netty.buffer.ByteBuf;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A call: what generated stubs see as {@link ServerCall}, and what the transport sees as {@link
 * RpcCall}.
 *
 * <p>Events set fields and call {@link #wake}; one runner at a time then tells the listener what is
 * due, in the protocol's order. The runner is the event loop for methods that never block and a
 * virtual thread for all others, so a listener's callbacks never overlap.
 */
public final class GrpcCall<Q, A> extends ServerCall<Q, A>
    implements RpcCall, Runnable, ServiceGate.Tracked {
  private static final Logger LOG = LoggerFactory.getLogger(GrpcCall.class);
  private static final int DEFAULT_READY_BYTES = 32 * 1024;
  private static final byte[] IDENTITY_AND_GZIP = FieldNames.ascii("identity,gzip");
  private static final byte[] GZIP = FieldNames.ascii("gzip");

  private final CallSettings settings;
  private final RpcPeer peer;
  private final RpcStream stream;
  private final MethodEntry<Q, A> entry;
  private final CallRequest request;
  private final InboundMessages inbound;
  private final OutboundQueue outbound;
  private final Context.CancellableContext context;
  private final AtomicInteger wakeUps = new AtomicInteger();

  /** Set once, by whoever decides how the answer ends. */
  private final AtomicBoolean answered = new AtomicBoolean();

  private @Nullable Metadata metadata;
  private @Nullable Listener<Q> listener;
  private boolean headersSent;
  private boolean messageSent;
  private boolean closeCalled;
  private boolean gzip;
  private boolean compressMessages = true;
  private boolean halfCloseDelivered;
  private volatile boolean over;
  private volatile int readyBytes = DEFAULT_READY_BYTES;
  private volatile boolean becameReady;
  private volatile boolean finished;
  private volatile @Nullable Status cancelled;
  private volatile @Nullable Thread runner;

  GrpcCall(
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
    this.outbound = new OutboundQueue(stream, entry.nonBlocking());
    this.context = newContext();
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
    if (request.timeoutNanos() >= 0) {
      context.addListener(this::deadlinePassed, Runnable::run);
    }
    wake();
  }

  private void deadlinePassed(Context cancelledContext) {
    if (cancelledContext.cancellationCause() instanceof TimeoutException) {
      onLoop(
          () ->
              abort(
                  Status.DEADLINE_EXCEEDED.withDescription(
                      "the call's deadline passed before its answer was complete"),
                  "DEADLINE_EXCEEDED"));
    }
  }

  private void onLoop(Runnable task) {
    LoopTasks.run(stream.executor(), task);
  }

  /** Event loop: ends the call with {@code status} whatever its handler does. */
  private void abort(Status status, String reason) {
    if (answered.compareAndSet(false, true)) {
      byte[][] trailers = StatusTrailers.encode(status, ErrorDetails.of(status, reason));
      // Set before the stream ends, so that the listener hears of a cancellation.
      cancelled = status;
      stream.abort(trailers);
      ended();
    }
  }

  @Override
  public boolean isOver() {
    return over;
  }

  @Override
  public void withdraw(Status status) {
    onLoop(() -> abort(status, "SERVICE_WITHDRAWN"));
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
    int before = outbound.written(bytes);
    if (before >= readyBytes && before - bytes < readyBytes) {
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
    answered.set(true);
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

  // ---- The runner.

  private void wake() {
    if (wakeUps.getAndIncrement() == 0) {
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
    int due = wakeUps.get();
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
      due = wakeUps.addAndGet(-due);
    } while (due != 0);
  }

  private void deliver() throws IOException {
    Listener<Q> current = listener;
    if (current == null) {
      Metadata headers = metadata;
      metadata = null;
      if (headers != null) {
        // A call that was cancelled before it began is still started, so that interceptors see its
        // end.
        current = entry.handler().startCall(this, headers);
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

  private void deliverMessages(Listener<Q> current) throws IOException {
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

  private boolean isEnded() {
    return finished || cancelled != null;
  }

  private void end(@Nullable Listener<Q> current) {
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
    finish(status, trailers == null ? new Metadata() : trailers);
    if (failure instanceof VirtualMachineError error) {
      throw error;
    }
  }

  private void finish(Status status, Metadata trailers) {
    if (answered.compareAndSet(false, true)) {
      outbound.trailers(StatusTrailers.encode(status, trailers));
    }
  }

  // ---- What handlers and interceptors call.

  @Override
  public void request(int messages) {
    if (messages <= 0) {
      throw new IllegalArgumentException(
          "requested " + messages + " messages, expected at least 1");
    }
    inbound.request(messages);
    wake();
  }

  @Override
  public void sendHeaders(Metadata headers) {
    if (headersSent || closeCalled) {
      throw new IllegalStateException(headersSent ? "headers were sent already" : "call is closed");
    }
    headersSent = true;
    if (answered.get()) {
      return;
    }
    outbound.headers(
        gzip
            ? MetadataCodec.encode(
                new byte[][] {
                  FieldNames.GRPC_ENCODING, GZIP, FieldNames.GRPC_ACCEPT_ENCODING, IDENTITY_AND_GZIP
                },
                headers)
            : MetadataCodec.encode(RpcStream.NO_FIELDS, headers));
    if (!entry.descriptor().getType().serverSendsOneMessage()) {
      outbound.flush();
    }
  }

  @Override
  public void sendMessage(A message) {
    if (!headersSent || closeCalled) {
      throw new IllegalStateException(headersSent ? "call is closed" : "headers were not sent yet");
    }
    boolean single = entry.descriptor().getType().serverSendsOneMessage();
    if (single && messageSent) {
      finish(
          Status.INTERNAL.withDescription("the service answered more than once"), new Metadata());
      return;
    }
    messageSent = true;
    if (answered.get()) {
      return;
    }
    try {
      ByteBuf frame =
          FrameEncoder.encode(entry.descriptor().streamResponse(message), gzip && compressMessages);
      if (outbound.queuedBytes() > settings.maxQueuedBytes()) {
        frame.release();
        onLoop(
            () ->
                abort(
                    Status.RESOURCE_EXHAUSTED.withDescription(
                        "the client reads too slowly: more than "
                            + settings.maxQueuedBytes()
                            + " bytes are waiting for it"),
                    "CLIENT_TOO_SLOW"));
        return;
      }
      outbound.message(frame, single);
    } catch (IOException e) {
      throw Status.INTERNAL
          .withDescription("the answer could not be serialised")
          .withCause(e)
          .asRuntimeException();
    }
  }

  @Override
  public void close(Status status, Metadata trailers) {
    if (closeCalled) {
      throw new IllegalStateException("call was closed already");
    }
    closeCalled = true;
    if (status.isOk() && !messageSent && entry.descriptor().getType().serverSendsOneMessage()) {
      finish(Status.INTERNAL.withDescription("the service completed without an answer"), trailers);
    } else {
      finish(status, trailers);
    }
  }

  @Override
  public boolean isReady() {
    return !closeCalled && !isEnded() && outbound.queuedBytes() < readyBytes;
  }

  @Override
  public boolean isCancelled() {
    return cancelled != null;
  }

  @Override
  public void setOnReadyThreshold(int bytes) {
    if (bytes <= 0) {
      throw new IllegalArgumentException("threshold of " + bytes + " bytes, expected at least 1");
    }
    readyBytes = bytes;
  }

  @Override
  public void setCompression(String compressor) {
    if (headersSent) {
      throw new IllegalStateException("compression is chosen before headers are sent");
    }
    gzip =
        switch (compressor) {
          case "gzip" -> request.acceptsGzip();
          case "identity" -> false;
          default ->
              throw new IllegalArgumentException(
                  "compression " + compressor + " is not known, expected gzip or identity");
        };
  }

  @Override
  public void setMessageCompression(boolean enabled) {
    compressMessages = enabled;
  }

  @Override
  public MethodDescriptor<Q, A> getMethodDescriptor() {
    return entry.descriptor();
  }

  @Override
  public Attributes getAttributes() {
    return peer.attributes();
  }

  @Override
  public @Nullable String getAuthority() {
    return request.authority();
  }

  @Override
  public SecurityLevel getSecurityLevel() {
    return peer.confidential() ? SecurityLevel.PRIVACY_AND_INTEGRITY : SecurityLevel.NONE;
  }
}
