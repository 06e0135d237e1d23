package io.ghostbridge.api.vm;

/** A transaction that cannot be in the block: nothing of it is executed, and nothing changes. */
public final class InvalidTransactionException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** The rule that is broken. */
  public enum Reason {
    /** The type is unknown, or not one under the block's rules. */
    TYPE_NOT_SUPPORTED,
    /** Below what the transaction costs before its call starts, or below EIP-7623's floor. */
    INTRINSIC_GAS_TOO_LOW,
    /** The sender cannot pay gas limit, blobs and value. */
    INSUFFICIENT_FUNDS,
    /** The sender's nonce is beyond this one. */
    NONCE_TOO_LOW,
    /** The sender's nonce is not there yet. */
    NONCE_TOO_HIGH,
    /** The nonce cannot be raised (EIP-2681). */
    NONCE_IS_MAX,
    /** The sender has code that is no delegation (EIP-3607). */
    SENDER_NOT_EOA,
    /** The block has no room for the gas limit, or it is above EIP-7825's. */
    GAS_LIMIT_EXCEEDED,
    /** The price is below the base fee. */
    FEE_TOO_LOW,
    /** The priority fee is above the whole. */
    PRIORITY_FEE_TOO_HIGH,
    /** The code that makes the contract is too large (EIP-3860). */
    INIT_CODE_TOO_LARGE,
    /** No blobs, too many, with an unknown version, priced too low, or with a creation. */
    BLOBS,
    /** No authorization, or with a creation (EIP-7702). */
    AUTHORIZATIONS
  }

  /**
   * @param reason the rule
   * @param message the value given and what was expected
   */
  public InvalidTransactionException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** The rule that is broken. */
  public Reason reason() {
    return reason;
  }
}
