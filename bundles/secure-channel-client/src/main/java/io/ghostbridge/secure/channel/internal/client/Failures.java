package io.ghostbridge.secure.channel.internal.client;

import com.google.protobuf.Any;
import com.google.protobuf.InvalidProtocolBufferException;
import com.google.rpc.ErrorInfo;
import io.ghostbridge.secure.channel.internal.protocol.Refusal;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.protobuf.StatusProto;
import java.util.Set;

/** What statuses say that nothing authenticates: section 7's last two paragraphs. */
final class Failures {
  private static final String DOMAIN = "ghostbridge.io";

  /** What a network, a proxy or a node on its way down says anyway. */
  private static final Set<Status.Code> OF_THE_WAY =
      Set.of(
          Status.Code.CANCELLED,
          Status.Code.UNKNOWN,
          Status.Code.DEADLINE_EXCEEDED,
          Status.Code.RESOURCE_EXHAUSTED,
          Status.Code.UNIMPLEMENTED,
          Status.Code.INTERNAL,
          Status.Code.UNAVAILABLE,
          Status.Code.UNAUTHENTICATED);

  private Failures() {}

  /** An answer did not pass. */
  static Status unauthentic(String what) {
    return Status.UNAUTHENTICATED.withDescription(
        what + " is not authentic: it was changed on the way, or is not this node's");
  }

  /** What to take an unauthenticated status for. */
  static Status believable(Status status) {
    if (status.isOk()) {
      return unauthentic("the status OK");
    }
    return OF_THE_WAY.contains(status.getCode())
        ? status
        : Status.UNAVAILABLE.withDescription(
            "the call ended with "
                + status.getCode()
                + ", which nothing authenticates: "
                + status.getDescription());
  }

  /** Whether the node does not know the session, or its epoch, any more. */
  static boolean isSessionExpired(Status status, Metadata trailers) {
    if (status.getCode() != Status.Code.UNAUTHENTICATED) {
      return false;
    }
    com.google.rpc.Status details = StatusProto.fromStatusAndTrailers(status, trailers);
    try {
      for (Any detail : details.getDetailsList()) {
        if (detail.is(ErrorInfo.class)) {
          ErrorInfo info = detail.unpack(ErrorInfo.class);
          return info.getDomain().equals(DOMAIN)
              && info.getReason().equals(Refusal.SESSION_EXPIRED.name());
        }
      }
    } catch (InvalidProtocolBufferException e) {
      return false;
    }
    return false;
  }
}
