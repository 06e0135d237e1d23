package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.ledger.internal.execution.OperationFailedException.Reason;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateJournal;

/** Moves amounts between accounts; none is made or lost here. For one thread at a time. */
final class Accounts {
  private final StateJournal state;

  Accounts(StateJournal state) {
    this.state = state;
  }

  AccountEntry get(Address address) {
    return Values.account(state.get(Space.ACCOUNTS, address.bytes()));
  }

  void set(Address address, AccountEntry account) {
    if (account.isNothing()) {
      state.remove(Space.ACCOUNTS, address.bytes());
    } else {
      state.put(Space.ACCOUNTS, address.bytes(), Values.of(account));
    }
  }

  void credit(Address to, Amount amount) {
    if (!amount.equals(Amount.ZERO)) {
      AccountEntry account = get(to);
      set(to, account.withBalance(account.balance().plus(amount)));
    }
  }

  /** Takes {@code amount}, which must be there. */
  void debit(Address from, Amount amount) {
    AccountEntry account = get(from);
    set(from, account.withBalance(account.balance().minus(amount)));
  }

  void useNonce(Address sender) {
    AccountEntry account = get(sender);
    set(sender, account.withNonce(account.nonce() + 1));
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
