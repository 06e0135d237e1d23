package io.ghostbridge.ledger.internal.state;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.trie.NodeSource;
import java.util.Arrays;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Where the tries of the store {@code evm} are: the nodes of the accounts' trie behind a zero byte,
 * those of an account's storage behind a one and the Keccak-256 of its address.
 */
public final class EvmTries {
  private EvmTries() {}

  /** The key of the node at {@code path} of the accounts' trie. */
  public static Bytes accountNode(Bytes path) {
    byte[] key = new byte[1 + path.size()];
    System.arraycopy(path.unsafeArray(), 0, key, 1, path.size());
    return Bytes.wrap(key);
  }

  /** The key of the node at {@code path} of the storage trie of the account hashed so. */
  public static Bytes storageNode(Bytes accountHash, Bytes path) {
    byte[] key = new byte[1 + Hash.SIZE + path.size()];
    key[0] = 1;
    System.arraycopy(accountHash.unsafeArray(), 0, key, 1, Hash.SIZE);
    System.arraycopy(path.unsafeArray(), 0, key, 1 + Hash.SIZE, path.size());
    return Bytes.wrap(key);
  }

  /** The accounts' trie among {@code nodes}. */
  public static NodeSource accounts(Function<Bytes, @Nullable Bytes> nodes) {
    return path -> nodes.apply(accountNode(path));
  }

  /** The storage trie of the account hashed so among {@code nodes}. */
  public static NodeSource storage(Bytes accountHash, Function<Bytes, @Nullable Bytes> nodes) {
    return path -> nodes.apply(storageNode(accountHash, path));
  }

  /** The key in {@link Space#STORAGE} of a word of an account's storage. */
  public static Bytes storageKey(Address address, Word key) {
    byte[] joined = Arrays.copyOf(address.bytes().unsafeArray(), Address.SIZE + Word.SIZE);
    key.write(joined, Address.SIZE);
    return Bytes.wrap(joined);
  }

  /** The address in a key of {@link Space#STORAGE}. */
  public static Address addressOf(Bytes storageKey) {
    return Address.wrap(Arrays.copyOf(storageKey.unsafeArray(), Address.SIZE));
  }

  /** The word's key in a key of {@link Space#STORAGE}. */
  public static byte[] wordOf(Bytes storageKey) {
    return Arrays.copyOfRange(storageKey.unsafeArray(), Address.SIZE, Address.SIZE + Word.SIZE);
  }
}
