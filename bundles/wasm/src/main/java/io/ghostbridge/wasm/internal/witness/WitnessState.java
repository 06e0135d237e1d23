package io.ghostbridge.wasm.internal.witness;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.StateChanges;
import io.ghostbridge.api.vm.StateChanges.AccountChange;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.api.vm.WorldState;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** The state of a witness, with a journal of what to do to undo each change. */
public final class WitnessState implements WorldState {
  private record Slot(Address address, Word key) {}

  private final Map<Address, AccountState> before;
  private final Map<Hash, Bytes> codes;
  private final Map<Address, Map<Word, Word>> storageBefore;
  private final Function<Bytes, Hash> keccak;

  private final Map<Address, AccountState> accounts = new HashMap<>();
  private final Map<Hash, Bytes> newCodes = new HashMap<>();
  private final Map<Slot, Word> storage = new HashMap<>();
  private final Map<Slot, Word> transients = new HashMap<>();
  private final Set<Object> warm = new HashSet<>();
  private final Set<Address> gone = new HashSet<>();
  private final Set<Address> created = new HashSet<>();
  private final Set<Address> destroyed = new HashSet<>();
  private final List<Log> logs = new ArrayList<>();
  private final List<Runnable> undo = new ArrayList<>();
  private long refund;

  /** Takes what there is. */
  public WitnessState(
      Map<Address, AccountState> before,
      Map<Hash, Bytes> codes,
      Map<Address, Map<Word, Word>> storageBefore,
      Function<Bytes, Hash> keccak) {
    this.before = before;
    this.codes = codes;
    this.storageBefore = storageBefore;
    this.keccak = keccak;
    accounts.putAll(before);
  }

  @Override
  public int checkpoint() {
    return undo.size();
  }

  @Override
  public void revertTo(int checkpoint) {
    if (checkpoint > undo.size()) {
      throw new IllegalArgumentException(
          "the journal ends at " + undo.size() + ", before " + checkpoint);
    }
    while (undo.size() > checkpoint) {
      undo.removeLast().run();
    }
  }

  /** Puts {@code value}, or takes the key away, and remembers how it was. */
  private <K, V> void put(Map<K, V> map, K key, @Nullable V value) {
    V old = value == null ? map.remove(key) : map.put(key, value);
    undo.add(
        () -> {
          if (old == null) {
            map.remove(key);
          } else {
            map.put(key, old);
          }
        });
  }

  private <T> boolean add(Set<T> set, T element) {
    boolean added = set.add(element);
    if (added) {
      undo.add(() -> set.remove(element));
    }
    return added;
  }

  private AccountState account(Address address) {
    return accounts.getOrDefault(address, AccountState.EMPTY);
  }

  @Override
  public boolean exists(Address address) {
    return accounts.containsKey(address);
  }

  @Override
  public boolean isEmpty(Address address) {
    return account(address).isEmpty();
  }

  @Override
  public void touch(Address address) {
    if (!accounts.containsKey(address)) {
      put(accounts, address, AccountState.EMPTY);
    }
  }

  @Override
  public Word balance(Address address) {
    return account(address).balance();
  }

  @Override
  public void setBalance(Address address, Word balance) {
    AccountState old = account(address);
    put(accounts, address, new AccountState(old.nonce(), balance, old.codeHash()));
  }

  @Override
  public void transfer(Address from, Address to, Word value) {
    Word available = balance(from);
    if (available.compareTo(value) < 0) {
      throw new IllegalArgumentException(
          "the balance " + available + " is below the value " + value);
    }
    setBalance(from, available.minus(value));
    setBalance(to, balance(to).plus(value));
  }

  @Override
  public long nonce(Address address) {
    return account(address).nonce();
  }

  @Override
  public void setNonce(Address address, long nonce) {
    AccountState old = account(address);
    put(accounts, address, new AccountState(nonce, old.balance(), old.codeHash()));
  }

  @Override
  public Bytes code(Address address) {
    AccountState account = account(address);
    if (account.hasNoCode()) {
      return Bytes.EMPTY;
    }
    Bytes code = newCodes.get(account.codeHash());
    code = code == null ? codes.get(account.codeHash()) : code;
    if (code == null) {
      throw new MissingWitnessException("the code with the hash " + account.codeHash());
    }
    return code;
  }

  @Override
  public Hash codeHash(Address address) {
    return exists(address) ? account(address).codeHash() : Hash.ZERO;
  }

  @Override
  public void setCode(Address address, Bytes code) {
    Hash hash = code.isEmpty() ? AccountState.NO_CODE : keccak.apply(code);
    put(newCodes, hash, code);
    AccountState old = account(address);
    put(accounts, address, new AccountState(old.nonce(), old.balance(), hash));
  }

  @Override
  public void create(Address address) {
    add(created, address);
    add(gone, address);
    List.copyOf(storage.keySet()).stream()
        .filter(slot -> slot.address().equals(address))
        .forEach(slot -> put(storage, slot, null));
    AccountState old = account(address);
    put(accounts, address, new AccountState(0, old.balance(), AccountState.NO_CODE));
  }

  @Override
  public boolean createdInTransaction(Address address) {
    return created.contains(address);
  }

  @Override
  public boolean hasCollision(Address address) {
    AccountState account = account(address);
    return account.nonce() != 0
        || !account.hasNoCode()
        || storageBefore.getOrDefault(address, Map.of()).values().stream()
            .anyMatch(value -> !value.isZero());
  }

  @Override
  public Word storage(Address address, Word key) {
    Word value = storage.get(new Slot(address, key));
    return value != null ? value : originalStorage(address, key);
  }

  @Override
  public Word originalStorage(Address address, Word key) {
    return gone.contains(address)
        ? Word.ZERO
        : storageBefore.getOrDefault(address, Map.of()).getOrDefault(key, Word.ZERO);
  }

  @Override
  public void setStorage(Address address, Word key, Word value) {
    put(storage, new Slot(address, key), value);
  }

  @Override
  public Word transientStorage(Address address, Word key) {
    return transients.getOrDefault(new Slot(address, key), Word.ZERO);
  }

  @Override
  public void setTransientStorage(Address address, Word key, Word value) {
    put(transients, new Slot(address, key), value);
  }

  @Override
  public boolean warm(Address address) {
    return !add(warm, address);
  }

  @Override
  public boolean warm(Address address, Word key) {
    return !add(warm, new Slot(address, key));
  }

  @Override
  public boolean selfDestruct(Address address) {
    return add(destroyed, address);
  }

  @Override
  public boolean isSelfDestructed(Address address) {
    return destroyed.contains(address);
  }

  @Override
  public long refund() {
    return refund;
  }

  @Override
  public void addRefund(long amount) {
    refund += amount;
    undo.add(() -> refund -= amount);
  }

  @Override
  public void log(Log log) {
    logs.add(log);
    undo.add(logs::removeLast);
  }

  @Override
  public List<Log> logs() {
    return List.copyOf(logs);
  }

  /** What is different from the witness. */
  public StateChanges changes() {
    Map<Address, AccountChange> changes = new TreeMap<>();
    Set<Address> all = new HashSet<>(accounts.keySet());
    storage.keySet().forEach(slot -> all.add(slot.address()));
    for (Address address : all) {
      Map<Word, Word> words = new TreeMap<>();
      storage.forEach(
          (slot, value) -> {
            if (slot.address().equals(address)
                && !value.equals(originalStorage(address, slot.key()))) {
              words.put(slot.key(), value);
            }
          });
      AccountState now = account(address);
      boolean changed = !now.equals(before.get(address));
      boolean removed = (destroyed.contains(address) && created.contains(address)) || now.isEmpty();
      if ((changed && !(removed && !before.containsKey(address))) || !words.isEmpty()) {
        Bytes code = newCodes.get(now.codeHash());
        AccountState old = before.getOrDefault(address, AccountState.EMPTY);
        changes.put(
            address,
            new AccountChange(
                removed ? Optional.empty() : Optional.of(now),
                gone.contains(address),
                words,
                code == null || old.codeHash().equals(now.codeHash())
                    ? Optional.empty()
                    : Optional.of(code)));
      }
    }
    return new StateChanges(changes);
  }
}
