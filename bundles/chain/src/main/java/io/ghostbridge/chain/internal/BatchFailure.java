package io.ghostbridge.chain.internal;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.ghostbridge.proto.chain.v1.DomainFailure;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** The status of one query of a batch, as a message. */
final class BatchFailure {
  private BatchFailure() {}

  static DomainFailure of(StatusRuntimeException failure) {
    Status status = failure.getStatus();
    String text = status.getDescription();
    return DomainFailure.newBuilder()
        .setCode(status.getCode().value())
        .setMessage(text == null ? "" : text)
        .setReason(reason(failure))
        .build();
  }

  private static String reason(StatusRuntimeException failure) {
    com.google.rpc.Status details = StatusProto.fromThrowable(failure);
    if (details == null) {
      return "";
    }
    for (Any detail : details.getDetailsList()) {
      if (detail.is(ErrorInfo.class)) {
        try {
          return detail.unpack(ErrorInfo.class).getReason();
        } catch (InvalidProtocolBufferException e) {
          throw new IllegalStateException(e);
        }
      }
    }
    return "";
  }
}
