package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;

/**
 * A block's header; see {@code ghost/ledger/v1/block.proto} for what its hash is taken of.
 *
 * @param height 0 for the genesis block
 * @param timeMillis milliseconds since 1970-01-01T00:00:00Z, never before the parent's
 * @param parentHash {@link Hash#ZERO} for the genesis block
 * @param transactionsRoot the Merkle root (RFC 6962) of the transaction ids
 * @param stateRoot the root of the named stores after this block
 * @param receiptsRoot the Merkle root (RFC 6962) of the serialized receipts
 * @param proposerPublicKey the key that signed the block
 * @param gasUsed the gas that its contract transactions used together
 * @param baseFee what a unit of gas cost at least in this block (EIP-1559)
 */
public record BlockHeader(
    String chainId,
    long height,
    long timeMillis,
    Hash parentHash,
    Hash transactionsRoot,
    Hash stateRoot,
    Hash receiptsRoot,
    Bytes proposerPublicKey,
    long gasUsed,
    Amount baseFee) {
  /** A header of a block without contract transactions, with a base fee of 0. */
  public BlockHeader(
      String chainId,
      long height,
      long timeMillis,
      Hash parentHash,
      Hash transactionsRoot,
      Hash stateRoot,
      Hash receiptsRoot,
      Bytes proposerPublicKey) {
    this(
        chainId,
        height,
        timeMillis,
        parentHash,
        transactionsRoot,
        stateRoot,
        receiptsRoot,
        proposerPublicKey,
        0,
        Amount.ZERO);
  }
}
