package io.ghostbridge.ethereum.trie;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpException;
import io.ghostbridge.ethereum.trie.TrieNode.Branch;
import io.ghostbridge.ethereum.trie.TrieNode.Extension;
import io.ghostbridge.ethereum.trie.TrieNode.Leaf;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Changes a trie: all changes at once, so that each node on their ways is decoded, made and hashed
 * once. Only those nodes are read. The result depends on the trie's content alone. Not thread-safe;
 * any number of updates of the same stored trie, one after the other.
 */
public final class TrieUpdater {
  private final NodeSource source;
  private final Keccak keccak = new Keccak();
  private Map<Bytes, @Nullable Bytes> written = new HashMap<>();
  private Map<Bytes, Bytes> loaded = new HashMap<>();

  /** An updater of the trie whose nodes are in {@code source}. */
  public TrieUpdater(NodeSource source) {
    this.source = source;
  }

  private record Entry(Bytes way, @Nullable Bytes value) {}

  /**
   * The trie with {@code changes} made. The stored nodes are not touched.
   *
   * @param changes each key at most once, in any order
   * @throws IllegalArgumentException if a key is there twice
   * @throws TrieDamagedException if a node that is needed is missing
   */
  public TrieUpdate update(Collection<TrieChange> changes) {
    List<Entry> entries = new ArrayList<>(changes.size());
    changes.forEach(change -> entries.add(new Entry(Nibbles.ofKey(change.key()), change.value())));
    entries.sort((a, b) -> a.way().compareTo(b.way()));
    for (int i = 1; i < entries.size(); i++) {
      if (entries.get(i).way().equals(entries.get(i - 1).way())) {
        throw new IllegalArgumentException(
            "the key " + Nibbles.toKey(entries.get(i).way()) + " is changed twice");
      }
    }
    written = new HashMap<>();
    loaded = new HashMap<>();
    TrieNode root = update(load(Bytes.EMPTY), 0, entries);
    Hash hash = root == null ? Trie.EMPTY_ROOT : Hash.wrap(write(Bytes.EMPTY, root.encode()));
    written
        .entrySet()
        .removeIf(
            entry -> {
              Bytes before = loaded.get(entry.getKey());
              return before == null ? entry.getValue() == null : before.equals(entry.getValue());
            });
    return new TrieUpdate(hash, written);
  }

  private @Nullable TrieNode update(@Nullable TrieNode node, int depth, List<Entry> entries) {
    if (entries.isEmpty()) {
      return node;
    }
    return switch (node) {
      case null -> build(depth, live(entries));
      case Leaf leaf -> build(depth, merged(leaf, depth, entries));
      case Extension extension -> update(extension, depth, entries);
      case Branch branch -> update(branch, depth, entries);
    };
  }

  private static List<Entry> live(List<Entry> entries) {
    return entries.stream().filter(entry -> entry.value() != null).toList();
  }

  private static List<Entry> merged(Leaf leaf, int depth, List<Entry> entries) {
    Bytes way = Nibbles.join(Nibbles.slice(entries.getFirst().way(), 0, depth), leaf.suffix());
    List<Entry> merged = new ArrayList<>(entries.size() + 1);
    boolean placed = false;
    for (Entry entry : entries) {
      int order = placed ? 1 : entry.way().compareTo(way);
      if (order > 0 && !placed) {
        merged.add(new Entry(way, leaf.value()));
      }
      placed |= order >= 0;
      if (entry.value() != null) {
        merged.add(entry);
      }
    }
    if (!placed) {
      merged.add(new Entry(way, leaf.value()));
    }
    return merged;
  }

  /** The subtrie of {@code entries} alone, all of which have values. */
  private @Nullable TrieNode build(int depth, List<Entry> entries) {
    if (entries.isEmpty()) {
      return null;
    }
    Bytes first = entries.getFirst().way();
    if (entries.size() == 1) {
      return new Leaf(Nibbles.slice(first, depth, first.size()), valueOf(entries.getFirst()));
    }
    int common = Nibbles.common(first, depth, entries.getLast().way(), depth);
    int at = depth + common;
    @Nullable NodeReference[] children = new NodeReference[TrieNode.CHILDREN];
    int next = first.size() == at ? 1 : 0;
    Bytes value = next == 1 ? valueOf(entries.getFirst()) : null;
    while (next < entries.size()) {
      int end = groupEnd(entries, next, at);
      List<Entry> group = entries.subList(next, end);
      TrieNode child = build(at + 1, group);
      if (child != null) {
        Bytes way = group.getFirst().way();
        children[way.get(at)] = commit(Nibbles.slice(way, 0, at + 1), child);
      }
      next = end;
    }
    return prefixed(first, depth, at, new Branch(children, value));
  }

  private static Bytes valueOf(Entry entry) {
    Bytes value = entry.value();
    if (value == null) {
      throw new IllegalStateException("a key without a value is among those to be built");
    }
    return value;
  }

  /** The index after the last entry whose nibble at {@code depth} is that of the one at from. */
  private static int groupEnd(List<Entry> entries, int from, int depth) {
    byte nibble = entries.get(from).way().get(depth);
    int end = from + 1;
    while (end < entries.size() && entries.get(end).way().get(depth) == nibble) {
      end++;
    }
    return end;
  }

  private @Nullable TrieNode update(Extension extension, int depth, List<Entry> entries) {
    Bytes prefix = extension.prefix();
    int length = prefix.size();
    int shared = length;
    List<Entry> effective = new ArrayList<>(entries.size());
    for (Entry entry : entries) {
      int common = Nibbles.common(entry.way(), depth, prefix, 0);
      // A key that leaves the way is not there, and need not be removed.
      if (common == length || entry.value() != null) {
        effective.add(entry);
        shared = Math.min(shared, common);
      }
    }
    if (effective.isEmpty()) {
      return extension;
    }
    Bytes way = effective.getFirst().way();
    Bytes here = Nibbles.slice(way, 0, depth);
    if (shared == length) {
      TrieNode child = resolve(Nibbles.join(here, prefix), extension.child());
      TrieNode updated = update(child, depth + length, effective);
      return updated == null ? null : prefixed(way, depth, depth + length, updated);
    }
    @Nullable NodeReference[] children = new NodeReference[TrieNode.CHILDREN];
    Bytes below = Nibbles.slice(prefix, shared + 1, length);
    children[prefix.get(shared)] =
        below.isEmpty()
            ? extension.child()
            : commit(
                Nibbles.join(here, Nibbles.slice(prefix, 0, shared + 1)),
                new Extension(below, extension.child()));
    TrieNode updated = update(new Branch(children, null), depth + shared, effective);
    return updated == null ? null : prefixed(way, depth, depth + shared, updated);
  }

  private @Nullable TrieNode update(Branch branch, int depth, List<Entry> entries) {
    @Nullable NodeReference[] children = branch.children().clone();
    @Nullable TrieNode[] fresh = new TrieNode[TrieNode.CHILDREN];
    Bytes value = branch.value();
    Bytes here = Nibbles.slice(entries.getFirst().way(), 0, depth);
    int next = 0;
    if (entries.getFirst().way().size() == depth) {
      value = entries.getFirst().value();
      next = 1;
    }
    while (next < entries.size()) {
      int end = groupEnd(entries, next, depth);
      int nibble = entries.get(next).way().get(depth);
      NodeReference child = children[nibble];
      TrieNode node = child == null ? null : resolve(Nibbles.append(here, nibble), child);
      fresh[nibble] = update(node, depth + 1, entries.subList(next, end));
      children[nibble] = null;
      next = end;
    }
    return normalized(here, children, fresh, value);
  }

  private @Nullable TrieNode normalized(
      Bytes here,
      @Nullable NodeReference[] children,
      @Nullable TrieNode[] fresh,
      @Nullable Bytes value) {
    int used = 0;
    int last = 0;
    for (int i = 0; i < TrieNode.CHILDREN; i++) {
      if (children[i] != null || fresh[i] != null) {
        used++;
        last = i;
      }
    }
    if (used == 0) {
      return value == null ? null : new Leaf(Bytes.EMPTY, value);
    }
    if (used == 1 && value == null) {
      Bytes path = Nibbles.append(here, last);
      NodeReference only = children[last];
      TrieNode node = only == null ? fresh[last] : resolve(path, only);
      return node == null ? null : prefixed(path, here.size(), path.size(), node);
    }
    for (int i = 0; i < TrieNode.CHILDREN; i++) {
      TrieNode node = fresh[i];
      if (node != null) {
        children[i] = commit(Nibbles.append(here, i), node);
      }
    }
    return new Branch(children, value);
  }

  /** {@code node}, which is at the nibble {@code to} of {@code way}, as seen from {@code from}. */
  private TrieNode prefixed(Bytes way, int from, int to, TrieNode node) {
    if (from == to) {
      return node;
    }
    Bytes prefix = Nibbles.slice(way, from, to);
    return switch (node) {
      case Leaf leaf -> new Leaf(Nibbles.join(prefix, leaf.suffix()), leaf.value());
      case Extension extension ->
          new Extension(Nibbles.join(prefix, extension.prefix()), extension.child());
      case Branch branch -> new Extension(prefix, commit(Nibbles.slice(way, 0, to), branch));
    };
  }

  private NodeReference commit(Bytes path, TrieNode node) {
    byte[] encoded = node.encode();
    return encoded.length < Hashed.SIZE ? node : new Hashed(Bytes.wrap(write(path, encoded)));
  }

  private byte[] write(Bytes path, byte[] encoded) {
    written.put(path, Bytes.wrap(encoded));
    return keccak.digest(encoded);
  }

  private TrieNode resolve(Bytes path, NodeReference reference) {
    return switch (reference) {
      case TrieNode node -> node;
      case Hashed hashed -> {
        TrieNode node = load(path);
        if (node == null) {
          throw new TrieDamagedException(path, "is missing; its hash is " + hashed.hash());
        }
        yield node;
      }
    };
  }

  private @Nullable TrieNode load(Bytes path) {
    Bytes encoded = written.get(path);
    if (encoded == null) {
      encoded = source.node(path);
      if (encoded == null) {
        return null;
      }
      loaded.put(path, encoded);
    }
    // It is gone unless it is written again.
    written.put(path, null);
    try {
      return TrieNode.decode(encoded.unsafeArray());
    } catch (RlpException e) {
      throw new TrieDamagedException(path, "cannot be decoded: " + e.getMessage());
    }
  }
}
