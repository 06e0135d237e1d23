package io.ghostbridge.sequencer.local.internal;

import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import java.util.concurrent.CompletableFuture;

/**
 * A checked transaction that waits for its block.
 *
 * @param outcome completed when it is in a block, or refused
 * @param arrivalNanos {@link System#nanoTime()} of its arrival
 */
record Pending(
    Transaction transaction, CompletableFuture<CommittedTransaction> outcome, long arrivalNanos) {
  Pending(Transaction transaction, CompletableFuture<CommittedTransaction> outcome) {
    this(transaction, outcome, System.nanoTime());
  }

  int bytes() {
    return transaction.signed().body().size();
  }

  void reject(TransactionRejectedException reason) {
    outcome.completeExceptionally(reason);
  }
}
