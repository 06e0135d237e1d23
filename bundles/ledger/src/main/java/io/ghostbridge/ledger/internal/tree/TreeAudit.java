package io.ghostbridge.ledger.internal.tree;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ledger.internal.tree.TreePage.Branch;
import io.ghostbridge.ledger.internal.tree.TreePage.Bucket;
import io.ghostbridge.ledger.internal.tree.TreePage.Leaf;
import io.ghostbridge.ledger.internal.tree.TreePage.Subtree;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Computes every hash of a stored tree again, from the values up. For one run. */
public final class TreeAudit {
  private final PageReader pages;
  private final Function<Bytes, @Nullable Bytes> values;
  private final TreeHashes hashes = new TreeHashes();
  private long leafCount;
  private long pageCount;

  /** An audit of the tree in {@code pages} over {@code values}. */
  public TreeAudit(PageReader pages, Function<Bytes, @Nullable Bytes> values) {
    this.pages = pages;
    this.values = values;
  }

  /** A stored tree does not follow from its values. */
  public static final class MismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    MismatchException(Bytes page, String what) {
      super("page '" + page + "' of the tree: " + what);
    }
  }

  /** The tree's root, which no stored hash was trusted for. */
  public Hash run() throws MismatchException {
    return new Hash(audit(Bytes.EMPTY).hash());
  }

  /** The number of leaves seen. */
  public long leaves() {
    return leafCount;
  }

  /** The number of pages seen. */
  public long pages() {
    return pageCount;
  }

  private Subtree audit(Bytes key) throws MismatchException {
    return switch (pages.page(key)) {
      case null -> Subtree.EMPTY;
      case Bucket bucket -> audit(key, bucket);
      case Branch branch -> audit(key, branch);
    };
  }

  private Subtree audit(Bytes key, Bucket bucket) throws MismatchException {
    pageCount++;
    leafCount += bucket.leaves().size();
    if (bucket.leaves().isEmpty() || bucket.leaves().size() > TreePage.BUCKET_LEAVES) {
      throw new MismatchException(key, "a bucket has " + bucket.leaves().size() + " leaves");
    }
    Leaf previous = null;
    for (Leaf leaf : bucket.leaves()) {
      Bytes value = values.apply(leaf.key());
      if (value == null
          || !leaf.path().equals(hashes.path(leaf.key()))
          || !leaf.hash().equals(hashes.leaf(leaf.path(), value))) {
        throw new MismatchException(key, "the leaf of " + leaf.key() + " is not its value's");
      }
      if (!isBelow(leaf.path(), key)
          || (previous != null && previous.path().compareTo(leaf.path()) >= 0)) {
        throw new MismatchException(key, "the leaf of " + leaf.key() + " is out of place");
      }
      previous = leaf;
    }
    int size = bucket.leaves().size();
    return new Subtree(hashes.ofLeaves(bucket.leaves(), 0, size, 4 * key.size()), size);
  }

  private static boolean isBelow(Bytes path, Bytes key) {
    for (int i = 0; i < key.size(); i++) {
      if (TreeHashes.nibble(path, i) != key.get(i)) {
        return false;
      }
    }
    return true;
  }

  private Subtree audit(Bytes key, Branch branch) throws MismatchException {
    pageCount++;
    for (int child = 0; child < TreePage.CHILDREN; child++) {
      if (!audit(PageReader.child(key, child)).equals(branch.children().get(child))) {
        throw new MismatchException(key, "child " + child + " has other leaves or another root");
      }
    }
    long count = branch.count(0, TreePage.CHILDREN);
    if (count <= TreePage.BUCKET_LEAVES) {
      throw new MismatchException(key, "a branch has only " + count + " leaves");
    }
    return new Subtree(hashes.ofChildren(branch, 0, TreePage.CHILDREN), count);
  }
}
