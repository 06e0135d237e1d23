package io.ghostbridge.client.internal.http3;

import io.grpc.Status;

/** Why a call ended that no node has acted upon: it may be made again, whatever it does. */
public final class NotProcessedException extends Exception {
  private static final long serialVersionUID = 1L;

  private NotProcessedException(String message) {
    super(message, null, false, false);
  }

  /** A status with one of these as its cause. */
  static Status status(String text) {
    return Status.UNAVAILABLE.withDescription(text).withCause(new NotProcessedException(text));
  }

  /** Whether no node has acted upon the call that ended so. */
  public static boolean isCauseOf(Status status) {
    return status.getCause() instanceof NotProcessedException;
  }
}
