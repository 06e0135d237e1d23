package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Account;
import io.ghostbridge.api.ledger.NameEvent;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateJournal;
import io.ghostbridge.ledger.internal.state.StateSnapshot;
import io.ghostbridge.ledger.internal.tree.StoreRoots;
import io.ghostbridge.ledger.internal.tree.TreeUpdate;
import io.ghostbridge.ledger.internal.tree.TreeUpdater;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The execution of one block over the state before it: first the names whose time is up, then the
 * transactions in their order, then the fees to the proposer. Depends on nothing but its arguments,
 * so that every node comes to the same roots. For one thread at a time.
 */
public final class BlockExecution {
  private final ChainRules rules;
  private final StateSnapshot parent;
  private final long height;
  private final Address proposer;
  private final StateJournal journal;
  private final Accounts accounts;
  private final NameRegistry names;
  private final List<Receipt> receipts = new ArrayList<>();
  private Amount fees = Amount.ZERO;

  /** Begins the block after {@code parent}. */
  public BlockExecution(ChainRules rules, StateSnapshot parent, Address proposer) {
    this.rules = rules;
    this.parent = parent;
    this.height = parent.height() + 1;
    this.proposer = proposer;
    journal = new StateJournal(parent);
    accounts = new Accounts(journal);
    names =
        new NameRegistry(
            journal, rules.names(), rules.parameters().maximumRegistrationBlocks(), height);
    names.expire();
  }

  /** The number of the sender's transactions up to here. */
  public long nonce(Address sender) {
    return accounts.get(sender).nonce();
  }

  /**
   * Executes the sender's next transaction.
   *
   * @throws TransactionRejectedException if it cannot be in the block; then nothing changed
   */
  public void execute(Transaction transaction) throws TransactionRejectedException {
    Account sender = accounts.get(transaction.sender());
    requireAcceptable(transaction, sender);
    Amount least = rules.parameters().minimumFee();
    accounts.useNonce(transaction.sender());
    accounts.debit(transaction.sender(), transaction.fee());
    int mark = journal.mark();
    int events = names.events().size();
    try {
      perform(transaction);
      paid(transaction, transaction.fee(), "", "");
    } catch (OperationFailedException e) {
      journal.revert(mark);
      names.events().subList(events, names.events().size()).clear();
      accounts.credit(transaction.sender(), transaction.fee().minus(least));
      paid(transaction, least, e.reason().name(), e.sentence());
    }
  }

  private void requireAcceptable(Transaction transaction, Account sender)
      throws TransactionRejectedException {
    if (transaction.nonce() != sender.nonce()) {
      throw new TransactionRejectedException(
          transaction.nonce() < sender.nonce() ? Reason.NONCE_TOO_LOW : Reason.NONCE_TOO_HIGH,
          "the next nonce of "
              + transaction.sender()
              + " is "
              + sender.nonce()
              + ", not "
              + transaction.nonce());
    }
    if (transaction.expiryHeight() < height) {
      throw new TransactionRejectedException(
          Reason.EXPIRED,
          "the transaction was valid up to height "
              + transaction.expiryHeight()
              + ", and the next block is "
              + height);
    }
    if (sender.balance().compareTo(transaction.fee()) < 0) {
      throw new TransactionRejectedException(
          Reason.INSUFFICIENT_BALANCE,
          "the balance of "
              + sender.balance()
              + " GHOST does not cover the fee of "
              + transaction.fee()
              + " GHOST");
    }
  }

  private void perform(Transaction transaction) throws OperationFailedException {
    Address sender = transaction.sender();
    Hash id = transaction.id();
    switch (transaction.operation()) {
      case Operation.Transfer transfer ->
          accounts.transfer(sender, transfer.to(), transfer.amount());
      case Operation.RegisterName register -> names.register(register, sender, id);
      case Operation.UpdateName update -> names.update(update, sender, id);
      case Operation.TransferName transfer -> names.transfer(transfer, sender, id);
      case Operation.RenewName renew -> names.renew(renew, sender, id);
      default -> throw new IllegalStateException("no module knows " + transaction.operation());
    }
  }

  private void paid(Transaction transaction, Amount fee, String reason, String message) {
    fees = fees.plus(fee);
    receipts.add(
        new Receipt(
            transaction.id(), height, receipts.size(), reason.isEmpty(), reason, message, fee));
  }

  /** The receipts of the transactions so far. */
  public List<Receipt> receipts() {
    return receipts;
  }

  /** What executing the block led to. */
  public record Outcome(
      StateJournal journal,
      Map<Space, TreeUpdate> trees,
      Hash stateRoot,
      List<Receipt> receipts,
      List<NameEvent> nameEvents) {}

  /** Ends the block: pays the proposer and hashes the trees, once. */
  public Outcome finish() {
    accounts.credit(proposer, fees);
    Map<Space, TreeUpdate> trees = updateTrees(journal, parent);
    return new Outcome(
        journal, trees, stateRoot(trees), List.copyOf(receipts), List.copyOf(names.events()));
  }

  static Map<Space, TreeUpdate> updateTrees(StateJournal journal, StateSnapshot parent) {
    Map<Space, TreeUpdate> trees = new EnumMap<>(Space.class);
    for (Space store : Space.STORES) {
      trees.put(store, TreeUpdater.update(parent.pages(store), journal.changes(store)));
    }
    return trees;
  }

  static Hash stateRoot(Map<Space, TreeUpdate> trees) {
    SortedMap<String, Hash> roots = new TreeMap<>();
    trees.forEach((store, update) -> roots.put(store.storeName(), update.root()));
    return StoreRoots.join(roots);
  }
}
