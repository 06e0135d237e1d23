package io.ghostbridge.ledger.internal.tree;

import io.ghostbridge.api.data.Bytes;
import java.util.List;

/**
 * A piece of the tree, four levels high, as it is stored. How a tree is cut into pages follows from
 * its content alone and has no influence on its hashes: a subtree of at most {@link #BUCKET_LEAVES}
 * leaves is one bucket, a larger one a branch over sixteen pages.
 */
public sealed interface TreePage {
  /** The most leaves that a bucket holds. */
  int BUCKET_LEAVES = 16;

  /** The number of children of a branch: one for each value of four bits. */
  int CHILDREN = 16;

  /**
   * A leaf.
   *
   * @param path SHA-256 of the key: the way from the root, the most significant bit first
   * @param hash the leaf's hash, which covers path and value
   * @param key the key in the store
   */
  record Leaf(Bytes path, Bytes hash, Bytes key) {}

  /**
   * A whole small subtree.
   *
   * @param leaves in the order of their paths; never empty
   */
  record Bucket(List<Leaf> leaves) implements TreePage {
    /** Copies {@code leaves}. */
    public Bucket {
      leaves = List.copyOf(leaves);
    }
  }

  /**
   * The four upper levels of a large subtree.
   *
   * @param children the sixteen subtrees below, by the next four bits of the path
   */
  record Branch(List<Subtree> children) implements TreePage {
    /** Copies {@code children}. */
    public Branch {
      children = List.copyOf(children);
    }

    /** The number of leaves below children {@code from} to {@code to}, the latter excluded. */
    long count(int from, int to) {
      long count = 0;
      for (int i = from; i < to; i++) {
        count += children.get(i).count();
      }
      return count;
    }
  }

  /**
   * What a page says of a subtree.
   *
   * @param hash the subtree's root: {@link TreeHashes#EMPTY} without a leaf, the leaf's own hash
   *     with one
   * @param count the number of leaves in it
   */
  record Subtree(Bytes hash, long count) {
    /** No leaf at all. */
    static final Subtree EMPTY = new Subtree(TreeHashes.EMPTY, 0);
  }
}
