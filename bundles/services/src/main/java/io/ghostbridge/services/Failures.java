package io.ghostbridge.services;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Failures of calls: a sentence for people, a {@code google.rpc.ErrorInfo} for programs. */
public final class Failures {
  private static final String DOMAIN = "ghostbridge.io";

  private Failures() {}

  /**
   * @param reason upper snake case; docs/client/getting-started.md lists them
   * @param message what was given, what was expected, what to do
   */
  public static StatusRuntimeException of(Status.Code code, String reason, String message) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(code.value())
            .setMessage(message)
            .addDetails(
                Any.pack(ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(reason).build()))
            .build());
  }

  /** With the message of {@code cause}, which is written for the caller. */
  public static StatusRuntimeException of(Status.Code code, String reason, Exception cause) {
    return of(code, reason, String.valueOf(cause.getMessage()));
  }

  /** INVALID_ARGUMENT, with the message of {@code cause}, which is written for the caller. */
  public static StatusRuntimeException invalid(String reason, Exception cause) {
    return of(Status.Code.INVALID_ARGUMENT, reason, cause);
  }

  /** INVALID_ARGUMENT. */
  public static StatusRuntimeException invalid(String reason, String message) {
    return of(Status.Code.INVALID_ARGUMENT, reason, message);
  }

  /** UNAVAILABLE: the node or the bundle stops. */
  public static StatusRuntimeException stopping() {
    return of(Status.Code.UNAVAILABLE, "NODE_STOPPING", "the node is stopping, reconnect");
  }

  /** INTERNAL: a fault of ours, which the log tells under {@code event=call.failed}. */
  public static StatusRuntimeException internal() {
    return of(
        Status.Code.INTERNAL,
        "INTERNAL",
        "the node failed to answer; its log says why under event=call.failed");
  }

  /** Text of a caller, bounded, for quoting in a message. */
  public static String quote(String text) {
    return "'" + (text.length() <= 80 ? text : text.substring(0, 80) + "…") + "'";
  }
}
