package io.ghostbridge.ledger.internal.tree;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import java.util.Map;
import java.util.Optional;

/**
 * What a block changes in a tree.
 *
 * @param root the root afterwards
 * @param pages the pages that change, by key; empty for those that go
 */
public record TreeUpdate(Hash root, Map<Bytes, Optional<TreePage>> pages) {}
