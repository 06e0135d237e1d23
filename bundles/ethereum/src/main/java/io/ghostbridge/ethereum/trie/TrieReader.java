package io.ghostbridge.ethereum.trie;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.ethereum.rlp.RlpException;
import io.ghostbridge.ethereum.trie.TrieNode.Branch;
import io.ghostbridge.ethereum.trie.TrieNode.Extension;
import io.ghostbridge.ethereum.trie.TrieNode.Leaf;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Reads a stored trie: values, proofs, and keys in order. As thread-safe as its source. */
public final class TrieReader {
  private final NodeSource source;

  /** A reader of the trie whose nodes are in {@code source}. */
  public TrieReader(NodeSource source) {
    this.source = source;
  }

  /**
   * The value of {@code key}.
   *
   * @throws TrieDamagedException if a node on the way is missing
   */
  public Optional<Bytes> get(Bytes key) {
    return Optional.ofNullable(walk(key, null));
  }

  /**
   * The nodes on the way to {@code key}, from the root on, as far as the way goes: what {@code
   * eth_getProof} answers (EIP-1186). Without any for an empty trie. {@link TrieProof} verifies it.
   *
   * @throws TrieDamagedException if a node on the way is missing
   */
  public List<Bytes> prove(Bytes key) {
    List<Bytes> nodes = new ArrayList<>();
    walk(key, nodes);
    return nodes;
  }

  private @Nullable Bytes walk(Bytes key, @Nullable List<Bytes> nodes) {
    Bytes way = Nibbles.ofKey(key);
    int depth = 0;
    NodeReference next = root(nodes);
    while (next != null) {
      switch (resolve(Nibbles.slice(way, 0, depth), next, nodes)) {
        case Leaf leaf -> {
          boolean found = Nibbles.slice(way, depth, way.size()).equals(leaf.suffix());
          return found ? leaf.value() : null;
        }
        case Extension extension -> {
          int length = extension.prefix().size();
          if (Nibbles.common(way, depth, extension.prefix(), 0) < length) {
            return null;
          }
          depth += length;
          next = extension.child();
        }
        case Branch branch -> {
          if (depth == way.size()) {
            return branch.value();
          }
          next = branch.children()[way.get(depth++)];
        }
      }
    }
    return null;
  }

  private @Nullable TrieNode root(@Nullable List<Bytes> nodes) {
    Bytes encoded = source.node(Bytes.EMPTY);
    if (encoded == null) {
      return null;
    }
    if (nodes != null) {
      nodes.add(encoded);
    }
    return decode(Bytes.EMPTY, encoded);
  }

  private TrieNode resolve(Bytes path, NodeReference reference, @Nullable List<Bytes> nodes) {
    if (reference instanceof TrieNode node) {
      return node;
    }
    Bytes encoded = source.node(path);
    if (encoded == null) {
      throw new TrieDamagedException(path, "is missing");
    }
    if (nodes != null) {
      nodes.add(encoded);
    }
    return decode(path, encoded);
  }

  private static TrieNode decode(Bytes path, Bytes encoded) {
    try {
      return TrieNode.decode(encoded.unsafeArray());
    } catch (RlpException e) {
      throw new TrieDamagedException(path, "cannot be decoded: " + e.getMessage());
    }
  }

  /** The least key above {@code key}, which need not be there itself. */
  public Optional<Bytes> next(Bytes key) {
    return neighbour(key, true);
  }

  /** The greatest key below {@code key}, which need not be there itself. */
  public Optional<Bytes> previous(Bytes key) {
    return neighbour(key, false);
  }

  private Optional<Bytes> neighbour(Bytes key, boolean up) {
    TrieNode root = root(null);
    Bytes found = root == null ? null : seek(root, Bytes.EMPTY, Nibbles.ofKey(key), up);
    return Optional.ofNullable(found).map(Nibbles::toKey);
  }

  /** The first way in the direction that is beyond {@code bound} and at or below {@code path}. */
  private @Nullable Bytes seek(NodeReference reference, Bytes path, Bytes bound, boolean up) {
    boolean onTheWay = Nibbles.startsWith(bound, path);
    if (!onTheWay && (path.compareTo(bound) > 0) != up) {
      return null;
    }
    return switch (resolve(path, reference, null)) {
      case Leaf leaf -> beyond(Nibbles.join(path, leaf.suffix()), bound, up);
      case Extension extension ->
          seek(extension.child(), Nibbles.join(path, extension.prefix()), bound, up);
      case Branch branch -> seekBranch(branch, path, bound, up);
    };
  }

  private @Nullable Bytes seekBranch(Branch branch, Bytes path, Bytes bound, boolean up) {
    Bytes own = branch.value() == null ? null : beyond(path, bound, up);
    if (up && own != null) {
      return own;
    }
    for (int i = 0; i < TrieNode.CHILDREN; i++) {
      int nibble = up ? i : TrieNode.CHILDREN - 1 - i;
      NodeReference child = branch.children()[nibble];
      Bytes found = child == null ? null : seek(child, Nibbles.append(path, nibble), bound, up);
      if (found != null) {
        return found;
      }
    }
    return own;
  }

  private static @Nullable Bytes beyond(Bytes way, Bytes bound, boolean up) {
    int order = way.compareTo(bound);
    return (up ? order > 0 : order < 0) ? way : null;
  }
}
