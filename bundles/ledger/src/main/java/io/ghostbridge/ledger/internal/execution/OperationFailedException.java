package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.ledger.internal.names.InvalidNameException;

/** An operation cannot be carried out. It is undone, and its receipt says why. */
final class OperationFailedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** The reasons in receipts. */
  enum Reason {
    INSUFFICIENT_BALANCE,
    INVALID_NAME,
    INVALID_RECORD,
    INVALID_DURATION,
    NAME_TAKEN,
    NAME_NOT_FOUND,
    NOT_OWNER,
    TOO_MANY_NAMES
  }

  OperationFailedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  OperationFailedException(Reason reason, InvalidNameException cause) {
    super(cause.getMessage(), cause);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }

  String sentence() {
    String message = getMessage();
    return message == null ? "" : message;
  }
}
