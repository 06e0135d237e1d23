package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Hash;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Flow;
import org.osgi.annotation.versioning.ProviderType;

/** The transactions that wait for a block on this node. A service beside {@link Sequencer}. */
@ProviderType
public interface PendingTransactions {
  /**
   * Checks a transaction and, if it is acceptable, lets it wait for a block. It may still be
   * refused later, or replaced by another with the same nonce that pays at least a tenth more.
   * Returns at once; costs a signature verification.
   *
   * @throws TransactionRejectedException with the reason
   */
  Transaction offer(SignedTransaction transaction) throws TransactionRejectedException;

  /** The transaction with this id, if it waits. */
  Optional<Transaction> pending(Hash id);

  /** The waiting transactions of a sender, by nonce. */
  List<Transaction> pendingOf(Address sender);

  /** All that wait, each sender's by nonce; at most {@code limit}. */
  List<Transaction> pending(int limit);

  /** How many wait. */
  int size();

  /**
   * Each transaction from now on that begins to wait. A subscriber that has not requested when one
   * arrives misses it; the stream completes when the sequencer stops.
   */
  Flow.Publisher<Transaction> arrivals();
}
