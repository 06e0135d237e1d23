package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Bytes;

/**
 * A transaction as it travels: the body's bytes exactly as they were signed. See {@code
 * ghost/ledger/v1/transaction.proto} for what is signed and how the id is made.
 *
 * @param body a serialized {@code ghost.ledger.v1.TransactionBody}
 * @param algorithm the signature algorithm, such as {@code ed25519}
 * @param publicKey the sender's public key
 * @param signature the signature over the domain-separated body
 */
public record SignedTransaction(Bytes body, String algorithm, Bytes publicKey, Bytes signature) {}
