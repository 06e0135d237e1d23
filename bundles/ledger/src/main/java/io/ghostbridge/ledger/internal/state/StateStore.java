package io.ghostbridge.ledger.internal.state;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ledger.internal.tree.TreePage;
import io.ghostbridge.ledger.internal.tree.TreeUpdate;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.ConcurrentSkipListMap;
import java.util.function.BiConsumer;
import java.util.function.BiPredicate;
import org.h2.mvstore.Cursor;
import org.h2.mvstore.MVMap;
import org.h2.mvstore.MVStore;
import org.h2.mvstore.type.DataType;
import org.h2.mvstore.type.LongDataType;
import org.jspecify.annotations.Nullable;

/**
 * The latest state in flat maps, its trees, what recent blocks replaced, and where blocks and
 * transactions are found. One thread writes; any thread reads.
 *
 * <p>Writes are in place. What a block replaces is linked to the previous {@link Version} before
 * the first write, and a reader of an older version reads the map first and the links afterwards:
 * so it sees either the old value, or the new one together with the link that undoes it.
 *
 * <p>A flush writes whole blocks only. After a crash the store is as of the last flush, and the
 * blocks since then are executed again from the log.
 */
public final class StateStore implements AutoCloseable {
  private static final int COMPACT_EVERY_FLUSHES = 32;
  private static final int COMPACT_BELOW_FILL_PERCENT = 50;
  private static final int COMPACT_BYTES = 4 << 20;
  private static final int PAGE_BYTES = 4 << 10;

  /**
   * Every flush is synced, and the log can make the file again: the default of 45 s is for those
   * without.
   */
  private static final int REUSE_SPACE_AFTER_MILLIS = 5_000;

  /**
   * What blocks replaced is in memory as well, so that heights of large blocks are kept for less
   * long. About 25 MB.
   */
  private static final int MAX_UNDO_ENTRIES = 100_000;

  private static final String HEIGHT = "height";

  private final MVStore store;
  private final int retainedHeights;
  private final Map<Space, MVMap<Bytes, Bytes>> flat = new EnumMap<>(Space.class);
  private final Map<Space, MVMap<Bytes, TreePage>> trees = new EnumMap<>(Space.class);
  private final MVMap<Bytes, Bytes> nodes;
  private final MVMap<Long, Bytes> blooms;
  private final MVMap<Long, Changes> undos;
  private final MVMap<Long, TreeUndo> treeUndos;
  private final MVMap<Bytes, Long> blocks;
  private final MVMap<Bytes, Bytes> transactions;
  private final MVMap<String, Long> meta;
  private final ConcurrentSkipListMap<Long, StateSnapshot> snapshots =
      new ConcurrentSkipListMap<>();
  private final Object writing = new Object();
  private Version newest;
  private volatile StateSnapshot latest;
  private volatile long treesHeight;
  private int flushes;

  /** The entries of the undo of each height above the oldest readable one, and their sum. */
  private final ArrayDeque<Integer> undoSizes = new ArrayDeque<>();

  private long undoEntries;

  /**
   * Opens or creates the store.
   *
   * @throws org.h2.mvstore.MVStoreException if the file is damaged beyond what the library mends
   */
  public StateStore(Path file, int cacheMegabytes, int retainedHeights) {
    this.retainedHeights = retainedHeights;
    store =
        new MVStore.Builder()
            .fileName(file.toString())
            .cacheSize(cacheMegabytes)
            .pageSplitSize(PAGE_BYTES)
            .autoCommitDisabled()
            .autoCommitBufferSize(0)
            .open();
    try {
      store.setVersionsToKeep(0);
      store.setRetentionTime(REUSE_SPACE_AFTER_MILLIS);
      for (Space space : Space.values()) {
        flat.put(space, openMap(space.storeName(), DataTypes.BYTES));
      }
      for (Space space : Space.STORES) {
        trees.put(space, openMap("tree." + space.storeName(), PageTypes.PAGE));
      }
      nodes = openMap("tree.evm", DataTypes.BYTES);
      blooms = openHeights("blooms", DataTypes.BYTES);
      undos = openHeights("undo", DataTypes.CHANGES);
      treeUndos = openHeights("undo.trees", PageTypes.UNDO);
      blocks = openMap("blocks", LongDataType.INSTANCE);
      transactions = openMap("transactions", DataTypes.BYTES);
      meta = store.openMap("meta.ledger");
      long height = meta.getOrDefault(HEIGHT, -1L);
      treesHeight = height;
      newest = new Version(Math.max(-1, oldestReadable(height)));
      latest = snapshotOf(newest);
      while (newest.height() < height) {
        long next = newest.height() + 1;
        Changes undo = undos.get(next);
        if (undo == null) {
          throw new IllegalStateException("what block " + next + " replaced is missing");
        }
        latest = link(undo, next);
      }
    } catch (RuntimeException e) {
      store.closeImmediately();
      throw e;
    }
  }

  private <V> MVMap<Bytes, V> openMap(String name, DataType<V> valueType) {
    return store.openMap(
        name, new MVMap.Builder<Bytes, V>().keyType(DataTypes.BYTES).valueType(valueType));
  }

  private <V> MVMap<Long, V> openHeights(String name, DataType<V> valueType) {
    return store.openMap(
        name, new MVMap.Builder<Long, V>().keyType(LongDataType.INSTANCE).valueType(valueType));
  }

  private long oldestReadable(long height) {
    Long oldestUndo = undos.firstKey();
    return oldestUndo == null ? height : oldestUndo - 1;
  }

  private StateSnapshot snapshotOf(Version version) {
    StateSnapshot snapshot = new StateSnapshot(this, version);
    snapshots.put(version.height(), snapshot);
    return snapshot;
  }

  private StateSnapshot link(Changes undo, long height) {
    Version version = new Version(height);
    newest.append(undo, version);
    newest = version;
    undoSizes.add(undo.size());
    undoEntries += undo.size();
    return snapshotOf(version);
  }

  /** The height of the latest block in the store; -1 while there is none. */
  public long height() {
    return latest.height();
  }

  /** The state after the latest block. */
  public StateSnapshot latest() {
    return latest;
  }

  /** The state after the block at {@code height}, if it is still kept. */
  public Optional<StateSnapshot> at(long height) {
    return height > height() ? Optional.empty() : Optional.ofNullable(snapshots.get(height));
  }

  /** The lowest height that {@link #at} has. */
  public long oldestHeight() {
    return snapshots.firstKey();
  }

  /** The height of the block with {@code hash}. */
  public OptionalLong blockHeight(Hash hash) {
    Long height = blocks.get(hash.bytes());
    return height == null ? OptionalLong.empty() : OptionalLong.of(height);
  }

  /** Where the transaction {@code id} is. */
  public Optional<TransactionPlace> transaction(Hash id) {
    Bytes place = transactions.get(id.bytes());
    return place == null ? Optional.empty() : Optional.of(TransactionPlace.decode(place));
  }

  /** Makes the changes of the next block. One thread at a time. */
  public void apply(BlockChanges block) {
    if (block.height() != height() + 1) {
      throw new IllegalStateException(
          "block " + block.height() + " does not follow on state " + height());
    }
    synchronized (writing) {
      Changes undo = undoOf(block.journal());
      undos.put(block.height(), undo);
      treeUndos.put(block.height(), undoOf(block.trees(), block.nodes()));
      StateSnapshot snapshot = link(undo, block.height());
      treesHeight = block.height();
      for (Space space : Space.values()) {
        write(flat(space), block.journal().changes(space));
      }
      block.trees().forEach((space, update) -> write(tree(space), update.pages()));
      write(nodes, block.nodes());
      block.bloom().ifPresent(bloom -> blooms.put(block.height(), bloom));
      blocks.put(block.blockHash().bytes(), block.height());
      for (int i = 0; i < block.transactionIds().size(); i++) {
        transactions.put(
            block.transactionIds().get(i).bytes(),
            new TransactionPlace(block.height(), i).encode());
      }
      meta.put(HEIGHT, block.height());
      prune();
      latest = snapshot;
    }
  }

  private static <V> void write(MVMap<Bytes, V> map, Map<Bytes, Optional<V>> changes) {
    changes.forEach(
        (key, value) -> {
          if (value.isPresent()) {
            map.put(key, value.get());
          } else {
            map.remove(key);
          }
        });
  }

  private Changes undoOf(StateJournal journal) {
    Changes undo = new Changes();
    for (Space space : Space.values()) {
      MVMap<Bytes, Bytes> map = flat(space);
      for (Bytes key : journal.changes(space).keySet()) {
        undo.set(space, key, Optional.ofNullable(map.get(key)));
      }
    }
    return undo;
  }

  private TreeUndo undoOf(
      Map<Space, TreeUpdate> updates, Map<Bytes, Optional<Bytes>> changedNodes) {
    TreeUndo undo = new TreeUndo();
    for (Bytes key : changedNodes.keySet()) {
      undo.nodes().put(key, Optional.ofNullable(nodes.get(key)));
    }
    updates.forEach(
        (space, update) -> {
          MVMap<Bytes, TreePage> map = tree(space);
          for (Bytes key : update.pages().keySet()) {
            undo.set(space, key, Optional.ofNullable(map.get(key)));
          }
        });
    return undo;
  }

  private void prune() {
    while (undoSizes.size() > retainedHeights
        || (undoEntries > MAX_UNDO_ENTRIES && undoSizes.size() > 1)) {
      undoEntries -= undoSizes.remove();
    }
    long lowest = newest.height() - undoSizes.size();
    snapshots.headMap(lowest, false).clear();
    for (Long key = undos.firstKey(); key != null && key <= lowest; key = undos.firstKey()) {
      undos.remove(key);
      treeUndos.remove(key);
    }
  }

  /** Makes what was applied so far durable, whole blocks only. */
  public void flush() {
    synchronized (writing) {
      store.commit();
      if (++flushes % COMPACT_EVERY_FLUSHES == 0) {
        store.compact(COMPACT_BELOW_FILL_PERCENT, COMPACT_BYTES);
      }
    }
    store.sync();
  }

  /** Calls {@code visitor} with each entry of the latest state, in the order of the keys. */
  public void forEach(Space space, BiConsumer<Bytes, Bytes> visitor) {
    flat(space).forEach(visitor);
  }

  /** The number of keys of {@code space} in the latest state. */
  public long size(Space space) {
    return flat(space).sizeAsLong();
  }

  /** The number of pages of the tree of {@code store}. */
  public long pages(Space store) {
    return tree(store).sizeAsLong();
  }

  MVMap<Bytes, Bytes> flat(Space space) {
    MVMap<Bytes, Bytes> map = flat.get(space);
    if (map == null) {
      throw new IllegalStateException("every space has a map, " + space + " too");
    }
    return map;
  }

  private MVMap<Bytes, TreePage> tree(Space store) {
    MVMap<Bytes, TreePage> map = trees.get(store);
    if (map == null) {
      throw new IllegalArgumentException(store.storeName() + " has no tree");
    }
    return map;
  }

  /**
   * A page of a tree as of {@code height}.
   *
   * @throws PrunedException if what later blocks replaced is not kept any more
   */
  @Nullable TreePage page(Space store, Bytes key, long height) {
    TreePage page = tree(store).get(key);
    for (long later = height + 1; later <= treesHeight; later++) {
      TreeUndo undo = treeUndos.get(later);
      if (undo == null) {
        throw new PrunedException();
      }
      Optional<TreePage> old = undo.get(store, key);
      if (old != null) {
        return old.orElse(null);
      }
    }
    return page;
  }

  /**
   * A node of the tries of the store {@code evm} as of {@code height}.
   *
   * @throws PrunedException if what later blocks replaced is not kept any more
   */
  @Nullable Bytes node(Bytes key, long height) {
    Bytes node = nodes.get(key);
    for (long later = height + 1; later <= treesHeight; later++) {
      TreeUndo undo = treeUndos.get(later);
      if (undo == null) {
        throw new PrunedException();
      }
      Optional<Bytes> old = undo.nodes().get(key);
      if (old != null) {
        return old.orElse(null);
      }
    }
    return node;
  }

  /** The number of nodes of all tries of the store {@code evm}. */
  public long nodes() {
    return nodes.sizeAsLong();
  }

  /**
   * Calls {@code visitor} with the bloom filter of each block between two heights, both included,
   * that has events, in order, until it says no.
   */
  public void forEachBloom(long from, long to, BiPredicate<Long, Bytes> visitor) {
    Cursor<Long, Bytes> cursor = blooms.cursor(from, to, false);
    while (cursor.hasNext()) {
      long height = cursor.next();
      if (!visitor.test(height, cursor.getValue())) {
        return;
      }
    }
  }

  /** The pages of a tree at a height are not kept any more. */
  static final class PrunedException extends RuntimeException {
    private static final long serialVersionUID = 1L;
  }

  /** Flushes and closes the file. Reading afterwards fails. */
  @Override
  public void close() {
    synchronized (writing) {
      store.commit();
      store.sync();
      store.close();
    }
  }

  /** Closes the file without writing to it. */
  public void abandon() {
    store.closeImmediately();
  }
}
