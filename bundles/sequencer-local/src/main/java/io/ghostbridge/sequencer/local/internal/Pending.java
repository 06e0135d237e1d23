package io.ghostbridge.sequencer.local.internal;

import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import java.util.concurrent.CompletableFuture;

/**
 * A checked transaction that waits for its block.
 *
 * @param arrivalNanos {@link System#nanoTime()} of its arrival
 */
record Pending(
    Transaction transaction, CompletableFuture<CommittedTransaction> outcome, long arrivalNanos) {
  Pending(Transaction transaction) {
    this(transaction, new CompletableFuture<>(), System.nanoTime());
  }

  int bytes() {
    return transaction.signed().body().size();
  }

  void reject(TransactionRejectedException reason) {
    outcome.completeExceptionally(reason);
  }
}
