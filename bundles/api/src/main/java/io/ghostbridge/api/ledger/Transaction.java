package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;

/**
 * A transaction whose form and signature the ledger has checked.
 *
 * @param id the digest of what was signed; of Ethereum's transactions their hash
 * @param sender the account that the public key determines
 * @param nonce the number of the sender's transactions before this one
 * @param fee what the sender pays if the operation succeeds, the registration fee of names
 *     included; a failed operation costs the chain's minimum fee. Of one that runs a contract the
 *     most that its gas can cost
 * @param expiryHeight the last block height that may hold it; {@link Long#MAX_VALUE} of Ethereum's
 * @param operation what it does
 * @param signed the transaction as it came
 */
public record Transaction(
    Hash id,
    Address sender,
    long nonce,
    Amount fee,
    long expiryHeight,
    Operation operation,
    SignedTransaction signed) {}
