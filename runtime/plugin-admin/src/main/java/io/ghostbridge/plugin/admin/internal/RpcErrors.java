package io.ghostbridge.plugin.admin.internal;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.ghostbridge.api.plugin.PluginException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Failures of calls, with a {@code google.rpc.ErrorInfo} for programs. */
final class RpcErrors {
  private static final String DOMAIN = "ghostbridge.io";

  private RpcErrors() {}

  /**
   * @param reason upper snake case
   */
  static StatusRuntimeException of(Status.Code code, String reason, String message) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(message)
            .addDetails(
                Any.pack(ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(reason).build()))
            .build());
  }

  /** A refusal of the manager: whether asking again can help is in the code, why in the reason. */
  static StatusRuntimeException of(PluginException refusal) {
    Status.Code code =
        switch (refusal.reason()) {
          case "NO_SUCH_PLUGIN" -> Status.Code.NOT_FOUND;
          case "STALE_PLAN", "BUSY" -> Status.Code.ABORTED;
          default -> Status.Code.FAILED_PRECONDITION;
        };
    return of(code, refusal.reason(), String.valueOf(refusal.getMessage()));
  }
}
