package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Hash;
import java.util.List;

/**
 * What code can learn of the transaction that called it.
 *
 * @param origin who signed it
 * @param gasPrice what a unit of gas costs the sender, the base fee included
 * @param blobHashes the versioned hashes of its blobs (EIP-4844)
 */
public record TransactionContext(Address origin, Word gasPrice, List<Hash> blobHashes) {
  /** Copies {@code blobHashes}. */
  public TransactionContext {
    blobHashes = List.copyOf(blobHashes);
  }
}
