package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** A call's parameters by position. */
final class Params {
  private final List<? extends @Nullable Object> values;

  Params(List<? extends @Nullable Object> values) {
    this.values = values;
  }

  /**
   * @throws JsonRpcException if there are fewer than {@code required} or more than {@code most}
   */
  Params expect(int required, int most) throws JsonRpcException {
    for (int i = 0; i < required; i++) {
      if (at(i) == null) {
        throw RpcErrors.params("missing value for required argument " + i);
      }
    }
    if (values.size() > most) {
      throw RpcErrors.params("too many arguments, want at most " + most);
    }
    return this;
  }

  /** The parameter, or null where there is none. */
  @Nullable Object at(int index) {
    return index < values.size() ? values.get(index) : null;
  }

  static String where(int index) {
    return "argument " + index;
  }

  Address address(int index) throws JsonRpcException {
    return Values.address(where(index), at(index));
  }

  Hash hash(int index) throws JsonRpcException {
    return Values.hash(where(index), at(index));
  }

  Bytes data(int index) throws JsonRpcException {
    return Values.data(where(index), at(index));
  }

  long quantity(int index) throws JsonRpcException {
    return Values.quantity(where(index), at(index));
  }

  boolean flag(int index) throws JsonRpcException {
    return at(index) != null && Values.flag(where(index), at(index));
  }
}
