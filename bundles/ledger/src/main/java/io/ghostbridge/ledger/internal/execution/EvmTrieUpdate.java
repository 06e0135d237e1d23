package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpWriter;
import io.ghostbridge.ethereum.trie.TrieChange;
import io.ghostbridge.ethereum.trie.TrieUpdate;
import io.ghostbridge.ethereum.trie.TrieUpdater;
import io.ghostbridge.ledger.internal.state.EvmTries;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateJournal;
import io.ghostbridge.ledger.internal.state.StateSnapshot;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/**
 * Brings the tries of the store {@code evm} up to the flat store, once a block: first the storage
 * of each contract, whose root becomes part of its account, then the accounts. For one run.
 */
final class EvmTrieUpdate {
  private final StateJournal journal;
  private final StateSnapshot parent;
  private final Keccak keccak = new Keccak();
  private final Map<Bytes, Optional<Bytes>> nodes = new HashMap<>();

  EvmTrieUpdate(StateJournal journal, StateSnapshot parent) {
    this.journal = journal;
    this.parent = parent;
  }

  /** The new nodes; empty where one goes. */
  Map<Bytes, Optional<Bytes>> nodes() {
    return nodes;
  }

  /** Updates the storage tries, and their roots in the accounts. */
  void updateStorage(Accounts accounts) {
    Map<Address, List<TrieChange>> byAddress = new TreeMap<>();
    journal
        .changes(Space.STORAGE)
        .forEach(
            (key, value) ->
                byAddress
                    .computeIfAbsent(EvmTries.addressOf(key), any -> new ArrayList<>())
                    .add(
                        new TrieChange(
                            Bytes.wrap(keccak.digest(EvmTries.wordOf(key))),
                            value.map(EvmTrieUpdate::encoded).orElse(null))));
    byAddress.forEach(
        (address, changes) -> {
          Bytes hash = hash(address.bytes());
          TrieUpdate update = new TrieUpdater(EvmTries.storage(hash, parent::node)).update(changes);
          update
              .nodes()
              .forEach(
                  (path, node) ->
                      nodes.put(EvmTries.storageNode(hash, path), Optional.ofNullable(node)));
          AccountEntry account = accounts.get(address);
          if (!account.storageRoot().equals(update.root())) {
            accounts.set(address, account.withStorageRoot(update.root()));
          }
        });
  }

  /** A word as storage tries have it. */
  static Bytes encoded(Bytes word) {
    return Bytes.wrap(new RlpWriter(40).bytes(word).toByteArray());
  }

  /** Updates the accounts' trie and returns its root. */
  Hash updateAccounts() {
    List<TrieChange> changes = new ArrayList<>();
    journal
        .changes(Space.ACCOUNTS)
        .forEach(
            (address, stored) -> {
              AccountEntry account = Values.account(stored.orElse(null));
              changes.add(
                  new TrieChange(
                      hash(address), account.isDead() ? null : account.toEthereum().encode()));
            });
    if (changes.isEmpty()) {
      return parent.evmRoot();
    }
    TrieUpdate update = new TrieUpdater(EvmTries.accounts(parent::node)).update(changes);
    update
        .nodes()
        .forEach((path, node) -> nodes.put(EvmTries.accountNode(path), Optional.ofNullable(node)));
    return update.root();
  }

  private Bytes hash(Bytes value) {
    return Bytes.wrap(keccak.digest(value.unsafeArray()));
  }
}
