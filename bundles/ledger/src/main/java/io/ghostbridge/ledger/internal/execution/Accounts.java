package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.ledger.Account;
import io.ghostbridge.ledger.internal.execution.OperationFailedException.Reason;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateJournal;

/** Moves amounts between accounts; none is made or lost here. For one thread at a time. */
final class Accounts {
  private final StateJournal state;

  Accounts(StateJournal state) {
    this.state = state;
  }

  Account get(Address address) {
    return Values.account(state.get(Space.ACCOUNTS, address.bytes()));
  }

  private void set(Address address, Account account) {
    if (account.equals(Account.EMPTY)) {
      state.remove(Space.ACCOUNTS, address.bytes());
    } else {
      state.put(Space.ACCOUNTS, address.bytes(), Values.of(account));
    }
  }

  void credit(Address to, Amount amount) {
    if (!amount.equals(Amount.ZERO)) {
      Account account = get(to);
      set(to, new Account(account.balance().plus(amount), account.locked(), account.nonce()));
    }
  }

  /** Takes {@code amount}, which must be there. */
  void debit(Address from, Amount amount) {
    Account account = get(from);
    set(from, new Account(account.balance().minus(amount), account.locked(), account.nonce()));
  }

  void useNonce(Address sender) {
    Account account = get(sender);
    set(sender, new Account(account.balance(), account.locked(), account.nonce() + 1));
  }

  void transfer(Address from, Address to, Amount amount) throws OperationFailedException {
    Amount balance = get(from).balance();
    if (balance.compareTo(amount) < 0) {
      throw new OperationFailedException(
          Reason.INSUFFICIENT_BALANCE,
          "the balance of " + balance + " GHOST does not cover " + amount + " GHOST");
    }
    debit(from, amount);
    credit(to, amount);
  }
}
