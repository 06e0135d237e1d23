package io.ghostbridge.statetest;

import com.google.gson.JsonElement;
import com.google.gson.JsonObject;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.StateChanges;
import io.ghostbridge.api.vm.StateChanges.AccountChange;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.ethereum.rlp.RlpWriter;
import io.ghostbridge.ethereum.transaction.EthereumAccount;
import io.ghostbridge.ethereum.trie.MemoryTrie;
import io.ghostbridge.ethereum.trie.TrieChange;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** A test's accounts, and the root of the trie that they make. */
final class PreState implements StateReader {
  private final Map<Address, AccountState> accounts = new HashMap<>();
  private final Map<Address, Map<Word, Word>> storage = new HashMap<>();
  private final Map<Hash, Bytes> codes = new HashMap<>();

  PreState(JsonObject pre) {
    for (Map.Entry<String, JsonElement> entry : pre.entrySet()) {
      Address address = Address.wrap(Bytes.fromHex(entry.getKey().substring(2)).toByteArray());
      JsonObject account = entry.getValue().getAsJsonObject();
      Bytes code = Json.bytes(account.get("code"));
      Hash codeHash = Hash.wrap(new Keccak().digest(code.unsafeArray()));
      codes.put(codeHash, code);
      accounts.put(
          address,
          new AccountState(
              Json.unsigned(account.get("nonce")), Json.word(account.get("balance")), codeHash));
      Map<Word, Word> words = new HashMap<>();
      account
          .getAsJsonObject("storage")
          .entrySet()
          .forEach(
              each -> {
                Word value = Json.word(each.getValue());
                if (!value.isZero()) {
                  words.put(Word.fromHex(each.getKey()), value);
                }
              });
      storage.put(address, words);
    }
  }

  private PreState(PreState other) {
    accounts.putAll(other.accounts);
    other.storage.forEach((address, words) -> storage.put(address, new HashMap<>(words)));
    codes.putAll(other.codes);
  }

  @Override
  public Optional<AccountState> account(Address address) {
    return Optional.ofNullable(accounts.get(address));
  }

  @Override
  public Word storage(Address address, Word key) {
    return storage.getOrDefault(address, Map.of()).getOrDefault(key, Word.ZERO);
  }

  @Override
  public boolean hasStorage(Address address) {
    return !storage.getOrDefault(address, Map.of()).isEmpty();
  }

  @Override
  public Bytes code(Hash codeHash) {
    Bytes code = codes.get(codeHash);
    if (code == null) {
      throw new IllegalStateException("no code with the hash " + codeHash);
    }
    return code;
  }

  /** This state with {@code changes}. */
  PreState with(StateChanges changes) {
    PreState next = new PreState(this);
    changes.accounts().forEach(next::apply);
    return next;
  }

  private void apply(Address address, AccountChange change) {
    if (change.state().isEmpty()) {
      accounts.remove(address);
      storage.remove(address);
      return;
    }
    accounts.put(address, change.state().get());
    Map<Word, Word> words = storage.computeIfAbsent(address, any -> new HashMap<>());
    if (change.storageCleared()) {
      words.clear();
    }
    change
        .storage()
        .forEach(
            (key, value) -> {
              if (value.isZero()) {
                words.remove(key);
              } else {
                words.put(key, value);
              }
            });
    change.code().ifPresent(code -> codes.put(change.state().get().codeHash(), code));
  }

  /** This state with an empty account at {@code address} if there is none. */
  PreState withAccount(Address address) {
    if (accounts.containsKey(address)) {
      return this;
    }
    PreState next = new PreState(this);
    next.accounts.put(address, AccountState.EMPTY);
    return next;
  }

  /** The root of the state trie. */
  Hash root() {
    List<TrieChange> leaves = new ArrayList<>();
    accounts.forEach(
        (address, state) ->
            leaves.add(
                new TrieChange(
                    hashed(address.bytes().unsafeArray()),
                    new EthereumAccount(
                            state.nonce(),
                            state.balance().toBigInteger(),
                            storageRoot(address),
                            state.codeHash())
                        .encode())));
    MemoryTrie trie = new MemoryTrie();
    trie.update(leaves);
    return trie.root();
  }

  private Hash storageRoot(Address address) {
    List<TrieChange> leaves = new ArrayList<>();
    storage
        .getOrDefault(address, Map.of())
        .forEach(
            (key, value) ->
                leaves.add(
                    new TrieChange(
                        hashed(key.toBytes()),
                        Bytes.wrap(new RlpWriter().bytes(value.toMinimalBytes()).toByteArray()))));
    MemoryTrie trie = new MemoryTrie();
    trie.update(leaves);
    return trie.root();
  }

  private static Bytes hashed(byte[] key) {
    return Bytes.wrap(new Keccak().digest(key));
  }

  /** What differs, an account or a word a line, for people. */
  List<String> describe() {
    List<String> lines = new ArrayList<>();
    new TreeMap<>(accounts)
        .forEach(
            (address, state) -> {
              lines.add(
                  address
                      + " nonce="
                      + Long.toUnsignedString(state.nonce())
                      + " balance="
                      + state.balance()
                      + " code="
                      + state.codeHash().toHex().substring(0, 8));
              storage.getOrDefault(address, Map.of()).entrySet().stream()
                  .sorted(Map.Entry.comparingByKey())
                  .forEach(each -> lines.add("  " + each.getKey() + " = " + each.getValue()));
            });
    return lines;
  }
}
