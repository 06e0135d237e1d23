package io.ghostbridge.api.ledger;

import java.util.concurrent.CompletableFuture;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Decides the order of transactions and has blocks of them executed by a {@link BlockExecutor}.
 * Thread-safe.
 */
@ProviderType
public interface Sequencer {
  /** See {@link Ledger#submit}. */
  CompletableFuture<CommittedTransaction> submit(SignedTransaction transaction);
}
