package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The state after one block. All reads of one view are of the same block, however long the view is
 * kept. Safe for use by any thread. Reads go to a flat store and take microseconds; proofs walk a
 * tree.
 */
@ProviderType
public interface LedgerView {
  /** The block's height. */
  long height();

  /** The account's state; {@link Account#EMPTY} where there is none. */
  Account account(Address address);

  /** The live registration of a second-level name. */
  Optional<RegisteredName> registration(String name);

  /**
   * The records of a name (registered, below a registered one, or a wildcard) under a live
   * registration.
   */
  Optional<NameState> name(String name);

  /** Whether records exist for a name below {@code name}. */
  boolean hasNamesBelow(String name);

  /** At most {@code limit} names that {@code owner} has registered, in alphabetical order. */
  List<String> namesOf(Address owner, int limit);

  /** The sum of all accounts, which no transaction changes. */
  Amount totalSupply();

  /** The names of the stores under the state root. */
  List<String> stores();

  /**
   * Proves the value of {@code key} in {@code store}, or its absence.
   *
   * @throws IllegalArgumentException if there is no such store
   * @throws HeightUnavailableException if the trees of this height were pruned meanwhile
   */
  StateProof prove(String store, Bytes key) throws HeightUnavailableException;
}
