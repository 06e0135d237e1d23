package io.ghostbridge.api.ledger;

import java.util.Optional;
import java.util.function.LongPredicate;
import org.osgi.annotation.versioning.ProviderType;

/** Checks this node's whole chain, while it goes on. A service for operators. */
@ProviderType
public interface ChainVerifier {
  /**
   * Executes every block from the genesis to the latest again, in a store of its own that is
   * removed afterwards, and compares every root with the headers; in the end compares every entry,
   * tree, trie and index of that store with each other, and the sum of all accounts with the
   * supply. Takes about as long as making the blocks took without waiting, and a core; one at a
   * time.
   *
   * @param progress is told the height of each block that was executed, and whether to go on
   * @return what is wrong, or empty; also empty if it was told not to go on
   * @throws IllegalStateException if another verification is under way, or the ledger is stopping
   */
  Optional<String> verifyChain(LongPredicate progress);
}
