package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.ContractReceipt;
import io.ghostbridge.api.ledger.MachineNotInstalledException;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.ExecutionInterruptedException;
import io.ghostbridge.api.vm.InvalidTransactionException;
import io.ghostbridge.api.vm.StateChanges;
import io.ghostbridge.api.vm.StateChanges.AccountChange;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ledger.internal.state.EvmTries;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateJournal;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transactions of one block that run contracts: executes them, writes what they changed, and
 * sees to it that no amount is made or lost. For one thread at a time.
 */
final class Contracts {
  private static final Logger log = LoggerFactory.getLogger(Contracts.class);

  private final StateJournal journal;
  private final Accounts accounts;
  private final Machines machines;
  private final ContractRun run;
  private final long gasLimit;
  private final Amount baseFee;
  private long gasUsed;
  private int logs;

  /**
   * What a transaction did.
   *
   * @param destroyed what it took from accounts and gave to none: base fees, and what Ethereum's
   *     rules burn
   */
  record Done(
      TransactionResult result, ContractReceipt receipt, Amount feePaid, Amount destroyed) {}

  Contracts(
      ChainRules rules,
      StateJournal journal,
      Accounts accounts,
      Machines machines,
      long height,
      BlockStart start) {
    this.journal = journal;
    this.accounts = accounts;
    this.machines = machines;
    this.run = new ContractRun(rules, machines, height, start);
    this.gasLimit = rules.parameters().contracts().blockGasLimit();
    this.baseFee = start.baseFee();
  }

  long gasUsed() {
    return gasUsed;
  }

  /** Whether the block has room for a transaction, and the transaction pays the base fee. */
  boolean hasPlaceFor(long transactionGas, Amount maxFeePerGas) {
    return transactionGas <= gasLimit - gasUsed && maxFeePerGas.compareTo(baseFee) >= 0;
  }

  Done execute(Transaction transaction, @Nullable Tracer tracer)
      throws TransactionRejectedException {
    ContractTransaction contract = ContractRun.of(transaction);
    ContractState state = new ContractState(journal, machines);
    TransactionResult result;
    Amount destroyed;
    try {
      result = run.execute(contract, state, gasLimit - gasUsed, tracer);
      destroyed = destroyed(result.changes());
    } catch (ExecutionInterruptedException e) {
      throw e;
    } catch (RuntimeException | StackOverflowError e) {
      // Whatever is wrong with a machine, one transaction must not stop the chain.
      log.error("event=contract_execution_failed transaction={}", transaction.id(), e);
      throw new TransactionRejectedException(
          Reason.UNAVAILABLE,
          "the machine of this node failed on the transaction (" + e + "): see its log");
    } catch (InvalidTransactionException e) {
      throw new TransactionRejectedException(reason(e.reason()), sentence(e));
    } catch (MachineNotInstalledException e) {
      throw new TransactionRejectedException(Reason.MACHINE_NOT_INSTALLED, sentence(e));
    }
    write(result.changes());
    gasUsed += result.gasUsed();
    ContractReceipt receipt =
        new ContractReceipt(
            result.gasUsed(),
            gasUsed,
            result.effectiveGasPrice().toAmount(),
            result.contractAddress(),
            result.logs(),
            logs,
            output(contract, result));
    logs += result.logs().size();
    return new Done(
        result, receipt, ContractRun.cost(result.gasUsed(), result.effectiveGasPrice()), destroyed);
  }

  private static Bytes output(ContractTransaction contract, TransactionResult result) {
    Bytes output = result.execution().output();
    if (contract.to().isEmpty() && result.execution().succeeded()) {
      return Bytes.EMPTY;
    }
    return output.size() <= ContractReceipt.MAXIMUM_OUTPUT
        ? output
        : Bytes.wrap(Arrays.copyOf(output.unsafeArray(), ContractReceipt.MAXIMUM_OUTPUT));
  }

  /** What {@code changes} take from accounts and give to none; more than there was is refused. */
  private Amount destroyed(StateChanges changes) {
    BigInteger before = BigInteger.ZERO;
    BigInteger after = BigInteger.ZERO;
    for (Map.Entry<Address, AccountChange> entry : changes.accounts().entrySet()) {
      before = before.add(accounts.get(entry.getKey()).balance().atto());
      after =
          after.add(
              entry
                  .getValue()
                  .state()
                  .map(state -> state.balance().toBigInteger())
                  .orElse(BigInteger.ZERO));
    }
    if (after.compareTo(before) > 0) {
      throw new IllegalStateException(
          "it would make " + new Amount(after.subtract(before)) + " GHOST out of nothing");
    }
    return new Amount(before.subtract(after));
  }

  private void write(StateChanges changes) {
    for (Map.Entry<Address, AccountChange> entry : changes.accounts().entrySet()) {
      Address address = entry.getKey();
      AccountChange change = entry.getValue();
      AccountEntry account = accounts.get(address);
      if (change.storageCleared() || change.state().isEmpty()) {
        clearStorage(address);
      }
      change.storage().forEach((key, value) -> writeWord(address, key, value));
      change.code().ifPresent(this::writeCode);
      accounts.set(
          address,
          change
              .state()
              .map(account::with)
              .orElseGet(
                  () ->
                      new AccountEntry(
                          Amount.ZERO,
                          account.locked(),
                          0,
                          AccountEntry.EMPTY.codeHash(),
                          account.storageRoot())));
    }
  }

  private void clearStorage(Address address) {
    for (Bytes key : journal.keys(Space.STORAGE, address.bytes(), Integer.MAX_VALUE)) {
      journal.remove(Space.STORAGE, key);
    }
  }

  private void writeWord(Address address, Word key, Word value) {
    Bytes storageKey = EvmTries.storageKey(address, key);
    if (value.isZero()) {
      journal.remove(Space.STORAGE, storageKey);
    } else {
      journal.put(Space.STORAGE, storageKey, value.toMinimalBytes());
    }
  }

  private void writeCode(Bytes code) {
    if (!code.isEmpty()) {
      journal.put(Space.CODE, Keccak.hash(code.unsafeArray()).bytes(), code);
    }
  }

  private static Reason reason(InvalidTransactionException.Reason reason) {
    return switch (reason) {
      case INTRINSIC_GAS_TOO_LOW, GAS_LIMIT_EXCEEDED -> Reason.GAS_OUT_OF_RANGE;
      case INSUFFICIENT_FUNDS -> Reason.INSUFFICIENT_BALANCE;
      case NONCE_TOO_LOW -> Reason.NONCE_TOO_LOW;
      case NONCE_TOO_HIGH, NONCE_IS_MAX -> Reason.NONCE_TOO_HIGH;
      case FEE_TOO_LOW -> Reason.FEE_TOO_LOW;
      case INIT_CODE_TOO_LARGE -> Reason.TOO_LARGE;
      case TYPE_NOT_SUPPORTED, SENDER_NOT_EOA, PRIORITY_FEE_TOO_HIGH, BLOBS, AUTHORIZATIONS ->
          Reason.MALFORMED;
    };
  }

  private static String sentence(Exception e) {
    String message = e.getMessage();
    return message == null ? e.toString() : message;
  }
}
