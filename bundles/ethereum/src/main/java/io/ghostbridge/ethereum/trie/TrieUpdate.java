package io.ghostbridge.ethereum.trie;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import java.util.Collections;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What changing a trie led to.
 *
 * @param root the new root
 * @param nodes the nodes that differ from the stored ones, by their path; null for those that are
 *     there no longer
 */
public record TrieUpdate(Hash root, Map<Bytes, @Nullable Bytes> nodes) {
  /** Makes {@code nodes} unmodifiable. */
  public TrieUpdate {
    nodes = Collections.unmodifiableMap(nodes);
  }
}
