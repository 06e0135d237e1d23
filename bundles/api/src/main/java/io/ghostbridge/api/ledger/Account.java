package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Amount;

/**
 * An account's state.
 *
 * @param balance what the account may spend
 * @param locked what it owns but may not spend now
 * @param nonce the number of its transactions in blocks
 */
public record Account(Amount balance, Amount locked, long nonce) {
  /** The state of an account that no block has touched. */
  public static final Account EMPTY = new Account(Amount.ZERO, Amount.ZERO, 0);
}
