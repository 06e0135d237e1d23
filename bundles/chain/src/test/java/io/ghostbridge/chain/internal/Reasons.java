package io.ghostbridge.chain.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowable;

import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.grpc.Status;
import io.grpc.StatusException;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import org.assertj.core.api.ThrowableAssert.ThrowingCallable;

/** What a failed call says to programs. */
final class Reasons {
  private Reasons() {}

  /** Asserts that {@code call} fails with this code and reason; gives its sentence. */
  static String assertFails(Status.Code code, String reason, ThrowingCallable call) {
    Throwable failure = catchThrowable(call);
    assertThat(failure).isInstanceOfAny(StatusRuntimeException.class, StatusException.class);
    Status status = Status.fromThrowable(failure);
    assertThat(status.getCode()).as("%s", failure).isEqualTo(code);
    assertThat(reasonOf(failure)).isEqualTo(reason);
    return String.valueOf(status.getDescription());
  }

  /** The reason in the ErrorInfo of {@code failure}. */
  static String reasonOf(Throwable failure) {
    com.google.rpc.Status details = StatusProto.fromThrowable(failure);
    if (details == null || details.getDetailsCount() != 1) {
      throw new AssertionError("no single detail in " + failure, failure);
    }
    try {
      ErrorInfo info = details.getDetails(0).unpack(ErrorInfo.class);
      assertThat(info.getDomain()).isEqualTo("ghostbridge.io");
      return info.getReason();
    } catch (InvalidProtocolBufferException e) {
      throw new AssertionError(e);
    }
  }
}
