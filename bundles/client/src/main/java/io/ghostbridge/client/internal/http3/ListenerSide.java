package io.ghostbridge.client.internal.http3;

import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Tells a call's listener, in the call's context, one thing after the other. */
final class ListenerSide<A> {
  private interface Telling {
    void run() throws IOException;
  }

  private final ClientCall.Listener<A> listener;
  private final MethodDescriptor<?, A> method;
  private final Executor inOrder;
  private final Context context;
  private final Consumer<Status> failed;

  /** Of what runs in order. */
  private @Nullable Status failure;

  /**
   * @param inOrder runs one task after the other
   * @param failed ends the call when the listener throws, or a message cannot be parsed
   */
  ListenerSide(
      ClientCall.Listener<A> listener,
      MethodDescriptor<?, A> method,
      Executor inOrder,
      Context context,
      Consumer<Status> failed) {
    this.listener = listener;
    this.method = method;
    this.inOrder = inOrder;
    this.context = context;
    this.failed = failed;
  }

  void headers(Metadata metadata) {
    tell(() -> listener.onHeaders(metadata));
  }

  void message(InputStream message) {
    tell(
        () -> {
          A parsed;
          try (message) {
            parsed = method.parseResponse(message);
          }
          listener.onMessage(parsed);
        });
  }

  void ready() {
    tell(listener::onReady);
  }

  void closed(Status status, Metadata trailers) {
    execute(
        () -> {
          Status own = failure;
          if (own == null) {
            listener.onClose(status, trailers);
          } else {
            listener.onClose(own, new Metadata());
          }
        });
  }

  private void tell(Telling what) {
    execute(
        () -> {
          if (failure != null) {
            return;
          }
          try {
            what.run();
          } catch (StatusRuntimeException e) {
            fail(e.getStatus());
          } catch (IOException | RuntimeException | Error e) {
            fail(
                Status.CANCELLED
                    .withDescription("a message could not be parsed, or the listener failed")
                    .withCause(e));
          }
        });
  }

  private void fail(Status status) {
    failure = status;
    failed.accept(status);
  }

  private void execute(Runnable task) {
    try {
      inOrder.execute(context.wrap(task));
    } catch (RejectedExecutionException e) {
      // Whoever ended the executor before its calls hears of them no more.
      return;
    }
  }
}
