package io.ghostbridge.ledger.internal.chain;

/** The ledger cannot start; the message says why and what to do. */
public final class LedgerStartException extends Exception {
  private static final long serialVersionUID = 1L;

  /** Says what is wrong and what to do. */
  public LedgerStartException(String message) {
    super(message);
  }

  /** Says what is wrong, what to do, and what caused it. */
  public LedgerStartException(String message, Throwable cause) {
    super(message, cause);
  }
}
