package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateJournal;
import io.ghostbridge.ledger.internal.state.StateSnapshot;
import io.ghostbridge.ledger.internal.tree.StoreRoots;
import io.ghostbridge.ledger.internal.tree.TreeUpdate;
import io.ghostbridge.ledger.internal.tree.TreeUpdater;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * The trees and tries after a block, hashed once, and the state root over them.
 *
 * @param trees the updates of the sparse Merkle trees
 * @param nodes the new nodes of the tries of the store {@code evm}; empty where one goes
 */
public record StateRoots(
    Map<Space, TreeUpdate> trees, Map<Bytes, Optional<Bytes>> nodes, Hash stateRoot) {

  /** Brings all of {@code parent}'s trees up to {@code journal}. */
  static StateRoots of(StateJournal journal, StateSnapshot parent) {
    EvmTrieUpdate evm = new EvmTrieUpdate(journal, parent);
    // Storage roots are part of the accounts that both the tree and the trie are over.
    evm.updateStorage(new Accounts(journal));
    SortedMap<String, Hash> roots = new TreeMap<>();
    roots.put(StateSnapshot.EVM, evm.updateAccounts());
    Map<Space, TreeUpdate> trees = new EnumMap<>(Space.class);
    for (Space store : Space.STORES) {
      TreeUpdate update = TreeUpdater.update(parent.pages(store), journal.changes(store));
      trees.put(store, update);
      roots.put(store.storeName(), update.root());
    }
    return new StateRoots(trees, evm.nodes(), StoreRoots.join(roots));
  }
}
