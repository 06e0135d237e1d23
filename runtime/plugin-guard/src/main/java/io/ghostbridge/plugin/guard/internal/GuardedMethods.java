package io.ghostbridge.plugin.guard.internal;

import io.grpc.Context;
import io.grpc.Deadline;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.ForwardingServerCallListener.SimpleForwardingServerCallListener;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import org.jspecify.annotations.Nullable;

/** Stands before the methods of a plugin's gRPC service. */
final class GuardedMethods implements ServerInterceptor {
  private final PluginAccount account;

  GuardedMethods(PluginAccount account) {
    this.account = account;
  }

  @Override
  public <Q, A> ServerCall.Listener<Q> interceptCall(
      ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
    MethodDescriptor<Q, A> method = call.getMethodDescriptor();
    Call entered =
        account.begin(
            method.getFullMethodName(), method.getType() == MethodDescriptor.MethodType.UNARY);
    if (entered == null) {
      Refusal.close(call, account.plugin());
      return new ServerCall.Listener<>() {};
    }
    long cpu = account.cpu().start();
    try {
      return new GuardedListener<>(
          next.startCall(new GuardedCall<>(call, entered), headers), entered, account);
    } catch (RuntimeException | Error e) {
      judge(entered, Status.fromThrowable(e));
      entered.end();
      throw e;
    } finally {
      account.cpu().stop(cpu);
    }
  }

  private static void judge(Call call, Status status) {
    switch (status.getCode()) {
      case UNKNOWN, INTERNAL, DATA_LOSS -> call.failed(describe(status));
      default -> call.succeeded();
    }
  }

  private static String describe(Status status) {
    Throwable cause = status.getCause();
    String description = status.getDescription();
    String code = status.getCode().name();
    if (cause != null) {
      return code + ", " + cause;
    }
    return description == null ? code : code + ", " + description;
  }

  /** Sees how the plugin ends the call. */
  private static final class GuardedCall<Q, A> extends SimpleForwardingServerCall<Q, A> {
    private final Call entered;

    GuardedCall(ServerCall<Q, A> call, Call entered) {
      super(call);
      this.entered = entered;
    }

    @Override
    public void close(Status status, Metadata trailers) {
      judge(entered, status);
      super.close(status, trailers);
    }
  }

  /** Sees what the plugin throws, and when the call is over. */
  private static final class GuardedListener<Q> extends SimpleForwardingServerCallListener<Q> {
    private final Call entered;
    private final PluginAccount account;

    GuardedListener(ServerCall.Listener<Q> listener, Call entered, PluginAccount account) {
      super(listener);
      this.entered = entered;
      this.account = account;
    }

    @Override
    public void onMessage(Q message) {
      run(() -> super.onMessage(message));
    }

    @Override
    public void onHalfClose() {
      run(super::onHalfClose);
    }

    @Override
    public void onReady() {
      run(super::onReady);
    }

    @Override
    public void onCancel() {
      String late = deadlinePassed();
      if (late != null) {
        entered.failed(late);
      }
      try {
        run(super::onCancel);
      } finally {
        entered.end();
      }
    }

    @Override
    public void onComplete() {
      try {
        run(super::onComplete);
      } finally {
        entered.end();
      }
    }

    private void run(Runnable callback) {
      long cpu = account.cpu().start();
      try {
        callback.run();
      } catch (RuntimeException | Error e) {
        judge(entered, Status.fromThrowable(e));
        throw e;
      } finally {
        account.cpu().stop(cpu);
      }
    }

    private @Nullable String deadlinePassed() {
      Deadline deadline = Context.current().getDeadline();
      long age = account.ageNanos(entered);
      return entered.isBounded()
              && deadline != null
              && deadline.isExpired()
              && age >= account.settings().deadlineFault().toNanos()
          ? "the client's deadline passed after " + age / 1_000_000 + " ms"
          : null;
    }
  }
}
