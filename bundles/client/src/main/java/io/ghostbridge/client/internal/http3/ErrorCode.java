package io.ghostbridge.client.internal.http3;

import io.grpc.Status;

/** Error codes of HTTP/3 (RFC 9114 section 8.1), and what they mean to a call. */
final class ErrorCode {
  static final int NO_ERROR = 0x100;
  static final int REQUEST_CANCELLED = 0x10c;

  private static final int EXCESSIVE_LOAD = 0x107;
  private static final int REQUEST_REJECTED = 0x10b;

  private ErrorCode() {}

  /** The status of a call whose stream the node reset. */
  static Status ofReset(long code) {
    String text = "the node reset the stream with HTTP/3's code 0x" + Long.toHexString(code);
    if (code == REQUEST_REJECTED) {
      return NotProcessedException.status(text);
    }
    if (code == REQUEST_CANCELLED) {
      return Status.CANCELLED.withDescription(text);
    }
    if (code == EXCESSIVE_LOAD) {
      return Status.RESOURCE_EXHAUSTED.withDescription(text);
    }
    return (code == NO_ERROR ? Status.UNAVAILABLE : Status.INTERNAL).withDescription(text);
  }
}
