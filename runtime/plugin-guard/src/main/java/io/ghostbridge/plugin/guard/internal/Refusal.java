package io.ghostbridge.plugin.guard.internal;

import com.google.protobuf.Any;
import com.google.rpc.ErrorInfo;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;

/** What callers of a plugin get while its breaker is open. */
final class Refusal {
  static final String REASON = "PLUGIN_BREAKER_OPEN";
  private static final String DOMAIN = "ghostbridge.io";

  private Refusal() {}

  static String message(String plugin) {
    return "the plugin "
        + plugin
        + " failed too often and is not called for a while; retry later, or ask the operator to look at"
        + " 'ghostbridge plugin info "
        + plugin
        + "'";
  }

  /** Ends a gRPC call. */
  static void close(ServerCall<?, ?> call, String plugin) {
    StatusRuntimeException failure =
        StatusProto.toStatusRuntimeException(
            com.google.rpc.Status.newBuilder()
                .setCode(Status.Code.UNAVAILABLE.value())
                .setMessage(message(plugin))
                .addDetails(
                    Any.pack(
                        ErrorInfo.newBuilder()
                            .setDomain(DOMAIN)
                            .setReason(REASON)
                            .putMetadata("plugin", plugin)
                            .build()))
                .build());
    Metadata trailers = failure.getTrailers();
    call.close(failure.getStatus(), trailers == null ? new Metadata() : trailers);
  }
}
