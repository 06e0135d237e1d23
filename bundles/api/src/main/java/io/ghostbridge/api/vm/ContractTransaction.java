package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import java.util.List;
import java.util.Optional;

/**
 * A transaction for the machines, its signature already checked.
 *
 * @param type 0 legacy, 1 access list (EIP-2930), 2 dynamic fee (EIP-1559), 3 blobs (EIP-4844), 4
 *     set code (EIP-7702)
 * @param sender who signed it
 * @param nonce the sender's, unsigned
 * @param gasLimit the largest gas that it may use
 * @param maxFeePerGas the largest price of a unit of gas; the gas price for types 0 and 1
 * @param maxPriorityFeePerGas what of that goes to the proposer at most; the gas price for types 0
 *     and 1
 * @param to the callee; empty to make a contract
 * @param value what is transferred, in atto-GHOST
 * @param input the call data, or the code that makes the contract
 * @param accessList what is warm from the start
 * @param maxFeePerBlobGas the largest price of a unit of blob gas
 * @param blobHashes the versioned hashes of the blobs
 * @param authorizations of type 4
 */
public record ContractTransaction(
    int type,
    Address sender,
    long nonce,
    long gasLimit,
    Word maxFeePerGas,
    Word maxPriorityFeePerGas,
    Optional<Address> to,
    Word value,
    Bytes input,
    List<AccessListEntry> accessList,
    Word maxFeePerBlobGas,
    List<Hash> blobHashes,
    List<Authorization> authorizations) {
  /** Copies the lists. */
  public ContractTransaction {
    accessList = List.copyOf(accessList);
    blobHashes = List.copyOf(blobHashes);
    authorizations = List.copyOf(authorizations);
  }

  /** An account and words of its storage that are warm from the start. */
  public record AccessListEntry(Address address, List<Word> storageKeys) {
    /** Copies {@code storageKeys}. */
    public AccessListEntry {
      storageKeys = List.copyOf(storageKeys);
    }
  }

  /**
   * An account's permission to run another's code as its own (EIP-7702).
   *
   * @param chainId the chain that it is for, or 0 for any
   * @param address whose code to run; zero ends a delegation
   * @param nonce the account's, unsigned
   * @param authority who signed it; empty if the signature is of nobody, which makes it void
   */
  public record Authorization(
      Word chainId, Address address, long nonce, Optional<Address> authority) {}
}
