package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcClient;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import org.jspecify.annotations.Nullable;

/** One method. Any thread. */
interface RpcMethod {
  @Nullable Object call(Params params, JsonRpcClient client)
      throws JsonRpcException, InterruptedException;

  /** One for which it does not matter who calls. */
  interface OfAnybody {
    @Nullable Object call(Params params) throws JsonRpcException, InterruptedException;
  }

  static RpcMethod of(OfAnybody method) {
    return (params, client) -> method.call(params);
  }
}
