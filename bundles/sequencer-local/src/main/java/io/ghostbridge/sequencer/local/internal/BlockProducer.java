package io.ghostbridge.sequencer.local.internal;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.BlockExecutor;
import io.ghostbridge.api.ledger.BlockExecutor.Proposal;
import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Makes blocks of what waits, one after the other, on a thread of its own. When a block cannot be
 * made it stops and says so to everybody who asks: a node that cannot write must not acknowledge.
 */
final class BlockProducer {
  private static final Logger log = LoggerFactory.getLogger(BlockProducer.class);

  /** Without an arrival for so long, nobody else is about to join the block. */
  private static final long QUIET_NANOS = TimeUnit.MILLISECONDS.toNanos(2);

  /** How often transactions that wait for an earlier nonce are looked at. */
  private static final long STUCK_CHECK_NANOS = TimeUnit.MILLISECONDS.toNanos(250);

  /** How often transactions that pay too little are looked at. */
  private static final long UNPAID_CHECK_NANOS = TimeUnit.SECONDS.toNanos(1);

  private final BlockExecutor executor;
  private final SigningKey key;
  private final Mempool mempool;
  private final long maxWaitNanos;
  private final long emptyIntervalNanos;
  private final long gapWaitNanos;
  private final long contractWaitNanos;
  private final int maxBlockTransactions;
  private final int maxBlockBytes;
  private final Thread thread;
  private long lastUnpaidCheck = System.nanoTime();
  private volatile @Nullable Throwable failure;

  BlockProducer(BlockExecutor executor, SigningKey key, Mempool mempool, SequencerConfig config) {
    this.executor = executor;
    this.key = key;
    this.mempool = mempool;
    this.maxWaitNanos = TimeUnit.MILLISECONDS.toNanos(config.maxBlockWaitMillis());
    this.emptyIntervalNanos = TimeUnit.MILLISECONDS.toNanos(config.emptyBlockIntervalMillis());
    this.gapWaitNanos = TimeUnit.MILLISECONDS.toNanos(config.nonceGapWaitMillis());
    this.contractWaitNanos = TimeUnit.SECONDS.toNanos(config.contractWaitSeconds());
    this.maxBlockTransactions = config.maxBlockTransactions();
    this.maxBlockBytes = config.maxBlockBytes();
    this.thread = Thread.ofPlatform().name("block-producer").unstarted(this::run);
  }

  void start() {
    mempool.setBaseFee(executor.nextBaseFee());
    thread.start();
  }

  void requireRunning() throws TransactionRejectedException {
    Throwable cause = failure;
    if (cause != null) {
      throw new TransactionRejectedException(
          Reason.UNAVAILABLE,
          "this node makes no blocks any more since one failed (" + cause + "): see its log");
    }
  }

  private void run() {
    try {
      long lastBlock = System.nanoTime();
      while (!mempool.isClosed()) {
        boolean ready = mempool.awaitReady(patience(lastBlock));
        if (ready) {
          mempool.gather(Math.min(QUIET_NANOS, maxWaitNanos), maxWaitNanos, maxBlockTransactions);
        }
        refuseStuck();
        boolean emptyDue =
            emptyIntervalNanos > 0 && System.nanoTime() - lastBlock >= emptyIntervalNanos;
        if ((ready || emptyDue) && makeBlock(emptyDue)) {
          lastBlock = System.nanoTime();
        }
      }
      while (mempool.awaitReady(0) && makeBlock(false)) {
        log.debug("event=final_block");
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      fail(e);
    } catch (RuntimeException | Error e) {
      fail(e);
    } finally {
      mempool.takeAll().forEach(pending -> pending.reject(Mempool.stopping()));
    }
  }

  private void fail(Throwable cause) {
    failure = cause;
    mempool.close();
    log.error("event=block_production_stopped cause=\"{}\"", cause.toString(), cause);
  }

  private long patience(long lastBlock) {
    long patience = Long.MAX_VALUE;
    if (emptyIntervalNanos > 0) {
      patience = Math.max(0, emptyIntervalNanos - (System.nanoTime() - lastBlock));
    }
    return mempool.hasStuck()
        ? Math.min(patience, STUCK_CHECK_NANOS)
        : Math.min(patience, STUCK_CHECK_NANOS * 4);
  }

  private void refuseStuck() {
    for (Pending pending : mempool.takeStuck(gapWaitNanos, contractWaitNanos)) {
      pending.reject(
          new TransactionRejectedException(
              Reason.NONCE_TOO_HIGH,
              "nonce "
                  + Long.toUnsignedString(pending.transaction().nonce())
                  + " of "
                  + pending.transaction().sender()
                  + " waited "
                  + TimeUnit.NANOSECONDS.toMillis(
                      pending.contract().isPresent() ? contractWaitNanos : gapWaitNanos)
                  + " ms for the nonces before it: send those first"));
    }
    if (System.nanoTime() - lastUnpaidCheck < UNPAID_CHECK_NANOS) {
      return;
    }
    lastUnpaidCheck = System.nanoTime();
    for (Pending pending : mempool.takeUnpaid(contractWaitNanos)) {
      pending.reject(
          new TransactionRejectedException(
              Reason.FEE_TOO_LOW,
              "no block had room for what the transaction pays for gas within "
                  + TimeUnit.NANOSECONDS.toSeconds(contractWaitNanos)
                  + " s: offer more"));
    }
  }

  /** Returns whether a block was committed. */
  private boolean makeBlock(boolean evenEmpty) {
    List<Pending> candidates = mempool.candidates(maxBlockTransactions, maxBlockBytes);
    Map<Hash, Pending> byId = HashMap.newHashMap(candidates.size());
    List<Transaction> transactions = new ArrayList<>(candidates.size());
    for (Pending pending : candidates) {
      byId.put(pending.transaction().id(), pending);
      transactions.add(pending.transaction());
    }
    Proposal proposal = executor.propose(transactions, System.currentTimeMillis(), key.publicKey());
    settle(proposal, byId);
    if (proposal.included().isEmpty() && !evenEmpty) {
      return false;
    }
    Block block =
        executor.commit(proposal, Bytes.wrap(key.sign(proposal.signedBytes().toByteArray())));
    mempool.setBaseFee(executor.nextBaseFee());
    acknowledge(block, proposal.included(), byId);
    return true;
  }

  private void settle(Proposal proposal, Map<Hash, Pending> byId) {
    List<Pending> refused = new ArrayList<>();
    proposal
        .rejected()
        .forEach(
            (transaction, reason) -> {
              Pending pending = find(byId, transaction);
              refused.add(pending);
              pending.reject(reason);
            });
    mempool.remove(refused);
    mempool.markAhead(proposal.deferred().stream().map(t -> find(byId, t)).toList());
  }

  private void acknowledge(Block block, List<Transaction> included, Map<Hash, Pending> byId) {
    List<Pending> done = included.stream().map(t -> find(byId, t)).toList();
    mempool.remove(done);
    // Whoever waits may do work of its own on completion, which must not hold up the next block.
    Thread.ofVirtual()
        .name("acknowledge-", block.height())
        .start(
            () -> {
              for (int i = 0; i < done.size(); i++) {
                done.get(i)
                    .outcome()
                    .complete(new CommittedTransaction(block.receipts().get(i), block.hash()));
              }
            });
  }

  private static Pending find(Map<Hash, Pending> byId, Transaction transaction) {
    Pending pending = byId.get(transaction.id());
    if (pending == null) {
      throw new IllegalStateException(
          "the executor speaks of transaction " + transaction.id() + ", which was no candidate");
    }
    return pending;
  }

  /** Makes blocks of what is ready, refuses the rest, and returns when the thread has ended. */
  void stop() {
    mempool.close();
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
