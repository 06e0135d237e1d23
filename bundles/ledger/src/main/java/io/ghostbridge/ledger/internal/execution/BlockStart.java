package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;
import java.util.function.LongFunction;

/**
 * What is known of a block before its transactions are executed.
 *
 * @param proposer who gets the fees
 * @param timeMillis the block's time
 * @param baseFee as {@link BaseFee} has it
 * @param parentHash the hash of the block before
 * @param hashes the hash of the block at a height; asked only for the 256 before this one
 */
public record BlockStart(
    Address proposer,
    long timeMillis,
    Amount baseFee,
    Hash parentHash,
    LongFunction<Hash> hashes) {}
