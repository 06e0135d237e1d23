package io.ghostbridge.ethereum.transaction;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Hash;
import java.util.List;

/** An account and words of its storage that a transaction announces (EIP-2930). */
public record AccessListEntry(Address address, List<Hash> storageKeys) {
  /** Copies {@code storageKeys}. */
  public AccessListEntry {
    storageKeys = List.copyOf(storageKeys);
  }
}
