package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.ledger.internal.execution.ChainRules;
import java.nio.file.Path;
import java.util.Optional;
import java.util.SortedMap;
import java.util.function.Supplier;

/**
 * What a node's configuration says of its chain.
 *
 * @param directory where the ledger's files are
 * @param rules what a new chain begins with, and what an existing one must have
 * @param allocations what {@code genesis.json} says, if there is one
 * @param defaultAllocations what a new chain begins with where there is none
 * @param segmentBytes the size at which the log begins a new file
 * @param cacheMegabytes memory for the state store's pages
 * @param retainedHeights how far back the state can be read and proven
 */
public record ChainSettings(
    Path directory,
    ChainRules rules,
    Optional<SortedMap<Address, Amount>> allocations,
    Supplier<SortedMap<Address, Amount>> defaultAllocations,
    long segmentBytes,
    int cacheMegabytes,
    int retainedHeights) {}
