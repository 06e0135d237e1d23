package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Word;
import java.util.Map;
import java.util.Optional;

/**
 * What an account is to be for one call that only reads.
 *
 * @param storage words that differ; all others stay, unless {@code storageReplaced}
 * @param storageReplaced whether there is no other word than those in {@code storage}
 */
public record AccountOverride(
    Optional<Word> balance,
    Optional<Long> nonce,
    Optional<Bytes> code,
    Map<Word, Word> storage,
    boolean storageReplaced) {
  /** Copies {@code storage}. */
  public AccountOverride {
    storage = Map.copyOf(storage);
  }
}
