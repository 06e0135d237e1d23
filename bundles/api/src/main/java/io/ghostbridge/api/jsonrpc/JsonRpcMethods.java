package io.ghostbridge.api.jsonrpc;

import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * Methods that clients can call. A transport finds it as a service; of two with a method of the
 * same name the one with the higher ranking has it. Safe for use by any thread.
 */
@ConsumerType
public interface JsonRpcMethods {
  /** The methods' names, such as {@code eth_chainId}; the same ones for as long as it is there. */
  Set<String> names();

  /**
   * Calls a method. On a virtual thread, so it may block; interrupted when the transport stops
   * before it ends.
   *
   * @param method one of {@link #names()}
   * @param params by position
   * @return a JSON value
   * @throws JsonRpcException what the client is told instead of a result
   * @throws InterruptedException if the thread was interrupted
   */
  @Nullable Object call(
      String method, List<? extends @Nullable Object> params, JsonRpcClient client)
      throws JsonRpcException, InterruptedException;
}
