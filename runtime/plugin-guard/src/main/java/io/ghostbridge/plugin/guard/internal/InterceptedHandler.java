package io.ghostbridge.plugin.guard.internal;

import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import org.jspecify.annotations.Nullable;

/**
 * What is behind a plugin's interceptor; remembers what it threw, since that is not the plugin's.
 */
final class InterceptedHandler<Q, A> implements ServerCallHandler<Q, A> {
  private final ServerCallHandler<Q, A> handler;
  private @Nullable Throwable thrown;

  InterceptedHandler(ServerCallHandler<Q, A> handler) {
    this.handler = handler;
  }

  @Override
  public ServerCall.Listener<Q> startCall(ServerCall<Q, A> call, Metadata headers) {
    try {
      return handler.startCall(call, headers);
    } catch (RuntimeException | Error e) {
      thrown = e;
      throw e;
    }
  }

  boolean hasThrown(Throwable failure) {
    return failure.equals(thrown);
  }
}
