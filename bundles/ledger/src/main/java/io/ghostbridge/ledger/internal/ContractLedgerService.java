package io.ghostbridge.ledger.internal;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.ContractLedger;
import io.ghostbridge.api.ledger.ContractLog;
import io.ghostbridge.api.ledger.ContractView;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.LogFilter;
import io.ghostbridge.api.ledger.MachineNotInstalledException;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.VirtualMachine;
import io.ghostbridge.ledger.internal.chain.Chain;
import io.ghostbridge.ledger.internal.execution.BlockExecution;
import io.ghostbridge.ledger.internal.feed.LogFeed;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** The chain's contracts as clients see them. Safe for use by any thread. */
@Component
public final class ContractLedgerService implements ContractLedger {
  private final Chain chain;

  /** The contracts of {@code node}. */
  @Activate
  public ContractLedgerService(@Reference LedgerNode node) {
    this(node.chain());
  }

  /** Without a container: for tests of bundles that use contracts. */
  public ContractLedgerService(Chain chain) {
    this.chain = chain;
  }

  @Override
  public ContractView contracts() {
    return chain.contracts();
  }

  @Override
  public ContractView contractsAt(long height) throws HeightUnavailableException {
    return chain.contractsAt(height);
  }

  @Override
  public Amount nextBaseFee() {
    return chain.nextBaseFee();
  }

  @Override
  public Optional<IncludedTransaction> transaction(Hash id) {
    return chain
        .place(id)
        .flatMap(
            place ->
                chain
                    .block(place.height())
                    .filter(block -> place.index() < block.transactions().size())
                    .map(
                        block ->
                            new IncludedTransaction(
                                block.transactions().get(place.index()),
                                block.receipts().get(place.index()),
                                block.hash())))
        .filter(included -> included.transaction().id().equals(id));
  }

  @Override
  public List<@Nullable TransactionResult> trace(
      long height, int last, Function<Transaction, @Nullable Tracer> tracers)
      throws HeightUnavailableException, MachineNotInstalledException {
    if (height <= 0) {
      throw new HeightUnavailableException(false, "the block at height 0 has no transactions");
    }
    BlockExecution execution = chain.executionOf(height);
    Block block = chain.block(height).orElseThrow();
    List<@Nullable TransactionResult> results = new ArrayList<>();
    for (Transaction transaction : block.transactions().subList(0, last(block, last))) {
      try {
        if (transaction.operation() instanceof Operation.Contract) {
          results.add(execution.executeContract(transaction, tracers.apply(transaction)));
        } else {
          execution.execute(transaction);
          results.add(null);
        }
      } catch (TransactionRejectedException e) {
        if (e.reason() == Reason.MACHINE_NOT_INSTALLED) {
          throw new MachineNotInstalledException(VirtualMachine.EVM, e.toString());
        }
        throw new IllegalStateException(
            "transaction " + transaction.id() + " does not execute as it did", e);
      }
    }
    return results;
  }

  private static int last(Block block, int last) {
    if (last < 0 || last >= block.transactions().size()) {
      throw new IllegalArgumentException(
          "block "
              + block.height()
              + " has "
              + block.transactions().size()
              + " transactions, none with the index "
              + last);
    }
    return last + 1;
  }

  @Override
  public List<ContractLog> logs(LogFilter filter, long fromHeight, long toHeight, int limit) {
    if (limit < 1 || limit > MAXIMUM_LOGS) {
      throw new IllegalArgumentException("the limit is 1 to " + MAXIMUM_LOGS + ", not " + limit);
    }
    LogSearch search = new LogSearch(filter);
    List<ContractLog> found = new ArrayList<>();
    chain.forEachBloom(
        fromHeight,
        Math.min(toHeight, chain.head().height()),
        (height, bloom) -> {
          if (search.mayBeIn(bloom)) {
            chain.block(height).ifPresent(block -> found.addAll(search.in(block)));
          }
          return found.size() < limit;
        });
    return found.size() <= limit ? found : List.copyOf(found.subList(0, limit));
  }

  @Override
  public Flow.Publisher<ContractLog> logs(LogFilter filter, long fromHeight, int fromLogIndex) {
    LogSearch search = new LogSearch(filter);
    return new LogFeed(
        chain.blocks(fromHeight),
        block ->
            search.in(block).stream()
                .filter(log -> log.blockHeight() > fromHeight || log.logIndex() >= fromLogIndex)
                .toList());
  }
}
