package io.ghostbridge.ethereum.trie;

import io.ghostbridge.api.data.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * A key's new value.
 *
 * @param value null to remove the key; an empty value does the same, as a trie has none
 */
public record TrieChange(Bytes key, @Nullable Bytes value) {
  /** Makes an empty value null. */
  public TrieChange {
    value = value == null || value.isEmpty() ? null : value;
  }
}
