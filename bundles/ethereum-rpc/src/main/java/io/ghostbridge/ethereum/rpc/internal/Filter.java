package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a client comes back to for changes. For one thread at a time. */
interface Filter extends AutoCloseable {
  /** What came since the last time. */
  List<? extends @Nullable Object> changes() throws JsonRpcException;

  /** All of it, of a filter of events. */
  default List<? extends @Nullable Object> all() throws JsonRpcException {
    throw RpcErrors.server("filter not found");
  }

  @Override
  default void close() {}
}
