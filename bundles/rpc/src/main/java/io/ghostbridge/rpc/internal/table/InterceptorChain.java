package io.ghostbridge.rpc.internal.table;

import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import java.util.List;

/** Puts interceptors before a handler. */
final class InterceptorChain {
  private InterceptorChain() {}

  /**
   * Wraps {@code handler}.
   *
   * @param interceptors the first one sees a call first
   */
  static <Q, A> ServerCallHandler<Q, A> wrap(
      ServerCallHandler<Q, A> handler, List<ServerInterceptor> interceptors) {
    ServerCallHandler<Q, A> chain = handler;
    for (ServerInterceptor interceptor : interceptors.reversed()) {
      ServerCallHandler<Q, A> next = chain;
      chain = (call, headers) -> interceptor.interceptCall(call, headers, next);
    }
    return chain;
  }
}
