package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.Account;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.LedgerView;
import io.ghostbridge.api.ledger.NameState;
import io.ghostbridge.api.ledger.RegisteredName;
import io.ghostbridge.api.ledger.StateProof;
import io.ghostbridge.ledger.internal.names.Names;
import io.ghostbridge.ledger.internal.state.Space;
import io.ghostbridge.ledger.internal.state.StateSnapshot;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** The state after one block as clients read it. Safe for use by any thread. */
public final class StateView implements LedgerView {
  private final StateSnapshot state;
  private final String zone;
  private final Amount totalSupply;

  /** A view of {@code state}. */
  public StateView(StateSnapshot state, String zone, Amount totalSupply) {
    this.state = state;
    this.zone = zone;
    this.totalSupply = totalSupply;
  }

  @Override
  public long height() {
    return state.height();
  }

  @Override
  public Account account(Address address) {
    return Values.account(state.get(Space.ACCOUNTS, address.bytes())).toAccount();
  }

  @Override
  public Optional<RegisteredName> registration(String name) {
    Bytes stored = state.get(Space.NAMES, Names.registrationKey(name));
    return stored == null
        ? Optional.empty()
        : Optional.of(Values.registered(name, Values.registration(stored)));
  }

  @Override
  public Optional<NameState> name(String name) {
    String registered = Names.registered(name, zone);
    if (registered == null) {
      return Optional.empty();
    }
    Bytes records = state.get(Space.NAMES, Names.recordsKey(name));
    if (records == null) {
      return Optional.empty();
    }
    // Records go with their registration, in the same block.
    return registration(registered)
        .map(registration -> Values.nameState(name, registration, records));
  }

  @Override
  public boolean hasNamesBelow(String name) {
    return NameIndexes.hasBelow(state, name);
  }

  @Override
  public List<String> namesOf(Address owner, int limit) {
    return NameIndexes.namesOf(state, owner, limit);
  }

  @Override
  public Amount totalSupply() {
    return totalSupply;
  }

  @Override
  public List<String> stores() {
    return Stream.concat(Stream.of(StateSnapshot.EVM), Space.STORES.stream().map(Space::storeName))
        .sorted()
        .toList();
  }

  @Override
  public StateProof prove(String store, Bytes key) throws HeightUnavailableException {
    for (Space space : Space.STORES) {
      if (space.storeName().equals(store)) {
        if (key.isEmpty()) {
          throw new IllegalArgumentException("an empty key is never in a store: give a key");
        }
        return state.prove(space, key);
      }
    }
    if (store.equals(StateSnapshot.EVM)) {
      throw new IllegalArgumentException(
          "what is in the store evm is proven in Ethereum's way: ask for an account's proof");
    }
    throw new IllegalArgumentException("the stores are " + stores() + ", not '" + store + "'");
  }
}
