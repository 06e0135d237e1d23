package io.ghostbridge.word.machine;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.StateChanges;
import io.ghostbridge.api.vm.StateChanges.AccountChange;
import io.ghostbridge.api.vm.StateReader;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.ethereum.Keccak;
import io.ghostbridge.word.machine.internal.state.AccountEntry;
import io.ghostbridge.word.machine.internal.state.Journal;
import io.ghostbridge.word.machine.internal.state.Slot;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A transaction's state in memory, over what was there before. For one thread. */
public final class JournaledState implements WorldState {
  private static final byte EXISTS = 0;
  private static final byte BALANCE = 1;
  private static final byte NONCE = 2;
  private static final byte CODE = 3;
  private static final byte CREATED = 4;
  private static final byte STORAGE = 5;
  private static final byte TRANSIENT = 6;
  private static final byte WARM_ACCOUNT = 7;
  private static final byte WARM_SLOT = 8;
  private static final byte TOUCHED = 9;
  private static final byte DESTRUCTED = 10;
  private static final byte REFUND = 11;
  private static final byte LOG = 12;

  /**
   * RIPEMD-160's precompiled contract: on the main network, its touch once outlived the failure of
   * its call, and every client has agreed to that since (EIP-161's clarification).
   */
  private static final Address RIPEMD160 = Word.of(3).toAddress();

  private final StateReader reader;
  private final boolean removesEmpty;
  private final Map<Address, AccountEntry> entries = new HashMap<>();
  private final Journal journal = new Journal();
  private final List<Log> logs = new ArrayList<>();
  private Set<Address> alwaysWarm = Set.of();
  private long refund;
  private @Nullable Address lastAddress;
  private @Nullable AccountEntry last;
  private @Nullable Address addressBefore;
  private @Nullable AccountEntry before;
  private @Nullable AccountEntry lastOwner;
  private @Nullable Word lastKey;
  private @Nullable Slot lastSlot;

  private record CodeBefore(Hash hash, @Nullable Bytes code) {}

  private record CreationBefore(Map<Word, Slot> slots, boolean cleared, boolean created) {}

  /** Over {@code reader}, by the rules of {@code fork}. */
  public JournaledState(StateReader reader, Fork fork) {
    this.reader = reader;
    this.removesEmpty = fork.isAtLeast(Fork.SPURIOUS_DRAGON);
  }

  /**
   * Has these accounts warm from the start, whatever is reverted. None of them is read for that, as
   * most transactions call no precompiled contract.
   */
  public void warmFromStart(Set<Address> addresses) {
    alwaysWarm = addresses;
  }

  /**
   * An instruction asks for the same object again and again, and calls go back and forth between
   * two accounts: a look is quicker than a hash.
   */
  @SuppressWarnings("ReferenceEquality")
  private AccountEntry entry(Address address) {
    AccountEntry known = last;
    if (known != null && lastAddress == address) {
      return known;
    }
    AccountEntry other = before;
    Address otherAddress = addressBefore;
    before = known;
    addressBefore = lastAddress;
    if (other == null || otherAddress != address) {
      other = entries.get(address);
      if (other == null) {
        other = new AccountEntry(address, reader.account(address).orElse(null));
        entries.put(address, other);
      }
    }
    last = other;
    lastAddress = address;
    return other;
  }

  @SuppressWarnings("ReferenceEquality")
  private Slot slot(AccountEntry account, Word key) {
    Slot slot = lastSlot;
    if (slot != null && account == lastOwner && key.equals(lastKey)) {
      return slot;
    }
    slot = account.slots.get(key);
    if (slot == null) {
      boolean none = account.storageCleared || account.original == null;
      slot = new Slot(none ? Word.ZERO : reader.storage(account.address, key));
      account.slots.put(key, slot);
    }
    lastOwner = account;
    lastKey = key;
    lastSlot = slot;
    return slot;
  }

  @Override
  public int checkpoint() {
    return journal.size();
  }

  @Override
  public void revertTo(int checkpoint) {
    journal.revert(checkpoint, this::undo);
    lastSlot = null;
  }

  @SuppressWarnings("unchecked")
  private void undo(byte kind, @Nullable Object target, @Nullable Object before, long number) {
    if (target instanceof Slot slot) {
      if (kind == STORAGE && before instanceof Word word) {
        slot.current = word;
      } else {
        slot.warm = false;
      }
      return;
    }
    if (!(target instanceof AccountEntry account)) {
      undoGlobal(kind, number);
      return;
    }
    switch (kind) {
      case EXISTS -> account.exists = false;
      case BALANCE -> account.balance = before instanceof Word word ? word : Word.ZERO;
      case NONCE -> account.nonce = number;
      case CODE -> {
        if (before instanceof CodeBefore code) {
          account.codeHash = code.hash();
          account.code = code.code();
        }
      }
      case CREATED -> {
        if (before instanceof CreationBefore creation) {
          account.slots = creation.slots();
          account.storageCleared = creation.cleared();
          account.created = creation.created();
        }
      }
      case TRANSIENT -> {
        Map.Entry<Word, Word> entry = (Map.Entry<Word, Word>) before;
        if (account.transientWords != null && entry != null) {
          account.transientWords.put(entry.getKey(), entry.getValue());
        }
      }
      case WARM_ACCOUNT -> account.warm = false;
      case TOUCHED -> account.touched = account.address.equals(RIPEMD160);
      default -> account.destructed = false;
    }
  }

  private void undoGlobal(byte kind, long number) {
    if (kind == REFUND) {
      refund = number;
    } else {
      logs.removeLast();
    }
  }

  @Override
  public boolean exists(Address address) {
    return entry(address).exists;
  }

  @Override
  public boolean isEmpty(Address address) {
    return entry(address).isEmpty();
  }

  @Override
  public void touch(Address address) {
    touch(entry(address));
  }

  private void touch(AccountEntry account) {
    if (!account.touched) {
      journal.add(TOUCHED, account, null, 0);
      account.touched = true;
    }
  }

  private void make(AccountEntry account) {
    if (!account.exists) {
      journal.add(EXISTS, account, null, 0);
      account.exists = true;
    }
  }

  @Override
  public Word balance(Address address) {
    return entry(address).balance;
  }

  @Override
  public void setBalance(Address address, Word balance) {
    setBalance(entry(address), balance);
  }

  private void setBalance(AccountEntry account, Word balance) {
    make(account);
    touch(account);
    if (!account.balance.equals(balance)) {
      journal.add(BALANCE, account, account.balance, 0);
      account.balance = balance;
    }
  }

  @Override
  public void transfer(Address from, Address to, Word value) {
    if (!value.isZero()) {
      AccountEntry sender = entry(from);
      if (sender.balance.compareTo(value) < 0) {
        throw new IllegalArgumentException(
            "the balance of " + from + " is " + sender.balance + ", below the value " + value);
      }
      setBalance(sender, sender.balance.minus(value));
    }
    AccountEntry recipient = entry(to);
    setBalance(recipient, recipient.balance.plus(value));
  }

  @Override
  public long nonce(Address address) {
    return entry(address).nonce;
  }

  @Override
  public void setNonce(Address address, long nonce) {
    AccountEntry account = entry(address);
    make(account);
    journal.add(NONCE, account, null, account.nonce);
    account.nonce = nonce;
  }

  @Override
  public Bytes code(Address address) {
    AccountEntry account = entry(address);
    Bytes code = account.code;
    if (code == null) {
      code = reader.code(account.codeHash);
      account.code = code;
    }
    return code;
  }

  @Override
  public Hash codeHash(Address address) {
    AccountEntry account = entry(address);
    return account.exists ? account.codeHash : Hash.ZERO;
  }

  @Override
  public void setCode(Address address, Bytes code) {
    AccountEntry account = entry(address);
    make(account);
    journal.add(CODE, account, new CodeBefore(account.codeHash, account.code), 0);
    byte[] bytes = code.unsafeArray();
    account.codeHash =
        code.isEmpty()
            ? AccountState.NO_CODE
            : Hash.wrap(new Keccak().digest(bytes, 0, bytes.length));
    account.code = code;
  }

  @Override
  public void create(Address address) {
    AccountEntry account = entry(address);
    make(account);
    touch(account);
    journal.add(
        CREATED,
        account,
        new CreationBefore(account.slots, account.storageCleared, account.created),
        0);
    Map<Word, Slot> fresh = new HashMap<>();
    // What the access list warmed stays warm.
    account.slots.forEach(
        (key, slot) -> {
          if (slot.warm) {
            Slot empty = new Slot(Word.ZERO);
            empty.warm = true;
            fresh.put(key, empty);
          }
        });
    account.slots = fresh;
    account.storageCleared = true;
    account.created = true;
    lastSlot = null;
  }

  @Override
  public boolean createdInTransaction(Address address) {
    return entry(address).created;
  }

  @Override
  public boolean hasCollision(Address address) {
    AccountEntry account = entry(address);
    return account.nonce != 0
        || !account.codeHash.equals(AccountState.NO_CODE)
        || (account.original != null && !account.storageCleared && reader.hasStorage(address));
  }

  @Override
  public Word storage(Address address, Word key) {
    return slot(entry(address), key).current;
  }

  @Override
  public Word originalStorage(Address address, Word key) {
    return slot(entry(address), key).original;
  }

  @Override
  public void setStorage(Address address, Word key, Word value) {
    Slot slot = slot(entry(address), key);
    if (!slot.current.equals(value)) {
      journal.add(STORAGE, slot, slot.current, 0);
      slot.current = value;
    }
  }

  @Override
  public Word transientStorage(Address address, Word key) {
    Map<Word, Word> words = entry(address).transientWords;
    return words == null ? Word.ZERO : words.getOrDefault(key, Word.ZERO);
  }

  @Override
  public void setTransientStorage(Address address, Word key, Word value) {
    AccountEntry account = entry(address);
    Map<Word, Word> words = account.transientWords;
    if (words == null) {
      words = new HashMap<>();
      account.transientWords = words;
    }
    Word before = words.put(key, value);
    journal.add(TRANSIENT, account, Map.entry(key, before == null ? Word.ZERO : before), 0);
  }

  @Override
  public boolean warm(Address address) {
    AccountEntry account = entry(address);
    if (account.warm) {
      return true;
    }
    if (alwaysWarm.contains(address)) {
      account.warm = true;
      return true;
    }
    journal.add(WARM_ACCOUNT, account, null, 0);
    account.warm = true;
    return false;
  }

  @Override
  public boolean warm(Address address, Word key) {
    Slot slot = slot(entry(address), key);
    if (slot.warm) {
      return true;
    }
    journal.add(WARM_SLOT, slot, null, 0);
    slot.warm = true;
    return false;
  }

  @Override
  public boolean selfDestruct(Address address) {
    AccountEntry account = entry(address);
    if (account.destructed) {
      return false;
    }
    journal.add(DESTRUCTED, account, null, 0);
    account.destructed = true;
    return true;
  }

  @Override
  public boolean isSelfDestructed(Address address) {
    return entry(address).destructed;
  }

  @Override
  public long refund() {
    return refund;
  }

  @Override
  public void addRefund(long amount) {
    journal.add(REFUND, null, null, refund);
    refund += amount;
  }

  @Override
  public void log(Log log) {
    journal.add(LOG, null, null, 0);
    logs.add(log);
  }

  @Override
  public List<Log> logs() {
    return Collections.unmodifiableList(logs);
  }

  /**
   * What the transaction changed, now that it ends: accounts marked to be removed are gone, and
   * from Spurious Dragon on those that were touched and are empty.
   */
  public StateChanges changes() {
    Map<Address, AccountChange> changes = new TreeMap<>();
    for (AccountEntry account : entries.values()) {
      boolean gone = account.destructed || (removesEmpty && account.touched && account.isEmpty());
      if (gone || !account.exists) {
        if (account.original != null) {
          changes.put(
              account.address,
              new AccountChange(Optional.empty(), true, Map.of(), Optional.empty()));
        }
        continue;
      }
      AccountChange change = change(account);
      if (change != null) {
        changes.put(account.address, change);
      }
    }
    return new StateChanges(changes);
  }

  private static @Nullable AccountChange change(AccountEntry account) {
    Map<Word, Word> storage = new TreeMap<>();
    account.slots.forEach(
        (key, slot) -> {
          if (!slot.current.equals(slot.original)) {
            storage.put(key, slot.current);
          }
        });
    AccountState state = account.state();
    AccountState original = account.original;
    if (state.equals(original) && storage.isEmpty() && !account.storageCleared) {
      return null;
    }
    boolean newCode = original == null || !original.codeHash().equals(state.codeHash());
    return new AccountChange(
        Optional.of(state),
        account.storageCleared && original != null,
        storage,
        newCode && !state.hasNoCode() ? Optional.ofNullable(account.code) : Optional.empty());
  }
}
