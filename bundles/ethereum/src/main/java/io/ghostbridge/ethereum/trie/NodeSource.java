package io.ghostbridge.ethereum.trie;

import io.ghostbridge.api.data.Bytes;
import org.jspecify.annotations.Nullable;

/**
 * The stored nodes of one trie, by where they are and not by their hash: a node that is replaced
 * leaves nothing behind.
 */
@FunctionalInterface
public interface NodeSource {
  /** The nodes of an empty trie. */
  NodeSource EMPTY = path -> null;

  /**
   * The encoding of the node at {@code path}, the nibbles of the way from the root, one in each
   * byte. Null where no node is. Nodes that are part of their parent's encoding are not stored.
   */
  @Nullable Bytes node(Bytes path);
}
