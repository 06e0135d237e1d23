package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Hash;

/**
 * An account as Ethereum's state has it, without its storage.
 *
 * @param nonce the number of its transactions, or of the contracts it made, unsigned
 * @param balance in atto-GHOST
 * @param codeHash Keccak-256 of its code, {@link #NO_CODE} where it has none
 */
public record AccountState(long nonce, Word balance, Hash codeHash) {
  /** Keccak-256 of no bytes. */
  public static final Hash NO_CODE =
      Hash.parse("c5d2460186f7233c927e7db2dcc703c0e500b653ca82273b7bfad8045d85a470");

  /** An account with nothing. */
  public static final AccountState EMPTY = new AccountState(0, Word.ZERO, NO_CODE);

  /** Whether there is no code. */
  public boolean hasNoCode() {
    return codeHash.equals(NO_CODE);
  }

  /** Whether the account is empty as EIP-161 defines it. */
  public boolean isEmpty() {
    return nonce == 0 && balance.isZero() && hasNoCode();
  }
}
