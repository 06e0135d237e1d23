package io.ghostbridge.ethereum.trie;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A trie whose nodes are in memory. Not thread-safe. */
public final class MemoryTrie {
  private final Map<Bytes, Bytes> nodes = new HashMap<>();
  private final TrieReader reader = new TrieReader(nodes::get);
  private final TrieUpdater updater = new TrieUpdater(nodes::get);
  private Hash root = Trie.EMPTY_ROOT;

  /** Makes {@code changes}, in which each key is at most once, and returns the new root. */
  public Hash update(Collection<TrieChange> changes) {
    TrieUpdate update = updater.update(changes);
    update
        .nodes()
        .forEach(
            (path, node) -> {
              if (node == null) {
                nodes.remove(path);
              } else {
                nodes.put(path, node);
              }
            });
    root = update.root();
    return root;
  }

  /** The root. */
  public Hash root() {
    return root;
  }

  /** See {@link TrieReader#get}. */
  public Optional<Bytes> get(Bytes key) {
    return reader.get(key);
  }

  /** See {@link TrieReader#prove}. */
  public List<Bytes> prove(Bytes key) {
    return reader.prove(key);
  }

  /** See {@link TrieReader#next}. */
  public Optional<Bytes> next(Bytes key) {
    return reader.next(key);
  }

  /** See {@link TrieReader#previous}. */
  public Optional<Bytes> previous(Bytes key) {
    return reader.previous(key);
  }

  /** How many nodes are stored. */
  int storedNodes() {
    return nodes.size();
  }
}
