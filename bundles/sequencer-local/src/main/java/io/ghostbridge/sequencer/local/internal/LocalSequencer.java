package io.ghostbridge.sequencer.local.internal;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.ledger.BlockExecutor;
import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.Sequencer;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
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
public final class LocalSequencer implements Sequencer {
  private final BlockExecutor executor;
  private final Mempool mempool;
  private final PendingMemory memory;
  private final ExecutorService checkers;
  private final BlockProducer producer;

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
      producer.requireRunning();
      mempool.add(new Pending(executor.check(transaction), outcome));
    } catch (TransactionRejectedException | RuntimeException e) {
      outcome.completeExceptionally(e);
    }
  }

  /** Commits the block at hand, refuses what waits, and returns when no thread is left. */
  @Deactivate
  void stop() {
    mempool.close();
    checkers.close();
    producer.stop();
  }
}
