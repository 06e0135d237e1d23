package io.ghostbridge.api.rpc;

/** Service properties that a {@code io.grpc.BindableService} may register itself with. */
public final class RpcProperties {
  /**
   * Names of the methods (such as {@code ResolveDomain}) whose handler never blocks: a {@code
   * String} or {@code String[]}. They run on the transport's event loop, and blocking there stalls
   * every connection of that loop. All other methods run on a virtual thread of their own.
   */
  public static final String NON_BLOCKING_METHODS = "ghost.rpc.nonblocking";

  private RpcProperties() {}
}
