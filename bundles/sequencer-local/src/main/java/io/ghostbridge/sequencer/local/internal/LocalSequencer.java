package io.ghostbridge.sequencer.local.internal;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.BlockExecutor;
import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.PendingTransactions;
import io.ghostbridge.api.ledger.Sequencer;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Flow;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.SubmissionPublisher;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * The sequencer of a node that decides alone. Signatures are checked on virtual threads, many at a
 * time; one thread makes blocks, so that everything that arrives while a block is written to disk
 * shares the next one's write.
 */
@Component(configurationPid = "io.ghostbridge.sequencer.local")
@Designate(ocd = SequencerConfig.class)
public final class LocalSequencer implements Sequencer, PendingTransactions {
  private static final int ARRIVALS_BUFFERED = 1024;

  private final BlockExecutor executor;
  private final Mempool mempool;
  private final PendingMemory memory;
  private final ExecutorService checkers;
  private final BlockProducer producer;
  private final SubmissionPublisher<Transaction> arrivals;

  /** Starts making blocks. */
  @Activate
  public LocalSequencer(
      @Reference BlockExecutor executor,
      @Reference(target = "(" + SigningKey.ROLE + "=" + SigningKey.ROLE_NODE + ")") SigningKey key,
      SequencerConfig config) {
    this.executor = executor;
    this.mempool = new Mempool(config.maxPending(), config.maxPendingPerSender());
    this.memory = new PendingMemory(config.maxPendingBytes());
    this.checkers =
        Executors.newThreadPerTaskExecutor(
            Thread.ofVirtual().name("sequencer-check-", 0).factory());
    this.arrivals = new SubmissionPublisher<>(checkers, ARRIVALS_BUFFERED);
    this.producer = new BlockProducer(executor, key, mempool, config);
    producer.start();
  }

  @Override
  public CompletableFuture<CommittedTransaction> submit(SignedTransaction transaction) {
    CompletableFuture<CommittedTransaction> outcome = new CompletableFuture<>();
    try {
      memory.reserve(transaction, outcome);
      checkers.execute(() -> check(transaction, outcome));
    } catch (TransactionRejectedException e) {
      outcome.completeExceptionally(e);
    } catch (RejectedExecutionException e) {
      outcome.completeExceptionally(Mempool.stopping());
    }
    return outcome;
  }

  private void check(
      SignedTransaction transaction, CompletableFuture<CommittedTransaction> outcome) {
    try {
      accept(transaction, outcome);
    } catch (TransactionRejectedException | RuntimeException e) {
      outcome.completeExceptionally(e);
    }
  }

  private Transaction accept(
      SignedTransaction transaction, CompletableFuture<CommittedTransaction> outcome)
      throws TransactionRejectedException {
    producer.requireRunning();
    Transaction checked = executor.check(transaction);
    mempool.add(new Pending(checked, outcome));
    if (arrivals.hasSubscribers()) {
      // Whoever lags misses it: nothing may hold up what arrives.
      arrivals.offer(checked, null);
    }
    return checked;
  }

  @Override
  public Transaction offer(SignedTransaction transaction) throws TransactionRejectedException {
    CompletableFuture<CommittedTransaction> outcome = new CompletableFuture<>();
    memory.reserve(transaction, outcome);
    try {
      return accept(transaction, outcome);
    } catch (TransactionRejectedException | RuntimeException e) {
      outcome.completeExceptionally(e);
      throw e;
    }
  }

  @Override
  public Optional<Transaction> pending(Hash id) {
    return mempool.get(id);
  }

  @Override
  public List<Transaction> pendingOf(Address sender) {
    return mempool.of(sender);
  }

  @Override
  public List<Transaction> pending(int limit) {
    return mempool.all(limit);
  }

  @Override
  public int size() {
    return mempool.size();
  }

  @Override
  public Flow.Publisher<Transaction> arrivals() {
    return arrivals;
  }

  /** Commits the block at hand, refuses what waits, and returns when no thread is left. */
  @Deactivate
  void stop() {
    mempool.close();
    arrivals.close();
    checkers.close();
    producer.stop();
  }
}
