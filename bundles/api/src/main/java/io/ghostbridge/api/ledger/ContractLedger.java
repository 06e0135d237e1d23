package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.TransactionResult;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/** The chain's contracts as clients of it see them, beside {@link Ledger}. Any thread. */
@ProviderType
public interface ContractLedger {
  /** The most events of one {@link #logs(LogFilter, long, long, int)}. */
  int MAXIMUM_LOGS = 100_000;

  /** The contracts after the latest block. */
  ContractView contracts();

  /**
   * The contracts after the block at {@code height}.
   *
   * @throws HeightUnavailableException if there is no such block yet or its state was pruned
   */
  ContractView contractsAt(long height) throws HeightUnavailableException;

  /** What a unit of gas costs at least in the block after the latest (EIP-1559). */
  Amount nextBaseFee();

  /** A transaction that is in a block, native or Ethereum's, by its id. */
  Optional<IncludedTransaction> transaction(Hash id);

  /** A transaction, its receipt and the hash of the block that holds it. */
  record IncludedTransaction(Transaction transaction, Receipt receipt, Hash blockHash) {}

  /**
   * Executes the transactions of the block at {@code height} again, in their order.
   *
   * @param tracers gives each transaction that runs a contract its tracer, or null; asked before
   *     the transaction is executed, and told nothing of the others
   * @param last the index of the last transaction to execute
   * @return the result of each transaction that runs a contract, by its index; null for the others
   * @throws HeightUnavailableException if there is no such block, or the state before it was pruned
   * @throws MachineNotInstalledException if a contract that it runs has a format without a machine
   */
  List<@Nullable TransactionResult> trace(
      long height, int last, Function<Transaction, @Nullable Tracer> tracers)
      throws HeightUnavailableException, MachineNotInstalledException;

  /**
   * The events that match in the blocks from {@code fromHeight} to {@code toHeight}, both included,
   * in order; at most {@code limit}, so that one more than the caller takes tells that there are
   * more. Blocks without a match are passed over by their bloom filters.
   *
   * @param limit at most {@link #MAXIMUM_LOGS}
   */
  List<ContractLog> logs(LogFilter filter, long fromHeight, long toHeight, int limit);

  /**
   * The events that match from a place on, each once, in order, without end; to resume after an
   * event, begin at its block and the log index after its own. Backpressure and completion are as
   * of {@link Ledger#blocks}.
   *
   * @param fromHeight the block to begin with
   * @param fromLogIndex the first event of that block
   */
  Flow.Publisher<ContractLog> logs(LogFilter filter, long fromHeight, int fromLogIndex);
}
