package io.ghostbridge.api.rpc;

/**
 * Service properties that a {@code io.grpc.BindableService} or a {@code io.grpc.ServerInterceptor}
 * may register itself with.
 */
public final class RpcProperties {
  /**
   * Names of the methods (such as {@code ResolveDomain}) whose handler never blocks: a {@code
   * String} or {@code String[]}. They run on the transport's event loop, and blocking there stalls
   * every connection of that loop. All other methods run on a virtual thread of their own.
   */
  public static final String NON_BLOCKING_METHODS = "ghost.rpc.nonblocking";

  /**
   * Of an interceptor: {@code Boolean.TRUE} says that it wants messages as the bytes that are on
   * the wire (after gRPC's compression). Its calls are {@code ServerCall<InputStream,
   * InputStream>}. So are those of interceptors with a higher ranking; those with a lower one see
   * what it passes on, as messages.
   */
  public static final String RAW_MESSAGES = "ghost.rpc.raw";

  private RpcProperties() {}
}
