package io.ghostbridge.ledger.internal.tree;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ledger.internal.tree.TreePage.Branch;
import io.ghostbridge.ledger.internal.tree.TreePage.Bucket;
import io.ghostbridge.ledger.internal.tree.TreePage.Leaf;
import io.ghostbridge.ledger.internal.tree.TreePage.Subtree;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Applies all changes of a block to a tree at once, so that each page and each inner node on the
 * way is made and hashed once. For one update.
 */
public final class TreeUpdater {
  private static final Bytes ROOT_KEY = Bytes.EMPTY;

  private final PageReader before;
  private final TreeHashes hashes = new TreeHashes();
  private final Map<Bytes, Optional<TreePage>> changed = new HashMap<>();

  private TreeUpdater(PageReader before) {
    this.before = before;
  }

  /**
   * The tree that {@code before} reads with {@code values} set, or removed where they are empty.
   */
  public static TreeUpdate update(PageReader before, Map<Bytes, Optional<Bytes>> values) {
    TreeUpdater updater = new TreeUpdater(before);
    Subtree root = updater.apply(values);
    return new TreeUpdate(new Hash(root.hash()), updater.changed);
  }

  /** The root that a tree of {@code pages} has. */
  public static Hash root(PageReader pages) {
    return new Hash(new TreeUpdater(pages).apply(Map.of()).hash());
  }

  private record Change(Bytes path, @Nullable Leaf leaf) {}

  private Subtree apply(Map<Bytes, Optional<Bytes>> values) {
    List<Change> changes = new ArrayList<>(values.size());
    values.forEach(
        (key, value) -> {
          Bytes path = hashes.path(key);
          changes.add(
              new Change(
                  path,
                  value.isPresent() ? new Leaf(path, hashes.leaf(path, value.get()), key) : null));
        });
    changes.sort(Comparator.comparing(Change::path));
    return update(ROOT_KEY, changes);
  }

  private Subtree update(Bytes key, List<Change> changes) {
    TreePage page = before.page(key);
    if (page instanceof Branch branch) {
      return updateBranch(key, branch, changes);
    }
    List<Leaf> leaves = page instanceof Bucket bucket ? bucket.leaves() : List.of();
    return changes.isEmpty()
        ? new Subtree(hashes.ofLeaves(leaves, 0, leaves.size(), 4 * key.size()), leaves.size())
        : write(key, merge(leaves, changes));
  }

  private Subtree updateBranch(Bytes key, Branch branch, List<Change> changes) {
    if (changes.isEmpty()) {
      return subtree(branch);
    }
    List<Subtree> children = new ArrayList<>(branch.children());
    int from = 0;
    while (from < changes.size()) {
      int child = TreeHashes.nibble(changes.get(from).path(), key.size());
      int to = from + 1;
      while (to < changes.size()
          && TreeHashes.nibble(changes.get(to).path(), key.size()) == child) {
        to++;
      }
      children.set(child, update(PageReader.child(key, child), changes.subList(from, to)));
      from = to;
    }
    Branch updated = new Branch(children);
    if (updated.count(0, TreePage.CHILDREN) > TreePage.BUCKET_LEAVES) {
      changed.put(key, Optional.of(updated));
      return subtree(updated);
    }
    List<Leaf> leaves = new ArrayList<>();
    for (int child = 0; child < TreePage.CHILDREN; child++) {
      takeOut(PageReader.child(key, child), leaves);
    }
    return write(key, leaves);
  }

  private Subtree subtree(Branch branch) {
    return new Subtree(
        hashes.ofChildren(branch, 0, TreePage.CHILDREN), branch.count(0, TreePage.CHILDREN));
  }

  private Subtree write(Bytes key, List<Leaf> leaves) {
    if (leaves.isEmpty()) {
      remove(key);
      return Subtree.EMPTY;
    }
    if (leaves.size() <= TreePage.BUCKET_LEAVES) {
      changed.put(key, Optional.of(new Bucket(leaves)));
      return new Subtree(hashes.ofLeaves(leaves, 0, leaves.size(), 4 * key.size()), leaves.size());
    }
    List<Subtree> children = new ArrayList<>(Collections.nCopies(16, Subtree.EMPTY));
    int from = 0;
    while (from < leaves.size()) {
      int child = TreeHashes.nibble(leaves.get(from).path(), key.size());
      int to = from + 1;
      while (to < leaves.size() && TreeHashes.nibble(leaves.get(to).path(), key.size()) == child) {
        to++;
      }
      children.set(child, write(PageReader.child(key, child), leaves.subList(from, to)));
      from = to;
    }
    Branch branch = new Branch(children);
    changed.put(key, Optional.of(branch));
    return subtree(branch);
  }

  /** Moves all leaves below {@code key} to {@code leaves} and removes their pages. */
  private void takeOut(Bytes key, List<Leaf> leaves) {
    Optional<TreePage> update = changed.get(key);
    TreePage page = update == null ? before.page(key) : update.orElse(null);
    switch (page) {
      case null -> {}
      case Bucket bucket -> {
        leaves.addAll(bucket.leaves());
        remove(key);
      }
      case Branch branch -> {
        for (int child = 0; child < TreePage.CHILDREN; child++) {
          takeOut(PageReader.child(key, child), leaves);
        }
        remove(key);
      }
    }
  }

  private void remove(Bytes key) {
    if (before.page(key) == null) {
      changed.remove(key);
    } else {
      changed.put(key, Optional.empty());
    }
  }

  private static List<Leaf> merge(List<Leaf> leaves, List<Change> changes) {
    List<Leaf> merged = new ArrayList<>(leaves.size() + changes.size());
    int next = 0;
    for (Change change : changes) {
      while (next < leaves.size() && leaves.get(next).path().compareTo(change.path()) < 0) {
        merged.add(leaves.get(next++));
      }
      if (next < leaves.size() && leaves.get(next).path().equals(change.path())) {
        next++;
      }
      if (change.leaf() != null) {
        merged.add(change.leaf());
      }
    }
    merged.addAll(leaves.subList(next, leaves.size()));
    return merged;
  }
}
