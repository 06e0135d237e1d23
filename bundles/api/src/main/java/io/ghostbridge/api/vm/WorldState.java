package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The state as one transaction sees and changes it. Every change is in a journal: {@link #revertTo}
 * undoes all since a {@link #checkpoint}, warmth of addresses and slots, logs, refunds and
 * transient storage included. Used by the executing thread only.
 */
@ProviderType
public interface WorldState {
  /** The journal's position, to revert to. */
  int checkpoint();

  /**
   * Undoes everything since {@code checkpoint}, and forgets later checkpoints.
   *
   * @throws IllegalArgumentException if the position is beyond the journal's end
   */
  void revertTo(int checkpoint);

  /** Whether the account is there, be it empty. */
  boolean exists(Address address);

  /** Whether the account is not there, or is empty as EIP-161 defines it. */
  boolean isEmpty(Address address);

  /** Marks the account as touched (EIP-161): if it is empty in the end, it goes. */
  void touch(Address address);

  /** The balance; zero where there is no account. */
  Word balance(Address address);

  /** Sets the balance; makes and touches the account. */
  void setBalance(Address address, Word balance);

  /**
   * Moves {@code value}; makes and touches the recipient.
   *
   * @throws IllegalArgumentException if the sender's balance is below {@code value}
   */
  void transfer(Address from, Address to, Word value);

  /** The nonce, unsigned; zero where there is no account. */
  long nonce(Address address);

  /** Sets the nonce; makes the account. */
  void setNonce(Address address, long nonce);

  /** The code; none where there is no account. */
  Bytes code(Address address);

  /** Keccak-256 of the code; that of no bytes for an account without, zero where there is none. */
  Hash codeHash(Address address);

  /** Sets the code; makes the account. */
  void setCode(Address address, Bytes code);

  /**
   * Begins a contract at {@code address}: makes the account if it is not there, keeps its balance,
   * empties its storage, and remembers that this transaction created it (EIP-6780).
   */
  void create(Address address);

  /** Whether this transaction created the contract. */
  boolean createdInTransaction(Address address);

  /** Whether the account has code, a nonce or storage, so that no contract can be made there. */
  boolean hasCollision(Address address);

  /** A word of storage. */
  Word storage(Address address, Word key);

  /** The word as it was before the transaction (EIP-1283, EIP-2200). */
  Word originalStorage(Address address, Word key);

  /** Sets a word of storage. */
  void setStorage(Address address, Word key, Word value);

  /** A word of transient storage (EIP-1153). */
  Word transientStorage(Address address, Word key);

  /** Sets a word of transient storage. */
  void setTransientStorage(Address address, Word key, Word value);

  /**
   * Marks {@code address} as accessed (EIP-2929).
   *
   * @return whether it was already
   */
  boolean warm(Address address);

  /**
   * Marks a slot as accessed (EIP-2929).
   *
   * @return whether it was already
   */
  boolean warm(Address address, Word key);

  /**
   * Marks the account to be removed when the transaction ends.
   *
   * @return whether it was not marked before
   */
  boolean selfDestruct(Address address);

  /** Whether the account is marked to be removed. */
  boolean isSelfDestructed(Address address);

  /** The refund counter; may be below 0 in between. */
  long refund();

  /** Adds to the refund counter; {@code amount} may be negative. */
  void addRefund(long amount);

  /** Adds an event. */
  void log(Log log);

  /** The events so far, in their order. */
  List<Log> logs();
}
