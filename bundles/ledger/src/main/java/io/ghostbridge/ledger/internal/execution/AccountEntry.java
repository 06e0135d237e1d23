package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Account;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.transaction.EthereumAccount;
import io.ghostbridge.ethereum.trie.Trie;

/**
 * An account as the flat store has it: once, for native transactions and contracts alike.
 *
 * @param storageRoot the root of its storage's trie, as of the last block
 */
record AccountEntry(Amount balance, Amount locked, long nonce, Hash codeHash, Hash storageRoot) {
  static final AccountEntry EMPTY =
      new AccountEntry(Amount.ZERO, Amount.ZERO, 0, AccountState.NO_CODE, Trie.EMPTY_ROOT);

  Account toAccount() {
    return new Account(balance, locked, nonce, codeHash);
  }

  AccountEntry withBalance(Amount other) {
    return new AccountEntry(other, locked, nonce, codeHash, storageRoot);
  }

  AccountEntry withNonce(long other) {
    return new AccountEntry(balance, locked, other, codeHash, storageRoot);
  }

  AccountEntry withStorageRoot(Hash other) {
    return new AccountEntry(balance, locked, nonce, codeHash, other);
  }

  /** What contracts see, with the part that is locked left out. */
  AccountState toState() {
    return new AccountState(nonce, Word.of(balance), codeHash);
  }

  /** This account after a contract changed what it sees of it. */
  AccountEntry with(AccountState state) {
    return new AccountEntry(
        state.balance().toAmount(), locked, state.nonce(), state.codeHash(), storageRoot);
  }

  /** Whether contracts see no account here (EIP-161). */
  boolean isDead() {
    return nonce == 0 && balance.atto().signum() == 0 && codeHash.equals(AccountState.NO_CODE);
  }

  /** Whether nothing needs to be stored. */
  boolean isNothing() {
    return isDead() && locked.atto().signum() == 0 && storageRoot.equals(Trie.EMPTY_ROOT);
  }

  EthereumAccount toEthereum() {
    return new EthereumAccount(nonce, balance.atto(), storageRoot, codeHash);
  }
}
