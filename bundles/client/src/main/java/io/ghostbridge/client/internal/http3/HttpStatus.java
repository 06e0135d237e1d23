package io.ghostbridge.client.internal.http3;

import io.grpc.Status;

/** What an answer without gRPC's status means (gRPC's "HTTP to gRPC Status Code Mapping"). */
final class HttpStatus {
  private HttpStatus() {}

  /**
   * @param status the field {@code :status}
   */
  static Status toGrpc(String status) {
    Status.Code code =
        switch (status) {
          case "400" -> Status.Code.INTERNAL;
          case "401" -> Status.Code.UNAUTHENTICATED;
          case "403" -> Status.Code.PERMISSION_DENIED;
          case "404" -> Status.Code.UNIMPLEMENTED;
          case "429", "502", "503", "504" -> Status.Code.UNAVAILABLE;
          default -> Status.Code.UNKNOWN;
        };
    return code.toStatus().withDescription("the answer is no gRPC: HTTP status " + status);
  }
}
