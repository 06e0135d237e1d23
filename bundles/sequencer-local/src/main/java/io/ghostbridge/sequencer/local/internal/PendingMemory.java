package io.ghostbridge.sequencer.local.internal;

import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.SignedTransaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.ledger.TransactionRejectedException.Reason;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicLong;

/**
 * Bounds the memory of all transactions from their arrival to their outcome, those whose signature
 * nobody has looked at yet included. Thread-safe.
 */
final class PendingMemory {
  /** What a transaction takes beside its body, about: objects, future, virtual thread. */
  static final int OVERHEAD_BYTES = 2048;

  private final long limit;
  private final AtomicLong reserved = new AtomicLong();

  PendingMemory(long limit) {
    this.limit = limit;
  }

  /**
   * Reserves the memory of {@code transaction} until {@code outcome} is complete.
   *
   * @throws TransactionRejectedException if there is not so much left
   */
  void reserve(SignedTransaction transaction, CompletableFuture<CommittedTransaction> outcome)
      throws TransactionRejectedException {
    long bytes = transaction.body().size() + (long) OVERHEAD_BYTES;
    if (reserved.addAndGet(bytes) > limit) {
      reserved.addAndGet(-bytes);
      throw new TransactionRejectedException(
          Reason.TOO_MANY_PENDING,
          "pending transactions take "
              + limit
              + " bytes, as many as this node gives them: try again later");
    }
    var _ = outcome.whenComplete((_, _) -> reserved.addAndGet(-bytes));
  }

  /** The bytes that are reserved now. */
  long reserved() {
    return reserved.get();
  }
}
