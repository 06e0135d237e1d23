package io.ghostbridge.services;

import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.api.rpc.CallerIdentity;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/** What only operators may call. */
public final class Operators {
  private Operators() {}

  /**
   * Returns when the caller of the current call is an operator.
   *
   * @param method its simple name, for the message
   * @throws StatusRuntimeException PERMISSION_DENIED, OPERATOR_REQUIRED
   */
  public static void require(String method) {
    CallerIdentity caller = CallContext.caller();
    if (!caller.operator()) {
      throw Failures.of(
          Status.Code.PERMISSION_DENIED,
          "OPERATOR_REQUIRED",
          method
              + " is an operator's call and the caller is "
              + caller.name()
              + "; call it over the node's Unix domain socket or with an operator's certificate");
    }
  }
}
