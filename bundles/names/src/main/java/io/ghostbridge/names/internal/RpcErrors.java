package io.ghostbridge.names.internal;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
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
}
