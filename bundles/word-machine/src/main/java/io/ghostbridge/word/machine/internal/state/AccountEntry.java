package io.ghostbridge.word.machine.internal.state;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.Word;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** An account that the transaction looked at. */
public final class AccountEntry {
  /** Where it is. */
  public final Address address;

  /** What it was before the transaction, or null where there was none. */
  public final @Nullable AccountState original;

  /** Whether it is there now. */
  public boolean exists;

  /** Its nonce. */
  public long nonce;

  /** Its balance. */
  public Word balance;

  /** The hash of its code. */
  public Hash codeHash;

  /** Its code, once it was asked for. */
  public @Nullable Bytes code;

  /** Its words of storage that were looked at. */
  public Map<Word, Slot> slots = new HashMap<>();

  /** Whether its storage from before the transaction is gone. */
  public boolean storageCleared;

  /** Its transient storage, if it has any. */
  public @Nullable Map<Word, Word> transientWords;

  /** Whether it was accessed (EIP-2929). */
  public boolean warm;

  /** Whether it was touched (EIP-161). */
  public boolean touched;

  /** Whether this transaction created it. */
  public boolean created;

  /** Whether it goes when the transaction ends. */
  public boolean destructed;

  /** As it was before the transaction. */
  public AccountEntry(Address address, @Nullable AccountState original) {
    this.address = address;
    this.original = original;
    AccountState state = original == null ? AccountState.EMPTY : original;
    exists = original != null;
    nonce = state.nonce();
    balance = state.balance();
    codeHash = state.codeHash();
    code = state.hasNoCode() ? Bytes.EMPTY : null;
  }

  /** Whether it is empty as EIP-161 defines it. */
  public boolean isEmpty() {
    return nonce == 0 && balance.isZero() && codeHash.equals(AccountState.NO_CODE);
  }

  /** What it is now. */
  public AccountState state() {
    return new AccountState(nonce, balance, codeHash);
  }
}
