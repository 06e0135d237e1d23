package io.ghostbridge.ledger.internal.names;

/** A name or its records break the rules; the message says which and what is expected. */
public final class InvalidNameException extends Exception {
  private static final long serialVersionUID = 1L;

  InvalidNameException(String message) {
    super(message);
  }
}
