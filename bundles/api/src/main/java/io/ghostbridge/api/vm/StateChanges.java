package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import java.util.Map;
import java.util.Optional;

/**
 * What a transaction changed, to be written to the store that its {@link StateReader} read. Ordered
 * by address, and each account's storage by key.
 *
 * @param accounts the accounts that changed
 */
public record StateChanges(Map<Address, AccountChange> accounts) {
  /**
   * What became of an account.
   *
   * @param state what it is now; empty if it is gone, with its storage
   * @param storageCleared whether all of its earlier storage is gone, before {@code storage} is
   *     written
   * @param storage the words that changed; zero removes
   * @param code new code, if it got any
   */
  public record AccountChange(
      Optional<AccountState> state,
      boolean storageCleared,
      Map<Word, Word> storage,
      Optional<Bytes> code) {}
}
