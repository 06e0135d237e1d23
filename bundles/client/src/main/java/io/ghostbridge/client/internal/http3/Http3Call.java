package io.ghostbridge.client.internal.http3;

import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.CallOptions;
import io.grpc.ClientCall;
import io.grpc.Compressor;
import io.grpc.CompressorRegistry;
import io.grpc.Context;
import io.grpc.Contexts;
import io.grpc.Deadline;
import io.grpc.DecompressorRegistry;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.netty.buffer.ByteBuf;
import java.io.InputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A call on an HTTP/3 connection, of all four kinds. Messages are made on the caller's thread and
 * go to the network on the connection's event loop; the listener is told on the call's executor.
 */
final class Http3Call<Q, A> extends ClientCall<Q, A> implements CallStream.Events {
  private static final int USUAL_INBOUND_BYTES = 4 * 1024 * 1024;
  private static final int USUAL_READY_BYTES = 32 * 1024;
  private static final String IDENTITY = "identity";

  private final Http3Connection connection;
  private final MethodDescriptor<Q, A> method;
  private final CallOptions options;
  private final Executor executor;
  private final Context context = Context.current();
  private final Context.CancellationListener whenCancelled =
      ended -> cancel(Contexts.statusFromCancelled(ended));
  private final AtomicInteger queuedBytes = new AtomicInteger();
  private final int readyBytes;

  private @Nullable ListenerSide<A> listener;
  private volatile @Nullable CallStream stream;
  private @Nullable Compressor compressor;
  private boolean compressing = true;

  /** Of the event loop. */
  private @Nullable ScheduledFuture<?> timeout;

  Http3Call(
      Http3Connection connection,
      MethodDescriptor<Q, A> method,
      CallOptions options,
      Executor usual) {
    this.connection = connection;
    this.method = method;
    this.options = options;
    Executor own = options.getExecutor();
    this.executor = MoreExecutors.newSequentialExecutor(own == null ? usual : own);
    Integer threshold = options.getOnReadyThreshold();
    this.readyBytes = threshold == null ? USUAL_READY_BYTES : threshold;
  }

  @Override
  public void start(Listener<A> given, Metadata headers) {
    ListenerSide<A> side = new ListenerSide<>(given, method, executor, context, this::cancel);
    listener = side;
    Status unable = unable();
    if (unable != null) {
      side.closed(unable, new Metadata());
      return;
    }
    Deadline deadline = deadline();
    String authority = options.getAuthority();
    Integer inbound = options.getMaxInboundMessageSize();
    CallStream begun =
        new CallStream(
            RequestHead.of(
                method.getFullMethodName(),
                authority == null ? connection.authority() : authority,
                deadline,
                compressor == null ? null : compressor.getMessageEncoding(),
                String.join(
                    ",", DecompressorRegistry.getDefaultInstance().getAdvertisedMessageEncodings()),
                headers),
            inbound == null ? USUAL_INBOUND_BYTES : inbound,
            options.getOption(Http3Connection.BACKGROUND),
            method.getType().clientSendsOneMessage(),
            this,
            this::left);
    stream = begun;
    try {
      connection.loop().execute(() -> begin(begun, deadline));
    } catch (RejectedExecutionException e) {
      stream = null;
      side.closed(NotProcessedException.status("the channel is closed"), new Metadata());
    }
  }

  /** Why the call cannot begin, or null. */
  private @Nullable Status unable() {
    if (context.isCancelled()) {
      return Contexts.statusFromCancelled(context);
    }
    Deadline deadline = deadline();
    if (deadline != null && deadline.isExpired()) {
      return late(deadline);
    }
    String name = options.getCompressor();
    if (name == null || name.equals(IDENTITY)) {
      return null;
    }
    compressor = CompressorRegistry.getDefaultInstance().lookupCompressor(name);
    return compressor != null
        ? null
        : Status.INTERNAL.withDescription("there is no compressor by the name '" + name + "'");
  }

  private @Nullable Deadline deadline() {
    Deadline own = options.getDeadline();
    Deadline outer = context.getDeadline();
    return own == null ? outer : outer == null ? own : own.minimum(outer);
  }

  private static Status late(Deadline deadline) {
    return Status.DEADLINE_EXCEEDED.withDescription(
        "the deadline was "
            + -deadline.timeRemaining(TimeUnit.MILLISECONDS)
            + " ms ago, and no answer has come over HTTP/3");
  }

  private void begin(CallStream begun, @Nullable Deadline deadline) {
    connection.open(begun);
    if (begun.isOver()) {
      return;
    }
    if (deadline != null) {
      timeout =
          connection
              .loop()
              .schedule(
                  () -> begun.cancel(late(deadline)),
                  Math.max(0, deadline.timeRemaining(TimeUnit.NANOSECONDS)),
                  TimeUnit.NANOSECONDS);
    }
    context.addListener(whenCancelled, Runnable::run);
  }

  /** The stream has ended. */
  private void left() {
    ScheduledFuture<?> timer = timeout;
    if (timer != null) {
      timer.cancel(false);
    }
    context.removeListener(whenCancelled);
    CallStream ended = stream;
    if (ended != null) {
      connection.left(ended);
    }
  }

  @Override
  public void request(int messages) {
    if (messages < 0) {
      throw new IllegalArgumentException("request(" + messages + "), expected 0 or more");
    }
    onLoop(of -> of.request(messages));
  }

  @Override
  public void sendMessage(Q message) {
    if (stream == null) {
      return;
    }
    Integer most = options.getMaxOutboundMessageSize();
    ByteBuf framed;
    try {
      framed =
          MessageFramer.frame(
              connection.buffers(),
              method.streamRequest(message),
              compressing ? compressor : null,
              most == null ? Integer.MAX_VALUE : most);
    } catch (StatusRuntimeException e) {
      cancel(e.getStatus());
      return;
    } catch (RuntimeException e) {
      cancel(Status.CANCELLED.withDescription("a message could not be written").withCause(e));
      return;
    }
    int bytes = framed.readableBytes();
    queuedBytes.addAndGet(bytes);
    if (!onLoop(of -> of.send(framed))) {
      framed.release();
    }
  }

  @Override
  public void halfClose() {
    onLoop(CallStream::end);
  }

  @Override
  public void setMessageCompression(boolean enabled) {
    compressing = enabled;
  }

  @Override
  public boolean isReady() {
    return stream != null && queuedBytes.get() < readyBytes;
  }

  @Override
  public void cancel(@Nullable String message, @Nullable Throwable cause) {
    cancel(
        Status.CANCELLED
            .withDescription(message == null ? "the call was cancelled" : message)
            .withCause(cause));
  }

  private void cancel(Status status) {
    onLoop(of -> of.cancel(status));
  }

  private boolean onLoop(Consumer<CallStream> action) {
    CallStream begun = stream;
    if (begun == null) {
      return false;
    }
    try {
      connection.loop().execute(() -> action.accept(begun));
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  @Override
  public void opened() {
    if (!method.getType().clientSendsOneMessage() && isReady()) {
      side().ready();
    }
  }

  @Override
  public void headers(Metadata metadata) {
    side().headers(metadata);
  }

  @Override
  public void message(InputStream message) {
    side().message(message);
  }

  @Override
  public void taken(int bytes) {
    int now = queuedBytes.addAndGet(-bytes);
    if (now < readyBytes && now + bytes >= readyBytes) {
      side().ready();
    }
  }

  @Override
  public void ended(Status status, Metadata trailers) {
    side().closed(status, trailers);
  }

  private ListenerSide<A> side() {
    ListenerSide<A> started = listener;
    if (started == null) {
      throw new IllegalStateException("the call was not started");
    }
    return started;
  }
}
