package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Hash;

/** A transaction's receipt and the hash of the durable block that holds it. */
public record CommittedTransaction(Receipt receipt, Hash blockHash) {}
