package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.AccountOverride;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A state in which some accounts are as a caller wants them for one call. */
final class OverriddenState implements StateReader {
  private final ContractState state;
  private final Map<Address, AccountOverride> overrides;
  private final Map<Hash, Bytes> codes = new HashMap<>();

  OverriddenState(ContractState state, Map<Address, AccountOverride> overrides) {
    this.state = state;
    this.overrides = overrides;
    for (AccountOverride override : overrides.values()) {
      override.code().ifPresent(code -> codes.put(Keccak.hash(code.unsafeArray()), code));
    }
  }

  @Override
  public Optional<AccountState> account(Address address) {
    Optional<AccountState> account = state.account(address);
    AccountOverride override = overrides.get(address);
    if (override == null) {
      return account;
    }
    AccountState base = account.orElse(AccountState.EMPTY);
    return Optional.of(
        new AccountState(
            override.nonce().orElse(base.nonce()),
            override.balance().orElse(base.balance()),
            override.code().map(code -> Keccak.hash(code.unsafeArray())).orElse(base.codeHash())));
  }

  @Override
  public Word storage(Address address, Word key) {
    AccountOverride override = overrides.get(address);
    if (override != null) {
      Word value = override.storage().get(key);
      if (value != null || override.storageReplaced()) {
        return value == null ? Word.ZERO : value;
      }
    }
    return state.storage(address, key);
  }

  @Override
  public boolean hasStorage(Address address) {
    AccountOverride override = overrides.get(address);
    return (override != null && override.storage().values().stream().anyMatch(v -> !v.isZero()))
        || ((override == null || !override.storageReplaced()) && state.hasStorage(address));
  }

  @Override
  public Bytes code(Hash codeHash) {
    Bytes code = codes.get(codeHash);
    if (code == null) {
      return state.code(codeHash);
    }
    state.require(code);
    return code;
  }
}
