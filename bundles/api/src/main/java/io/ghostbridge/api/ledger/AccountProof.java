package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.Word;
import java.util.List;

/**
 * Proves an account and words of its storage under the root of the store {@code evm}, and that root
 * under a block's state root. The first part is what {@code eth_getProof} answers (EIP-1186).
 *
 * @param account {@link AccountState#EMPTY} where there is none
 * @param storageRoot the root of the account's storage trie
 * @param nodes the account trie's nodes from its root on
 * @param storage in the order in which they were asked for
 * @param evmRoot the root of the account trie
 * @param storeProof a serialized {@code cosmos.ics23.v1.CommitmentProof} of {@code evmRoot} as the
 *     value of {@code evm} under the state root of the block at {@code height}
 */
public record AccountProof(
    long height,
    Address address,
    AccountState account,
    Hash storageRoot,
    List<Bytes> nodes,
    List<StorageProof> storage,
    Hash evmRoot,
    Bytes storeProof) {
  /** Copies the lists. */
  public AccountProof {
    nodes = List.copyOf(nodes);
    storage = List.copyOf(storage);
  }

  /** A word of storage, and the storage trie's nodes from its root on. */
  public record StorageProof(Word key, Word value, List<Bytes> nodes) {
    /** Copies {@code nodes}. */
    public StorageProof {
      nodes = List.copyOf(nodes);
    }
  }
}
