package io.ghostbridge.chain.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.Account;
import io.ghostbridge.api.ledger.LedgerView;
import io.ghostbridge.api.ledger.NameState;
import io.ghostbridge.api.ledger.RegisteredName;
import io.ghostbridge.api.ledger.StateProof;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A state that a test fills. */
final class MemoryView implements LedgerView {
  final Map<Address, Account> accounts = new HashMap<>();
  final Map<Address, List<String>> owned = new HashMap<>();

  @Override
  public long height() {
    return 9;
  }

  @Override
  public Account account(Address address) {
    return accounts.getOrDefault(address, Account.EMPTY);
  }

  @Override
  public Optional<RegisteredName> registration(String name) {
    return Optional.empty();
  }

  @Override
  public Optional<NameState> name(String name) {
    return Optional.empty();
  }

  @Override
  public boolean hasNamesBelow(String name) {
    return false;
  }

  @Override
  public List<String> namesOf(Address owner, int limit) {
    return owned.getOrDefault(owner, List.of()).stream().limit(limit).toList();
  }

  @Override
  public Amount totalSupply() {
    return Amount.ZERO;
  }

  @Override
  public List<String> stores() {
    return List.of("accounts", "names");
  }

  @Override
  public StateProof prove(String store, Bytes key) {
    return new StateProof(
        9, key.get(0) == 0 ? null : Bytes.wrap(new byte[] {7}), List.of(Bytes.fromHex("0102")));
  }
}
