package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.trie.Trie;
import io.ghostbridge.ethereum.trie.TrieAudit;
import io.ghostbridge.ledger.internal.hash.Sha256;
import io.ghostbridge.ledger.internal.state.EvmTries;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateSnapshot;
import io.ghostbridge.ledger.internal.state.StateStore;
import java.math.BigInteger;
import java.util.HashSet;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Compares the tries of the store {@code evm} with the flat stores: every hash is computed again,
 * and trie and flat store hold the same entries. Since a trie is in the order of hashes and a flat
 * store is not, sums of their entries' digests are compared, which takes no memory. For one run.
 */
final class EvmCheck {
  private final StateStore store;
  private final StateSnapshot latest;
  private final Keccak keccak = new Keccak();
  private long nodes;
  private long accountsWithStorage;
  private @Nullable String wrong;

  /** A sum over entries in any order. */
  private static final class Entries {
    private final Sha256 sha = new Sha256();
    private BigInteger sum = BigInteger.ZERO;
    private long count;

    void add(Bytes key, Bytes value) {
      byte[] digest = sha.hash((byte) 0, key.unsafeArray(), value.unsafeArray()).unsafeArray();
      sum = sum.add(new BigInteger(1, digest));
      count++;
    }

    boolean isSameAs(Entries other) {
      return count == other.count && sum.equals(other.sum);
    }
  }

  /** The tries are not those of the flat stores. */
  static final class MismatchException extends Exception {
    private static final long serialVersionUID = 1L;

    MismatchException(String message) {
      super(message);
    }
  }

  EvmCheck(StateStore store) {
    this.store = store;
    this.latest = store.latest();
  }

  /** The root of the accounts' trie. */
  Hash run() throws MismatchException {
    checkCode();
    Entries inTrie = new Entries();
    TrieAudit audit = new TrieAudit(EvmTries.accounts(latest::node), inTrie::add);
    Hash root = audit.run();
    nodes = audit.nodes();
    Entries inStore = new Entries();
    long[] rooted = {0};
    store.forEach(
        Space.ACCOUNTS,
        (address, value) -> {
          AccountEntry account = Values.account(value);
          if (!account.isDead()) {
            inStore.add(hash(address), account.toEthereum().encode());
          }
          if (!account.storageRoot().equals(Trie.EMPTY_ROOT)) {
            rooted[0]++;
          }
          if (!account.codeHash().equals(AccountState.NO_CODE)
              && latest.get(Space.CODE, account.codeHash().bytes()) == null) {
            wrong = "the code of account " + new Address(address) + " is missing";
          }
        });
    if (!inTrie.isSameAs(inStore)) {
      throw new MismatchException("the trie of accounts is not the one of the accounts");
    }
    checkStorage();
    if (wrong == null && rooted[0] != accountsWithStorage) {
      wrong = "accounts have roots of storage that is not there";
    }
    if (wrong == null && nodes != store.nodes()) {
      wrong = "there are " + store.nodes() + " nodes of tries instead of " + nodes;
    }
    if (wrong != null) {
      throw new MismatchException(wrong);
    }
    return root;
  }

  private void checkCode() {
    store.forEach(
        Space.CODE,
        (hash, code) -> {
          if (!hash(code).equals(hash)) {
            wrong = "the code " + hash + " is damaged";
          }
        });
  }

  private void checkStorage() {
    Set<Address> one = new HashSet<>(1);
    Entries[] entries = {new Entries()};
    store.forEach(
        Space.STORAGE,
        (key, value) -> {
          Address address = EvmTries.addressOf(key);
          if (!one.contains(address)) {
            one.forEach(before -> checkStorage(before, entries[0]));
            one.clear();
            one.add(address);
            entries[0] = new Entries();
          }
          entries[0].add(
              Bytes.wrap(keccak.digest(EvmTries.wordOf(key))), EvmTrieUpdate.encoded(value));
        });
    one.forEach(last -> checkStorage(last, entries[0]));
  }

  private void checkStorage(Address address, Entries inStore) {
    accountsWithStorage++;
    Entries inTrie = new Entries();
    TrieAudit audit =
        new TrieAudit(EvmTries.storage(hash(address.bytes()), latest::node), inTrie::add);
    Hash root = audit.run();
    nodes += audit.nodes();
    Hash expected = Values.account(latest.get(Space.ACCOUNTS, address.bytes())).storageRoot();
    if (!root.equals(expected) || !inTrie.isSameAs(inStore)) {
      wrong = "the trie of the storage of " + address + " is not the one of its storage";
    }
  }

  private Bytes hash(Bytes value) {
    return Bytes.wrap(keccak.digest(value.unsafeArray()));
  }
}
