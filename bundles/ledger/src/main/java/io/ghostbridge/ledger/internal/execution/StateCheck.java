package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.ledger.internal.names.Names;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateSnapshot;
import io.ghostbridge.ledger.internal.state.StateStore;
import io.ghostbridge.ledger.internal.tree.PageReader;
import io.ghostbridge.ledger.internal.tree.StoreRoots;
import io.ghostbridge.ledger.internal.tree.TreeAudit;
import java.util.EnumMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Compares everything in the state store with everything else in it: each tree's every hash is
 * computed again from the flat store, the root is the head's, the indexes have the entries that
 * follow from the names and no other, and the accounts add up to the supply.
 */
public final class StateCheck {
  private final StateStore store;

  /** A check of {@code store}, which nobody may write to meanwhile. */
  public StateCheck(StateStore store) {
    this.store = store;
  }

  /** What is wrong, or empty. */
  public Optional<String> run(Hash stateRoot, Amount totalSupply) {
    try {
      StateSnapshot latest = store.latest();
      SortedMap<String, Hash> roots = new TreeMap<>();
      for (Space space : Space.STORES) {
        PageReader pages = latest.pages(space);
        TreeAudit audit = new TreeAudit(pages, key -> latest.get(space, key));
        roots.put(space.storeName(), audit.run());
        if (audit.leaves() != store.size(space) || audit.pages() != store.pages(space)) {
          return Optional.of("the tree of " + space.storeName() + " is not the one of its store");
        }
      }
      EvmCheck evm = new EvmCheck(store);
      roots.put(StateSnapshot.EVM, evm.run());
      Hash found = StoreRoots.join(roots);
      if (!found.equals(stateRoot)) {
        return Optional.of("its root is " + found + ", the head's " + stateRoot);
      }
      return checkSupply(totalSupply).or(this::checkIndexes);
    } catch (TreeAudit.MismatchException | EvmCheck.MismatchException | RuntimeException e) {
      return Optional.of(e.toString());
    }
  }

  private Optional<String> checkSupply(Amount totalSupply) {
    Amount[] sum = {Amount.ZERO};
    store.forEach(
        Space.ACCOUNTS,
        (key, value) -> {
          var account = Values.account(value);
          sum[0] = sum[0].plus(account.balance()).plus(account.locked());
        });
    return sum[0].equals(totalSupply)
        ? Optional.empty()
        : Optional.of("the accounts add up to " + sum[0] + " GHOST instead of " + totalSupply);
  }

  private Optional<String> checkIndexes() {
    Map<Space, Set<Bytes>> expected = new EnumMap<>(Space.class);
    store.forEach(
        Space.NAMES,
        (key, value) -> {
          String registered = Names.nameOfRegistrationKey(key);
          if (registered != null) {
            NameIndexes.ofRegistration(
                registered,
                Values.registration(value),
                (space, entry) -> add(expected, space, entry));
          }
          String withRecords = Names.nameOfRecordsKey(key);
          if (withRecords != null) {
            NameIndexes.ofRecords(withRecords, (space, entry) -> add(expected, space, entry));
          }
        });
    for (Space space : Space.INDEXES) {
      Set<Bytes> entries = expected.getOrDefault(space, Set.of());
      Set<Bytes> found = new HashSet<>();
      store.forEach(space, (key, value) -> found.add(key));
      if (!found.equals(entries)) {
        return Optional.of("the index " + space.storeName() + " is not the one of the names");
      }
    }
    return Optional.empty();
  }

  private static void add(Map<Space, Set<Bytes>> expected, Space space, Bytes entry) {
    expected.computeIfAbsent(space, any -> new HashSet<>()).add(entry);
  }
}
