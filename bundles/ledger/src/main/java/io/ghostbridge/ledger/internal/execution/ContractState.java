package io.ghostbridge.ledger.internal.execution;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ledger.internal.state.EvmTries;
import io.ghostbridge.ledger.internal.state.Space;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The flat store as contracts see it. Remembers whether code was read for whose format there is no
 * machine: what was executed then is not what it should be. For one thread at a time.
 */
public final class ContractState implements StateReader {
  private final io.ghostbridge.ledger.internal.state.StateReader state;
  private final Machines machines;
  private @Nullable String missing;

  /** Contracts in {@code state}. */
  public ContractState(io.ghostbridge.ledger.internal.state.StateReader state, Machines machines) {
    this.state = state;
    this.machines = machines;
  }

  /** The format of code that was read and for which there is no machine; null if there is none. */
  @Nullable String missingFormat() {
    return missing;
  }

  /** Remembers the format of {@code code} if there is no machine for it. */
  void require(Bytes code) {
    String format = CodeFormat.of(code);
    if (!machines.runs(format)) {
      missing = format;
    }
  }

  @Override
  public Optional<AccountState> account(Address address) {
    AccountEntry entry = Values.account(state.get(Space.ACCOUNTS, address.bytes()));
    return entry.isDead() ? Optional.empty() : Optional.of(entry.toState());
  }

  @Override
  public Word storage(Address address, Word key) {
    Bytes value = state.get(Space.STORAGE, EvmTries.storageKey(address, key));
    return value == null ? Word.ZERO : Word.fromBytes(value.unsafeArray());
  }

  @Override
  public boolean hasStorage(Address address) {
    return !state.keys(Space.STORAGE, address.bytes(), 1).isEmpty();
  }

  @Override
  public Bytes code(Hash codeHash) {
    if (codeHash.equals(AccountState.NO_CODE)) {
      return Bytes.EMPTY;
    }
    Bytes code = state.get(Space.CODE, codeHash.bytes());
    if (code == null) {
      throw new IllegalStateException("the code with the hash " + codeHash + " is missing");
    }
    require(code);
    return code;
  }
}
