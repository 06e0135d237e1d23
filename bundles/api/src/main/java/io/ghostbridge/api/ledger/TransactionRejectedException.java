package io.ghostbridge.api.ledger;

/** A transaction was refused: it is in no block, and the sender paid nothing. */
public class TransactionRejectedException extends Exception {
  private static final long serialVersionUID = 1L;

  private final Reason reason;

  /** Why a transaction is refused. */
  public enum Reason {
    /** It cannot be decoded, has unknown or missing fields, or a value out of range. */
    MALFORMED,
    /** Its body is larger than the chain allows. */
    TOO_LARGE,
    /** No bundle provides its signature algorithm. */
    UNKNOWN_ALGORITHM,
    /** The signature is not one of the body by the public key. */
    BAD_SIGNATURE,
    /** It names another chain. */
    WRONG_CHAIN,
    /** The sender's transaction with this nonce is in a block already. */
    NONCE_TOO_LOW,
    /**
     * The nonces between the sender's last and this one did not arrive in time, or are too many.
     */
    NONCE_TOO_HIGH,
    /** The expiry height has passed. */
    EXPIRED,
    /** The expiry height lies further ahead than the chain allows. */
    EXPIRY_TOO_FAR,
    /** The fee is below the chain's minimum. */
    FEE_TOO_LOW,
    /** The sender's balance does not cover the fee and the amount. */
    INSUFFICIENT_BALANCE,
    /** The very same transaction is pending or in a block. */
    DUPLICATE,
    /** Another transaction with its nonce is pending, and it does not pay enough more. */
    UNDERPRICED,
    /** Its gas does not cover what it costs before its contract starts, or is above a limit. */
    GAS_OUT_OF_RANGE,
    /** No bundle that runs contracts, or none for the contract's format, is installed. */
    MACHINE_NOT_INSTALLED,
    /** As many transactions as the configuration allows are pending. */
    TOO_MANY_PENDING,
    /** No sequencer is running, or the node is stopping. */
    UNAVAILABLE
  }

  /** Says with {@code message} what was given, what was expected and what to do. */
  public TransactionRejectedException(Reason reason, String message) {
    super(message);
    this.reason = reason;
  }

  /** Why. */
  public Reason reason() {
    return reason;
  }
}
