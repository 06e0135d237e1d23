package io.ghostbridge.api.vm;

/** How a contract, or a transaction, calls. */
public enum CallKind {
  /** Runs the recipient's code on the recipient's storage. */
  CALL,
  /** Runs another's code on the caller's storage, as a call from the caller to itself. */
  CALLCODE,
  /** Runs another's code on the caller's storage, with the caller's caller and value. */
  DELEGATECALL,
  /** As {@link #CALL}, and nothing may change. */
  STATICCALL,
  /** Makes a contract at an address of the creator's address and nonce. */
  CREATE,
  /** Makes a contract at an address of the creator's address, a salt and the code (EIP-1014). */
  CREATE2;

  /** Whether a contract is made. */
  public boolean isCreate() {
    return this == CREATE || this == CREATE2;
  }
}
