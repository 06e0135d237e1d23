package io.ghostbridge.ethereum.trie;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.ethereum.rlp.RlpException;
import io.ghostbridge.ethereum.rlp.RlpReader;
import io.ghostbridge.ethereum.rlp.RlpWriter;
import org.jspecify.annotations.Nullable;

/** A node of a trie (Yellow Paper, appendix D). Its arrays are never changed. */
sealed interface TrieNode extends NodeReference {
  /** The number of children of a branch. */
  int CHILDREN = 16;

  /** The end of one key. */
  record Leaf(Bytes suffix, Bytes value) implements TrieNode {}

  /** The way that all keys below have in common; never empty. */
  record Extension(Bytes prefix, NodeReference child) implements TrieNode {}

  /** Where keys part, and perhaps one ends. */
  @SuppressWarnings("ArrayRecordComponent") // Never compared.
  record Branch(@Nullable NodeReference[] children, @Nullable Bytes value) implements TrieNode {}

  /** The node's encoding. */
  default byte[] encode() {
    RlpWriter out = new RlpWriter(this instanceof Branch ? 544 : 128);
    writeTo(out);
    return out.toByteArray();
  }

  private void writeTo(RlpWriter out) {
    switch (this) {
      case Leaf leaf ->
          out.list(o -> o.bytes(Nibbles.compact(leaf.suffix(), true)).bytes(leaf.value()));
      case Extension extension ->
          out.list(
              o -> {
                o.bytes(Nibbles.compact(extension.prefix(), false));
                reference(o, extension.child());
              });
      case Branch branch ->
          out.list(
              o -> {
                for (NodeReference child : branch.children()) {
                  reference(o, child);
                }
                o.bytes(branch.value() == null ? Bytes.EMPTY : branch.value());
              });
    }
  }

  private static void reference(RlpWriter out, @Nullable NodeReference reference) {
    switch (reference) {
      case null -> out.bytes(Bytes.EMPTY);
      case Hashed hashed -> out.bytes(hashed.hash());
      case TrieNode node -> node.writeTo(out);
    }
  }

  /** Reads what {@link #encode} wrote; anything that it would not have written is refused. */
  static TrieNode decode(byte[] encoded) throws RlpException {
    RlpReader reader = new RlpReader(encoded);
    TrieNode node = read(reader, encoded.length);
    reader.requireEnd();
    return node;
  }

  private static TrieNode read(RlpReader outer, int available) throws RlpException {
    RlpReader reader = outer.list();
    if (reader.nextIsList()) {
      return readBranch(reader, null, available);
    }
    int offset = reader.offset();
    Bytes first = Bytes.wrap(reader.bytes());
    int second = reader.offset();
    if (reader.nextIsList()) {
      NodeReference child = readReference(reader, available);
      if (reader.atEnd()) {
        return extension(offset, first, child);
      }
      return readBranch(reader, new NodeReference[] {reference(offset, first), child}, available);
    }
    Bytes value = Bytes.wrap(reader.bytes());
    if (!reader.atEnd()) {
      return readBranch(
          reader,
          new NodeReference[] {reference(offset, first), reference(second, value)},
          available);
    }
    if (!Nibbles.isLeaf(offset, first)) {
      return extension(offset, first, reference(second, value));
    }
    if (value.isEmpty()) {
      throw new RlpException(second, "a leaf has a value");
    }
    return new Leaf(Nibbles.expand(offset, first), value);
  }

  private static TrieNode extension(int offset, Bytes compact, @Nullable NodeReference child)
      throws RlpException {
    Bytes prefix = Nibbles.expand(offset, compact);
    if (prefix.isEmpty() || Nibbles.isLeaf(offset, compact) || child == null) {
      throw new RlpException(offset, "an extension has a way and a child");
    }
    if (child instanceof TrieNode && !(child instanceof Branch)) {
      throw new RlpException(offset, "the child of an extension is a branch");
    }
    return new Extension(prefix, child);
  }

  private static Branch readBranch(
      RlpReader reader, @Nullable NodeReference @Nullable [] first, int available)
      throws RlpException {
    @Nullable NodeReference[] children = new NodeReference[CHILDREN];
    int known = first == null ? 0 : first.length;
    int used = 0;
    for (int i = 0; i < CHILDREN; i++) {
      children[i] = first != null && i < known ? first[i] : readReference(reader, available);
      used += children[i] == null ? 0 : 1;
    }
    Bytes value = Bytes.wrap(reader.bytes());
    reader.requireEnd();
    if (used + (value.isEmpty() ? 0 : 1) < 2) {
      throw new RlpException(reader.offset(), "a branch has at least two ways");
    }
    return new Branch(children, value.isEmpty() ? null : value);
  }

  private static @Nullable NodeReference readReference(RlpReader reader, int available)
      throws RlpException {
    int offset = reader.offset();
    if (!reader.nextIsList()) {
      return reference(offset, Bytes.wrap(reader.bytes()));
    }
    byte[] raw = reader.raw();
    if (raw.length >= Hashed.SIZE || raw.length >= available) {
      throw new RlpException(offset, "a node of 32 bytes or more is referred to by its hash");
    }
    RlpReader inner = new RlpReader(raw);
    TrieNode node = read(inner, raw.length);
    inner.requireEnd();
    return node;
  }

  private static @Nullable NodeReference reference(int offset, Bytes value) throws RlpException {
    if (value.isEmpty()) {
      return null;
    }
    if (value.size() != Hashed.SIZE) {
      throw new RlpException(
          offset, "a reference has " + Hashed.SIZE + " bytes, not " + value.size());
    }
    return new Hashed(value);
  }
}
