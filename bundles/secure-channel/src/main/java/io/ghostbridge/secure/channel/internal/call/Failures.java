package io.ghostbridge.secure.channel.internal.call;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.ghostbridge.secure.channel.internal.protocol.Refusal;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** Refusals as statuses: a sentence for people, a {@code google.rpc.ErrorInfo} for programs. */
final class Failures {
  private static final String DOMAIN = "ghostbridge.io";

  private Failures() {}

  static Status status(Refusal refusal) {
    return status(refusal, refusal.message());
  }

  static Status status(Refusal refusal, String message) {
    return refusal.code().toStatus().withDescription(message);
  }

  /** Trailers of its own for each caller: metadata can change. */
  static Metadata trailers(Refusal refusal) {
    return trailers(refusal, refusal.message());
  }

  static Metadata trailers(Refusal refusal, String message) {
    Metadata trailers = Status.trailersFromThrowable(exception(refusal, message));
    return trailers == null ? new Metadata() : trailers;
  }

  static StatusRuntimeException exception(Refusal refusal) {
    return exception(refusal, refusal.message());
  }

  static StatusRuntimeException exception(Refusal refusal, String message) {
    return StatusProto.toStatusRuntimeException(
        com.google.rpc.Status.newBuilder()
            .setCode(refusal.code().value())
            .setMessage(message)
            .addDetails(
                Any.pack(
                    ErrorInfo.newBuilder().setDomain(DOMAIN).setReason(refusal.name()).build()))
            .build());
  }
}
