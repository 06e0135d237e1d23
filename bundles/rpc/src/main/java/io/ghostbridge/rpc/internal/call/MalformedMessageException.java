package io.ghostbridge.rpc.internal.call;

import io.grpc.Status;

/** A request's bytes are no acceptable sequence of messages. */
final class MalformedMessageException extends Exception {
  private static final long serialVersionUID = 1L;

  private final transient Status status;
  private final String reason;

  MalformedMessageException(Status status, String reason) {
    super(status.getDescription(), null, false, false);
    this.status = status;
    this.reason = reason;
  }

  String reason() {
    return reason;
  }

  Status status() {
    return status;
  }
}
