package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.MachineNotInstalledException;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ContractExecutor;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.InvalidTransactionException;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.VirtualMachine;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ledger.internal.state.StateJournal;
import io.ghostbridge.ledger.internal.state.StateReader;
import java.math.BigInteger;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Hands transactions that run contracts to the machines, with the block around them. */
public final class ContractRun {
  private static final long MILLIS_PER_SECOND = 1000;
  private static final int DYNAMIC_FEE = 2;

  private final Machines machines;
  private final BlockContext block;
  private final BlockStart start;

  /** Runs contracts in the block at {@code height}. */
  public ContractRun(ChainRules rules, Machines machines, long height, BlockStart start) {
    this.machines = machines;
    this.start = start;
    block =
        new BlockContext(
            Fork.OSAKA,
            height,
            start.timeMillis() / MILLIS_PER_SECOND,
            start.proposer(),
            rules.parameters().contracts().blockGasLimit(),
            Word.of(start.baseFee()),
            Word.ONE,
            Word.ZERO,
            Word.of(start.parentHash()),
            Word.of(rules.parameters().contracts().chainNumber()));
  }

  /** {@code transaction} as the machines take it. */
  public static ContractTransaction of(Transaction transaction) {
    return switch (transaction.operation()) {
      case Operation.Ethereum ethereum -> ethereum.transaction();
      case Operation.Call call -> of(transaction, call, Optional.of(call.to()), call.input());
      case Operation.Deploy deploy -> of(transaction, deploy, Optional.empty(), deploy.code());
      default -> throw new IllegalArgumentException("no contract is in " + transaction);
    };
  }

  private static ContractTransaction of(
      Transaction transaction,
      Operation.Contract operation,
      Optional<Address> to,
      io.ghostbridge.api.data.Bytes input) {
    return new ContractTransaction(
        DYNAMIC_FEE,
        transaction.sender(),
        transaction.nonce(),
        operation.gasLimit(),
        Word.of(operation.maxFeePerGas()),
        Word.of(operation.maxPriorityFeePerGas()),
        to,
        Word.of(operation.value()),
        input,
        List.of(),
        Word.ZERO,
        List.of(),
        List.of());
  }

  /** Executes a transaction of the block. */
  TransactionResult execute(
      ContractTransaction transaction,
      ContractState state,
      long gasAvailable,
      @Nullable Tracer tracer)
      throws InvalidTransactionException, MachineNotInstalledException {
    ContractExecutor executor = prepare(transaction, state);
    return checked(
        () -> executor.execute(transaction, state, environment(gasAvailable, tracer)), state);
  }

  /** Tries a transaction out. */
  public TransactionResult call(
      ContractTransaction transaction,
      ContractState contracts,
      io.ghostbridge.api.vm.StateReader state,
      @Nullable Tracer tracer)
      throws InvalidTransactionException, MachineNotInstalledException {
    ContractExecutor executor = prepare(transaction, contracts);
    return checked(
        () -> executor.call(transaction, state, environment(block.gasLimit(), tracer)), contracts);
  }

  /** {@code state} as the block's first transaction finds it. */
  StateJournal opened(StateReader state) {
    StateJournal journal = new StateJournal(state);
    BlockHashHistory.record(journal, block.number(), start.parentHash());
    return journal;
  }

  private interface Execution {
    TransactionResult run() throws InvalidTransactionException;
  }

  private ContractExecutor.Environment environment(long gas, @Nullable Tracer tracer) {
    return new ContractExecutor.Environment(block, gas, this::blockHash, tracer);
  }

  private ContractExecutor prepare(ContractTransaction transaction, ContractState state)
      throws MachineNotInstalledException {
    ContractExecutor executor = machines.executor();
    if (executor == null) {
      throw missing(VirtualMachine.EVM);
    }
    if (transaction.to().isEmpty()) {
      state.require(transaction.input());
      requireMachines(state);
    }
    return executor;
  }

  /** A result that code without a machine took part in is none, and neither is a failure. */
  private static TransactionResult checked(Execution execution, ContractState state)
      throws InvalidTransactionException, MachineNotInstalledException {
    TransactionResult result;
    try {
      result = execution.run();
    } catch (IllegalStateException e) {
      requireMachines(state);
      throw e;
    }
    requireMachines(state);
    return result;
  }

  private static void requireMachines(ContractState state) throws MachineNotInstalledException {
    String format = state.missingFormat();
    if (format != null) {
      throw missing(format);
    }
  }

  private static MachineNotInstalledException missing(String format) {
    return new MachineNotInstalledException(
        format,
        "no bundle on this node runs contracts of the format '"
            + format
            + "': install and start the one with the service property vm.format="
            + format);
  }

  private Word blockHash(long number) {
    Hash hash = start.hashes().apply(number);
    return Word.of(hash);
  }

  /** The amount that {@code gas} costs at {@code price}. */
  static Amount cost(long gas, Word price) {
    return new Amount(price.toBigInteger().multiply(BigInteger.valueOf(gas)));
  }
}
