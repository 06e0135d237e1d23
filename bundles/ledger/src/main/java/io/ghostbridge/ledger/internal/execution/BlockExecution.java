package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.NameEvent;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.ledger.internal.state.StateJournal;
import io.ghostbridge.ledger.internal.state.StateSnapshot;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The execution of one block over the state before it: first the parent's hash into the contract
 * that serves it and the names whose time is up, then the transactions in their order, then the
 * fees to the proposer. Depends on nothing but its arguments, so that every node comes to the same
 * roots. For one thread at a time.
 */
public final class BlockExecution {
  private final ChainRules rules;
  private final StateSnapshot parent;
  private final long height;
  private final Address proposer;
  private final Contracts contracts;
  private final StateJournal journal;
  private final Accounts accounts;
  private final NameRegistry names;
  private final List<Receipt> receipts = new ArrayList<>();
  private Amount fees = Amount.ZERO;

  /** Begins the block after {@code parent}. */
  public BlockExecution(
      ChainRules rules, StateSnapshot parent, BlockStart start, Machines machines) {
    this.rules = rules;
    this.parent = parent;
    this.height = parent.height() + 1;
    this.proposer = start.proposer();
    journal = new StateJournal(parent);
    accounts = new Accounts(journal);
    contracts = new Contracts(rules, journal, accounts, machines, height, start);
    names =
        new NameRegistry(
            journal, rules.names(), rules.parameters().maximumRegistrationBlocks(), height);
    BlockHashHistory.record(journal, height, start.parentHash());
    names.expire();
  }

  /** The number of the sender's transactions up to here. */
  public long nonce(Address sender) {
    return accounts.get(sender).nonce();
  }

  /**
   * Whether the block has room for the transaction, and the transaction pays the base fee; only for
   * those that run contracts can it be otherwise.
   */
  public boolean hasPlaceFor(Transaction transaction) {
    return !(transaction.operation() instanceof Operation.Contract contract)
        || contracts.hasPlaceFor(contract.gasLimit(), contract.maxFeePerGas());
  }

  /**
   * Executes the sender's next transaction.
   *
   * @throws TransactionRejectedException if it cannot be in the block; then nothing changed
   */
  public void execute(Transaction transaction) throws TransactionRejectedException {
    if (transaction.operation() instanceof Operation.Contract) {
      executeContract(transaction, null);
      return;
    }
    AccountEntry sender = accounts.get(transaction.sender());
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

  /**
   * Executes the sender's next transaction, which runs a contract.
   *
   * @param tracer who sees each instruction, or nobody
   * @throws TransactionRejectedException if it cannot be in the block; then nothing changed
   */
  public TransactionResult executeContract(Transaction transaction, @Nullable Tracer tracer)
      throws TransactionRejectedException {
    requireAcceptable(transaction, accounts.get(transaction.sender()));
    Contracts.Done done = contracts.execute(transaction, tracer);
    fees = fees.plus(done.destroyed());
    String reason = failure(done.result().execution());
    receipts.add(
        new Receipt(
            transaction.id(),
            height,
            receipts.size(),
            reason.isEmpty(),
            reason,
            reason.isEmpty() ? "" : sentence(reason),
            done.feePaid(),
            Optional.of(done.receipt())));
    return done.result();
  }

  private static String failure(ExecutionResult result) {
    return switch (result.status()) {
      case SUCCESS -> "";
      case REVERTED -> "REVERTED";
      case FAILED -> result.error().map(error -> error.failure().name()).orElse("FAILED");
    };
  }

  /** Machines word their messages as they like; the chain must not depend on it. */
  private static String sentence(String reason) {
    return reason.equals("REVERTED")
        ? "the contract undid what it did; its output may say why"
        : "the contract broke a rule of its machine: " + reason;
  }

  private void requireAcceptable(Transaction transaction, AccountEntry sender)
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
      StateRoots roots,
      List<Receipt> receipts,
      List<NameEvent> nameEvents,
      long gasUsed) {
    /** The root of the named stores. */
    public Hash stateRoot() {
      return roots.stateRoot();
    }
  }

  /** Ends the block: pays the proposer and hashes the trees, once. */
  public Outcome finish() {
    accounts.credit(proposer, fees);
    return new Outcome(
        journal,
        StateRoots.of(journal, parent),
        List.copyOf(receipts),
        List.copyOf(names.events()),
        contracts.gasUsed());
  }
}
