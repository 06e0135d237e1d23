package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;

/**
 * An account's state. Native transactions and contracts work on the same balance and nonce.
 *
 * @param balance what the account may spend
 * @param locked what it owns but may not spend now; contracts do not see it
 * @param nonce the number of its transactions in blocks, and of the contracts it made
 * @param codeHash Keccak-256 of its code; {@link AccountState#NO_CODE} where it has none
 */
public record Account(Amount balance, Amount locked, long nonce, Hash codeHash) {
  /** The state of an account that no block has touched. */
  public static final Account EMPTY = new Account(Amount.ZERO, Amount.ZERO, 0);

  /** An account without code. */
  public Account(Amount balance, Amount locked, long nonce) {
    this(balance, locked, nonce, AccountState.NO_CODE);
  }
}
