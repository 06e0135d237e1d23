package io.ghostbridge.ledger.internal.state;

import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ledger.internal.tree.TreeUpdate;
import java.util.List;
import java.util.Map;

/**
 * All that a block changes in the state store.
 *
 * @param transactionIds in the block's order
 * @param trees the update of each named store's tree
 */
public record BlockChanges(
    long height,
    Hash blockHash,
    List<Hash> transactionIds,
    StateJournal journal,
    Map<Space, TreeUpdate> trees) {}
