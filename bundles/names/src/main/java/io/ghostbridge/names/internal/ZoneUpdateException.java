package io.ghostbridge.names.internal;

/** A zone update was refused. */
final class ZoneUpdateException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  enum Reason {
    /** The zone is another source's. */
    ZONE_CLAIMED,
    /** A name, type or value is wrong. */
    BAD_RECORD
  }

  ZoneUpdateException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  Reason reason() {
    return reason;
  }
}
