package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.Log;

/**
 * A contract's event and where it is.
 *
 * @param transactionIndex the transaction's place in the block, from 0
 * @param logIndex the event's place among all of the block, from 0
 */
public record ContractLog(
    Log log,
    long blockHeight,
    Hash blockHash,
    Hash transactionId,
    int transactionIndex,
    int logIndex) {}
