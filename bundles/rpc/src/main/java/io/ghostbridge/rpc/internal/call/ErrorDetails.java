package io.ghostbridge.rpc.internal.call;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;

/** The machine-readable half of the dispatcher's own errors: {@code google.rpc.ErrorInfo}. */
public final class ErrorDetails {
  private static final String DOMAIN = "ghostbridge.io";

  private ErrorDetails() {}

  /** Trailers that tell {@code reason}, such as {@code METHOD_NOT_FOUND}, beside {@code status}. */
  public static Metadata of(Status status, String reason) {
    String description = status.getDescription();
    com.google.rpc.Status details =
        com.google.rpc.Status.newBuilder()
            .setCode(status.getCode().value())
            .setMessage(description == null ? "" : description)
            .addDetails(
                Any.pack(ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(reason).build()))
            .build();
    Metadata trailers = Status.trailersFromThrowable(StatusProto.toStatusException(details));
    return trailers == null ? new Metadata() : trailers;
  }
}
