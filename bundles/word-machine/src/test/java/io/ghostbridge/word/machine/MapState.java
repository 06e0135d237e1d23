package io.ghostbridge.word.machine;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** A state in maps. */
final class MapState implements StateReader {
  private final Map<Address, AccountState> accounts = new HashMap<>();
  private final Map<Address, Map<Word, Word>> words = new HashMap<>();
  private final Map<Hash, Bytes> codes = new HashMap<>();

  MapState account(Address address, AccountState state) {
    accounts.put(address, state);
    return this;
  }

  MapState storage(Address address, Map<Word, Word> storage) {
    words.put(address, storage);
    return this;
  }

  MapState contract(Address address, Bytes code) {
    byte[] bytes = code.unsafeArray();
    Hash hash = Hash.wrap(new Keccak().digest(bytes, 0, bytes.length));
    codes.put(hash, code);
    return account(address, new AccountState(1, Word.of(1000), hash));
  }

  @Override
  public Optional<AccountState> account(Address address) {
    return Optional.ofNullable(accounts.get(address));
  }

  @Override
  public Word storage(Address address, Word key) {
    return words.getOrDefault(address, Map.of()).getOrDefault(key, Word.ZERO);
  }

  @Override
  public boolean hasStorage(Address address) {
    return words.containsKey(address);
  }

  @Override
  public Bytes code(Hash codeHash) {
    return codes.getOrDefault(codeHash, Bytes.EMPTY);
  }
}
