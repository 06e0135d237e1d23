package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Hash;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Flow;
import org.osgi.annotation.versioning.ProviderType;

/** The chain as clients of it see it. Safe for use by any thread. */
@ProviderType
public interface Ledger {
  /** The chain's parameters; they do not change while the service is registered. */
  ChainParameters parameters();

  /**
   * Hands a transaction to the sequencer.
   *
   * @return completes when the transaction is in a durable block, whether its operation succeeded
   *     or failed; completes exceptionally with {@link TransactionRejectedException} when it is
   *     refused
   */
  CompletableFuture<CommittedTransaction> submit(SignedTransaction transaction);

  /** The latest committed block. */
  Block head();

  /** The block at {@code height}. */
  Optional<Block> block(long height);

  /** The block with the hash {@code hash}. */
  Optional<Block> block(Hash hash);

  /** The receipt of a transaction that is in a block. */
  Optional<CommittedTransaction> transaction(Hash id);

  /** The state after the latest block. */
  LedgerView view();

  /**
   * The state after the block at {@code height}.
   *
   * @throws HeightUnavailableException if there is no such block yet or its state was pruned
   */
  LedgerView viewAt(long height) throws HeightUnavailableException;

  /**
   * The blocks from {@code fromHeight} on, each once, in order, without end. A subscriber gets no
   * more than it requested; one that lags behind is served from the store, and costs no memory.
   * Subscribers are called on virtual threads, one call at a time. The stream completes when the
   * ledger stops.
   */
  Flow.Publisher<Block> blocks(long fromHeight);
}
