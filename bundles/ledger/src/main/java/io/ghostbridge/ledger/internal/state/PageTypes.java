package io.ghostbridge.ledger.internal.state;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ledger.internal.tree.TreeHashes;
import io.ghostbridge.ledger.internal.tree.TreePage;
import java.nio.ByteBuffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.h2.mvstore.DataUtils;
import org.h2.mvstore.WriteBuffer;
import org.h2.mvstore.type.BasicDataType;

/** How pages of trees are stored. */
final class PageTypes {
  static final BasicDataType<TreePage> PAGE = new PageType();
  static final BasicDataType<TreeUndo> UNDO = new UndoType();

  private static final byte NONE = 0;
  private static final byte BUCKET = 1;
  private static final byte BRANCH = 2;

  private PageTypes() {}

  private static void write(WriteBuffer out, TreePage page) {
    switch (page) {
      case TreePage.Bucket bucket -> {
        out.put(BUCKET).putVarInt(bucket.leaves().size());
        for (TreePage.Leaf leaf : bucket.leaves()) {
          out.put(leaf.path().unsafeArray()).put(leaf.hash().unsafeArray());
          DataTypes.write(out, leaf.key());
        }
      }
      case TreePage.Branch branch -> {
        out.put(BRANCH);
        for (TreePage.Subtree child : branch.children()) {
          out.putVarLong(child.count());
          if (child.count() > 0) {
            out.put(child.hash().unsafeArray());
          }
        }
      }
    }
  }

  private static TreePage read(ByteBuffer in, byte kind) {
    if (kind == BUCKET) {
      int size = DataUtils.readVarInt(in);
      List<TreePage.Leaf> leaves = new ArrayList<>();
      for (int i = 0; i < size; i++) {
        Bytes path = DataTypes.read(in, Hash.SIZE);
        Bytes hash = DataTypes.read(in, Hash.SIZE);
        leaves.add(new TreePage.Leaf(path, hash, DataTypes.read(in)));
      }
      return new TreePage.Bucket(leaves);
    }
    if (kind != BRANCH) {
      throw new IllegalStateException("a page of a tree is of unknown kind " + kind);
    }
    List<TreePage.Subtree> children = new ArrayList<>(TreePage.CHILDREN);
    for (int i = 0; i < TreePage.CHILDREN; i++) {
      long count = DataUtils.readVarLong(in);
      children.add(
          new TreePage.Subtree(
              count == 0 ? TreeHashes.EMPTY : DataTypes.read(in, Hash.SIZE), count));
    }
    return new TreePage.Branch(children);
  }

  private static int memory(TreePage page) {
    return switch (page) {
      case TreePage.Bucket bucket -> 48 + 240 * bucket.leaves().size();
      case TreePage.Branch branch -> 48 + 100 * branch.children().size();
    };
  }

  private static final class PageType extends BasicDataType<TreePage> {
    @Override
    public int getMemory(TreePage page) {
      return memory(page);
    }

    @Override
    public void write(WriteBuffer out, TreePage page) {
      PageTypes.write(out, page);
    }

    @Override
    public TreePage read(ByteBuffer in) {
      return PageTypes.read(in, in.get());
    }

    @Override
    public TreePage[] createStorage(int size) {
      return new TreePage[size];
    }
  }

  private static final class UndoType extends BasicDataType<TreeUndo> {
    @Override
    public int getMemory(TreeUndo undo) {
      return 100 + 1500 * undo.size();
    }

    @Override
    public void write(WriteBuffer out, TreeUndo undo) {
      for (Space store : Space.STORES) {
        Map<Bytes, Optional<TreePage>> pages = undo.of(store);
        out.putVarInt(pages.size());
        pages.forEach(
            (key, page) -> {
              DataTypes.write(out, key);
              page.ifPresentOrElse(old -> PageTypes.write(out, old), () -> out.put(NONE));
            });
      }
      out.putVarInt(undo.nodes().size());
      undo.nodes()
          .forEach(
              (key, node) -> {
                DataTypes.write(out, key);
                out.put(node.isPresent() ? BUCKET : NONE);
                node.ifPresent(old -> DataTypes.write(out, old));
              });
    }

    @Override
    public TreeUndo read(ByteBuffer in) {
      TreeUndo undo = new TreeUndo();
      for (Space store : Space.STORES) {
        int pages = DataUtils.readVarInt(in);
        for (int i = 0; i < pages; i++) {
          Bytes key = DataTypes.read(in);
          byte kind = in.get();
          undo.set(
              store, key, kind == NONE ? Optional.empty() : Optional.of(PageTypes.read(in, kind)));
        }
      }
      int nodes = DataUtils.readVarInt(in);
      for (int i = 0; i < nodes; i++) {
        Bytes key = DataTypes.read(in);
        undo.nodes()
            .put(key, in.get() == NONE ? Optional.empty() : Optional.of(DataTypes.read(in)));
      }
      return undo;
    }

    @Override
    public TreeUndo[] createStorage(int size) {
      return new TreeUndo[size];
    }
  }
}
