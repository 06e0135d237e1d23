package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Bytes;

/**
 * A transaction as it travels: the body's bytes exactly as they were signed. See {@code
 * ghost/ledger/v1/transaction.proto} for what is signed and how the id is made.
 *
 * @param body a serialized {@code ghost.ledger.v1.TransactionBody}; of {@link #ETHEREUM} a whole
 *     transaction as {@code eth_sendRawTransaction} takes it (EIP-2718 or legacy)
 * @param algorithm the signature algorithm, such as {@code ed25519}, or {@link #ETHEREUM}
 * @param publicKey the sender's public key; empty of {@link #ETHEREUM}
 * @param signature the signature over the domain-separated body; empty of {@link #ETHEREUM}
 */
public record SignedTransaction(Bytes body, String algorithm, Bytes publicKey, Bytes signature) {
  /** The algorithm of Ethereum's transactions, which hold their own signature by secp256k1. */
  public static final String ETHEREUM = "ethereum";

  /** A transaction as {@code eth_sendRawTransaction} takes it. */
  public static SignedTransaction ethereum(Bytes raw) {
    return new SignedTransaction(raw, ETHEREUM, Bytes.EMPTY, Bytes.EMPTY);
  }
}
