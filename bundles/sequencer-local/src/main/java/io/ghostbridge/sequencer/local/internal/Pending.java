package io.ghostbridge.sequencer.local.internal;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import java.math.BigInteger;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;

/**
 * A checked transaction that waits for its block.
 *
 * @param outcome completed when it is in a block, or refused
 * @param arrivalNanos {@link System#nanoTime()} of its arrival
 */
record Pending(
    Transaction transaction, CompletableFuture<CommittedTransaction> outcome, long arrivalNanos) {
  private static final BigInteger PERCENT = BigInteger.valueOf(100);
  private static final BigInteger BUMPED = BigInteger.valueOf(110);

  Pending(Transaction transaction, CompletableFuture<CommittedTransaction> outcome) {
    this(transaction, outcome, System.nanoTime());
  }

  int bytes() {
    return transaction.signed().body().size();
  }

  void reject(TransactionRejectedException reason) {
    outcome.completeExceptionally(reason);
  }

  /** What it pays for gas; empty of one that runs no contract. */
  Optional<Operation.Contract> contract() {
    return transaction.operation() instanceof Operation.Contract contract
        ? Optional.of(contract)
        : Optional.empty();
  }

  /** Whether it can be in a block with this base fee. */
  boolean pays(Amount baseFee) {
    return contract().map(gas -> gas.maxFeePerGas().compareTo(baseFee) >= 0).orElse(true);
  }

  /** What the proposer gets for a unit of its gas in a block with this base fee (EIP-1559). */
  BigInteger tip(Amount baseFee) {
    return contract()
        .map(
            gas ->
                gas.maxFeePerGas()
                    .atto()
                    .subtract(baseFee.atto())
                    .min(gas.maxPriorityFeePerGas().atto()))
        .orElse(BigInteger.ZERO);
  }

  /** Whether it pays at least a tenth more than {@code other}, so that it may take its place. */
  boolean outbids(Pending other) {
    Operation.Contract mine = contract().orElse(null);
    Operation.Contract others = other.contract().orElse(null);
    return mine != null
        && others != null
        && isBumped(mine.maxFeePerGas(), others.maxFeePerGas())
        && isBumped(mine.maxPriorityFeePerGas(), others.maxPriorityFeePerGas());
  }

  private static boolean isBumped(Amount now, Amount before) {
    return now.atto().multiply(PERCENT).compareTo(before.atto().multiply(BUMPED)) >= 0;
  }
}
