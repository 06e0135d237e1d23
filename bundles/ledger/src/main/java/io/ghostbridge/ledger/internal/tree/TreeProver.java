package io.ghostbridge.ledger.internal.tree;

import com.google.protobuf.ByteString;
import com.google.protobuf.UnsafeByteOperations;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.ledger.internal.tree.TreePage.Branch;
import io.ghostbridge.ledger.internal.tree.TreePage.Bucket;
import io.ghostbridge.ledger.internal.tree.TreePage.Leaf;
import io.ghostbridge.proto.ics23.v1.CommitmentProof;
import io.ghostbridge.proto.ics23.v1.ExistenceProof;
import io.ghostbridge.proto.ics23.v1.HashOp;
import io.ghostbridge.proto.ics23.v1.InnerOp;
import io.ghostbridge.proto.ics23.v1.LeafOp;
import io.ghostbridge.proto.ics23.v1.LengthOp;
import io.ghostbridge.proto.ics23.v1.NonExistenceProof;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Makes ICS-23 proofs of keys in a tree. For one thread at a time. */
public final class TreeProver {
  private static final LeafOp LEAF_OP =
      LeafOp.newBuilder()
          .setHash(HashOp.SHA256)
          .setPrehashKey(HashOp.SHA256)
          .setPrehashValue(HashOp.SHA256)
          .setLength(LengthOp.NO_PREFIX)
          .setPrefix(ByteString.copyFrom(new byte[] {TreeHashes.LEAF}))
          .build();
  private static final ByteString INNER_PREFIX = ByteString.copyFrom(new byte[] {TreeHashes.INNER});

  private final PageReader pages;
  private final Function<Bytes, @Nullable Bytes> values;
  private final TreeHashes hashes = new TreeHashes();

  /** Proves keys of the tree that {@code pages} reads, whose values {@code values} knows. */
  public TreeProver(PageReader pages, Function<Bytes, @Nullable Bytes> values) {
    this.pages = pages;
    this.values = values;
  }

  /** The proof that {@code key} has its value, or that it has none. */
  public CommitmentProof prove(Bytes key) {
    Bytes value = values.apply(key);
    Bytes path = hashes.path(key);
    if (value != null) {
      return CommitmentProof.newBuilder().setExist(existence(key, value, path)).build();
    }
    NonExistenceProof.Builder absent =
        NonExistenceProof.newBuilder().setKey(UnsafeByteOperations.unsafeWrap(key.unsafeArray()));
    Leaf left = lower(Bytes.EMPTY, path);
    if (left != null) {
      absent.setLeft(existence(left));
    }
    Leaf right = higher(Bytes.EMPTY, path);
    if (right != null) {
      absent.setRight(existence(right));
    }
    return CommitmentProof.newBuilder().setNonexist(absent).build();
  }

  private ExistenceProof existence(Leaf leaf) {
    Bytes value = values.apply(leaf.key());
    if (value == null) {
      throw new IllegalStateException("the tree has a leaf for " + leaf.key() + ", the store none");
    }
    return existence(leaf.key(), value, leaf.path());
  }

  private ExistenceProof existence(Bytes key, Bytes value, Bytes path) {
    return ExistenceProof.newBuilder()
        .setKey(UnsafeByteOperations.unsafeWrap(key.unsafeArray()))
        .setValue(UnsafeByteOperations.unsafeWrap(value.unsafeArray()))
        .setLeaf(LEAF_OP)
        .addAllPath(steps(path))
        .build();
  }

  /** The steps from the leaf at {@code path} to the root. */
  private List<InnerOp> steps(Bytes path) {
    List<InnerOp> fromRoot = new ArrayList<>();
    Bytes key = Bytes.EMPTY;
    while (true) {
      TreePage page = pages.page(key);
      if (page instanceof Branch branch) {
        int child = TreeHashes.nibble(path, key.size());
        stepsInBranch(branch, child, fromRoot);
        if (branch.children().get(child).count() == 1) {
          return fromRoot.reversed();
        }
        key = PageReader.child(key, child);
      } else {
        List<Leaf> leaves = page instanceof Bucket bucket ? bucket.leaves() : List.of();
        stepsInBucket(leaves, path, 4 * key.size(), fromRoot);
        return fromRoot.reversed();
      }
    }
  }

  private void stepsInBranch(Branch branch, int child, List<InnerOp> steps) {
    int from = 0;
    int to = TreePage.CHILDREN;
    while (to - from > 1 && branch.count(from, to) > 1) {
      int middle = (from + to) / 2;
      if (child < middle) {
        steps.add(step(hashes.ofChildren(branch, middle, to), false));
        to = middle;
      } else {
        steps.add(step(hashes.ofChildren(branch, from, middle), true));
        from = middle;
      }
    }
  }

  private void stepsInBucket(List<Leaf> leaves, Bytes path, int firstBit, List<InnerOp> steps) {
    int from = 0;
    int to = leaves.size();
    for (int bit = firstBit; to - from > 1; bit++) {
      int middle = TreeHashes.firstWithBit(leaves, from, to, bit);
      if (TreeHashes.bit(path, bit)) {
        steps.add(step(hashes.ofLeaves(leaves, from, middle, bit + 1), true));
        from = middle;
      } else {
        steps.add(step(hashes.ofLeaves(leaves, middle, to, bit + 1), false));
        to = middle;
      }
    }
  }

  private static InnerOp step(Bytes sibling, boolean siblingIsLeft) {
    ByteString hash = UnsafeByteOperations.unsafeWrap(sibling.unsafeArray());
    InnerOp.Builder step = InnerOp.newBuilder().setHash(HashOp.SHA256);
    return siblingIsLeft
        ? step.setPrefix(INNER_PREFIX.concat(hash)).build()
        : step.setPrefix(INNER_PREFIX).setSuffix(hash).build();
  }

  /** The last leaf below the page {@code key}, of those before {@code path} if it is not null. */
  private @Nullable Leaf lower(Bytes key, @Nullable Bytes path) {
    return switch (pages.page(key)) {
      case null -> null;
      case Bucket bucket ->
          bucket.leaves().reversed().stream()
              .filter(leaf -> path == null || leaf.path().compareTo(path) < 0)
              .findFirst()
              .orElse(null);
      case Branch branch -> lower(branch, key, path);
    };
  }

  private @Nullable Leaf lower(Branch branch, Bytes key, @Nullable Bytes path) {
    int own = path == null ? TreePage.CHILDREN : TreeHashes.nibble(path, key.size());
    for (int child = Math.min(own, TreePage.CHILDREN - 1); child >= 0; child--) {
      if (branch.children().get(child).count() > 0) {
        Leaf leaf = lower(PageReader.child(key, child), child == own ? path : null);
        if (leaf != null) {
          return leaf;
        }
      }
    }
    return null;
  }

  /** The first leaf below the page {@code key}, of those after {@code path} if it is not null. */
  private @Nullable Leaf higher(Bytes key, @Nullable Bytes path) {
    return switch (pages.page(key)) {
      case null -> null;
      case Bucket bucket ->
          bucket.leaves().stream()
              .filter(leaf -> path == null || leaf.path().compareTo(path) > 0)
              .findFirst()
              .orElse(null);
      case Branch branch -> higher(branch, key, path);
    };
  }

  private @Nullable Leaf higher(Branch branch, Bytes key, @Nullable Bytes path) {
    int own = path == null ? -1 : TreeHashes.nibble(path, key.size());
    for (int child = Math.max(own, 0); child < TreePage.CHILDREN; child++) {
      if (branch.children().get(child).count() > 0) {
        Leaf leaf = higher(PageReader.child(key, child), child == own ? path : null);
        if (leaf != null) {
          return leaf;
        }
      }
    }
    return null;
  }
}
