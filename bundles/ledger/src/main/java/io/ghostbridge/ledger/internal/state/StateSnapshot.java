package io.ghostbridge.ledger.internal.state;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.StateProof;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.trie.Trie;
import io.ghostbridge.ledger.internal.tree.PageReader;
import io.ghostbridge.ledger.internal.tree.StoreRoots;
import io.ghostbridge.ledger.internal.tree.TreeProver;
import io.ghostbridge.ledger.internal.tree.TreeUpdater;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.h2.mvstore.Cursor;
import org.jspecify.annotations.Nullable;

/** The state after one block. Safe for use by any thread. */
public final class StateSnapshot implements StateReader {
  /** The store whose trie is Ethereum's. */
  public static final String EVM = "evm";

  private final StateStore store;
  private final Version version;

  StateSnapshot(StateStore store, Version version) {
    this.store = store;
    this.version = version;
  }

  /** The block's height. */
  public long height() {
    return version.height();
  }

  @Override
  public @Nullable Bytes get(Space space, Bytes key) {
    // The map first, the links afterwards: see StateStore.
    Bytes value = store.flat(space).get(key);
    for (Version.Link link = version.next(); link != null; link = link.version().next()) {
      Optional<Bytes> old = link.undo().get(space, key);
      if (old != null) {
        return old.orElse(null);
      }
    }
    return value;
  }

  @Override
  public List<Bytes> keys(Space space, Bytes prefix, int limit) {
    Cursor<Bytes, Bytes> cursor = store.flat(space).cursor(prefix);
    TreeSet<Bytes> replaced = new TreeSet<>();
    for (Version.Link link = version.next(); link != null; link = link.version().next()) {
      KeyRanges.collect(link.undo().of(space), prefix, replaced);
    }
    TreeSet<Bytes> doubtful = new TreeSet<>(replaced);
    KeyRanges.Merge merge = new KeyRanges.Merge(cursor, prefix, replaced);
    List<Bytes> keys = new ArrayList<>();
    while (keys.size() < limit) {
      Bytes key = merge.next();
      if (key == null) {
        break;
      }
      if (!doubtful.contains(key) || get(space, key) != null) {
        keys.add(key);
      }
    }
    return keys;
  }

  /** The pages of the tree of {@code store}. */
  public PageReader pages(Space space) {
    return key -> store.page(space, key, height());
  }

  /** A node of the tries of the store {@code evm}; see {@link EvmTries} for the keys. */
  public @Nullable Bytes node(Bytes key) {
    return store.node(key, height());
  }

  /** The root of the store {@code evm}. */
  public Hash evmRoot() {
    Bytes root = node(EvmTries.accountNode(Bytes.EMPTY));
    return root == null ? Trie.EMPTY_ROOT : Keccak.hash(root.unsafeArray());
  }

  /**
   * Proves the root of the store {@code evm} under the state root: a serialized {@code
   * cosmos.ics23.v1.CommitmentProof}.
   */
  public Bytes proveEvmRoot() {
    return Bytes.wrap(StoreRoots.prove(roots(), EVM).toByteArray());
  }

  /** The roots of the named stores. */
  public SortedMap<String, Hash> roots() {
    SortedMap<String, Hash> roots = new TreeMap<>();
    roots.put(EVM, evmRoot());
    for (Space space : Space.STORES) {
      roots.put(space.storeName(), TreeUpdater.root(pages(space)));
    }
    return roots;
  }

  /**
   * Proves the value of {@code key} or its absence.
   *
   * @throws HeightUnavailableException if the trees of this height are not kept any more
   */
  public StateProof prove(Space space, Bytes key) throws HeightUnavailableException {
    try {
      Bytes value = get(space, key);
      TreeProver prover = new TreeProver(pages(space), wanted -> get(space, wanted));
      return new StateProof(
          height(),
          value,
          List.of(
              Bytes.wrap(prover.prove(key).toByteArray()),
              Bytes.wrap(StoreRoots.prove(roots(), space.storeName()).toByteArray())));
    } catch (StateStore.PrunedException e) {
      throw pruned();
    }
  }

  /**
   * What {@code reading} gives, which reads pages of trees or nodes of tries.
   *
   * @throws HeightUnavailableException if those of this height are not kept any more
   */
  public <T> T whileKept(Supplier<T> reading) throws HeightUnavailableException {
    try {
      return reading.get();
    } catch (StateStore.PrunedException e) {
      throw pruned();
    }
  }

  private HeightUnavailableException pruned() {
    return new HeightUnavailableException(
        true,
        "the trees of height "
            + height()
            + " are not kept any more: prove at a height from "
            + store.oldestHeight()
            + " on");
  }
}
