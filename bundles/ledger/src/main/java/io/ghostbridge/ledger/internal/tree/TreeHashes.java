package io.ghostbridge.ledger.internal.tree;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ledger.internal.hash.Sha256;
import io.ghostbridge.ledger.internal.tree.TreePage.Branch;
import io.ghostbridge.ledger.internal.tree.TreePage.Leaf;
import java.util.List;

/**
 * The hashes of the sparse Merkle tree, as ICS-23's {@code smtSpec} has them: a leaf is SHA-256 of
 * a zero byte, SHA-256 of the key and SHA-256 of the value; an inner node SHA-256 of a one byte and
 * its two children; an empty subtree 32 zero bytes; a subtree with a single leaf is that leaf. For
 * one thread at a time.
 */
public final class TreeHashes {
  /** The root of a subtree without leaves. */
  public static final Bytes EMPTY = Hash.ZERO.bytes();

  static final byte LEAF = 0;
  static final byte INNER = 1;

  private final Sha256 sha = new Sha256();

  /** Where {@code key} is in the tree. */
  public Bytes path(Bytes key) {
    return sha.hash(key.unsafeArray());
  }

  /** The hash of the leaf at {@code path} with {@code value}. */
  public Bytes leaf(Bytes path, Bytes value) {
    return sha.hash(LEAF, path.unsafeArray(), sha.hash(value.unsafeArray()).unsafeArray());
  }

  Bytes inner(Bytes left, Bytes right) {
    return sha.hash(INNER, left.unsafeArray(), right.unsafeArray());
  }

  /**
   * The root of the leaves {@code from} to {@code to}, whose paths differ only from {@code bit}.
   */
  Bytes ofLeaves(List<Leaf> leaves, int from, int to, int bit) {
    return switch (to - from) {
      case 0 -> EMPTY;
      case 1 -> leaves.get(from).hash();
      default -> {
        int middle = firstWithBit(leaves, from, to, bit);
        yield inner(ofLeaves(leaves, from, middle, bit + 1), ofLeaves(leaves, middle, to, bit + 1));
      }
    };
  }

  /** The root of the children {@code from} to {@code to} of {@code branch}. */
  Bytes ofChildren(Branch branch, int from, int to) {
    long count = branch.count(from, to);
    if (count == 0) {
      return EMPTY;
    }
    if (to - from == 1) {
      return branch.children().get(from).hash();
    }
    int middle = (from + to) / 2;
    if (count == 1) {
      return branch.count(from, middle) == 1
          ? ofChildren(branch, from, middle)
          : ofChildren(branch, middle, to);
    }
    return inner(ofChildren(branch, from, middle), ofChildren(branch, middle, to));
  }

  /** The index of the first of the sorted leaves whose path has {@code bit} set. */
  static int firstWithBit(List<Leaf> leaves, int from, int to, int bit) {
    int index = from;
    while (index < to && !bit(leaves.get(index).path(), bit)) {
      index++;
    }
    return index;
  }

  static boolean bit(Bytes path, int bit) {
    return (path.get(bit >> 3) >> (7 - (bit & 7)) & 1) != 0;
  }

  /** Four bits of {@code path}: the child of a branch whose page key has {@code depth} bytes. */
  static int nibble(Bytes path, int depth) {
    return path.get(depth >> 1) >> ((depth & 1) == 0 ? 4 : 0) & 0xf;
  }
}
