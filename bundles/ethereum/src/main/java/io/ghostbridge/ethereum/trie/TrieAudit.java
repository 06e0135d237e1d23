package io.ghostbridge.ethereum.trie;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpException;
import io.ghostbridge.ethereum.trie.TrieNode.Branch;
import io.ghostbridge.ethereum.trie.TrieNode.Extension;
import io.ghostbridge.ethereum.trie.TrieNode.Leaf;
import java.util.function.BiConsumer;

/** Reads a whole stored trie and computes every hash again. For one run, on one thread. */
public final class TrieAudit {
  private final NodeSource source;
  private final BiConsumer<Bytes, Bytes> visitor;
  private final Keccak keccak = new Keccak();
  private long nodes;

  /**
   * An audit of the trie in {@code source}.
   *
   * @param visitor is given each key and its value, in the order of the keys
   */
  public TrieAudit(NodeSource source, BiConsumer<Bytes, Bytes> visitor) {
    this.source = source;
    this.visitor = visitor;
  }

  /**
   * The trie's root, for which no stored hash was trusted.
   *
   * @throws TrieDamagedException if a node is missing, malformed or another than its parent says
   */
  public Hash run() {
    Bytes root = source.node(Bytes.EMPTY);
    if (root == null) {
      return Trie.EMPTY_ROOT;
    }
    Hash hash = Hash.wrap(keccak.digest(root.unsafeArray()));
    visit(Bytes.EMPTY, new Hashed(hash.bytes()));
    return hash;
  }

  /** The number of stored nodes that were seen. */
  public long nodes() {
    return nodes;
  }

  private void visit(Bytes path, NodeReference reference) {
    switch (resolve(path, reference)) {
      case Leaf leaf ->
          visitor.accept(Nibbles.toKey(Nibbles.join(path, leaf.suffix())), leaf.value());
      case Extension extension -> visit(Nibbles.join(path, extension.prefix()), extension.child());
      case Branch branch -> {
        if (branch.value() != null) {
          visitor.accept(Nibbles.toKey(path), branch.value());
        }
        for (int i = 0; i < TrieNode.CHILDREN; i++) {
          NodeReference child = branch.children()[i];
          if (child != null) {
            visit(Nibbles.append(path, i), child);
          }
        }
      }
    }
  }

  private TrieNode resolve(Bytes path, NodeReference reference) {
    if (!(reference instanceof Hashed hashed)) {
      return (TrieNode) reference;
    }
    Bytes encoded = source.node(path);
    if (encoded == null) {
      throw new TrieDamagedException(path, "is missing");
    }
    nodes++;
    if (!Bytes.wrap(keccak.digest(encoded.unsafeArray())).equals(hashed.hash())) {
      throw new TrieDamagedException(path, "is another than its parent says");
    }
    try {
      return TrieNode.decode(encoded.unsafeArray());
    } catch (RlpException e) {
      throw new TrieDamagedException(path, "cannot be decoded: " + e.getMessage());
    }
  }
}
