package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * The state before a transaction, as its store has it; it does not change while an execution reads
 * it. Used by one thread at a time.
 */
@ConsumerType
public interface StateReader {
  /** The account, if there is one. */
  Optional<AccountState> account(Address address);

  /** A word of an account's storage; zero where nothing was stored. */
  Word storage(Address address, Word key);

  /** Whether any word of the account's storage is not zero (EIP-7610). */
  boolean hasStorage(Address address);

  /**
   * The code with the hash {@code codeHash}, which is that of an account of this state.
   *
   * @throws IllegalStateException if the store has lost it
   */
  Bytes code(Hash codeHash);
}
