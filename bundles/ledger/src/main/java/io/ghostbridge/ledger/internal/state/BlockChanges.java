package io.ghostbridge.ledger.internal.state;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ledger.internal.tree.TreeUpdate;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * All that a block changes in the state store.
 *
 * @param transactionIds in the block's order
 * @param trees the update of each named store's tree
 * @param nodes the new nodes of the tries of the store {@code evm}; empty where one goes
 * @param bloom the bloom filter of the events of contracts, if there are any
 */
public record BlockChanges(
    long height,
    Hash blockHash,
    List<Hash> transactionIds,
    StateJournal journal,
    Map<Space, TreeUpdate> trees,
    Map<Bytes, Optional<Bytes>> nodes,
    Optional<Bytes> bloom) {}
