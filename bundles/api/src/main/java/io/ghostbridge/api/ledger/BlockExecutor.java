package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import java.util.List;
import java.util.Map;
import org.osgi.annotation.versioning.ProviderType;

/**
 * The state machine as sequencers drive it: check, propose, commit. Execution is deterministic: the
 * same transactions at the same time on the same state give the same roots.
 */
@ProviderType
public interface BlockExecutor {
  /**
   * Checks all that can be checked before an order is known: form, size, algorithm, signature,
   * chain id, fee, expiry, that the nonce is not used, and that the balance covers fee and amount.
   * Any thread; costs a signature verification.
   *
   * @throws TransactionRejectedException with the reason
   */
  Transaction check(SignedTransaction transaction) throws TransactionRejectedException;

  /** The latest committed block. */
  Block head();

  /** What a unit of gas costs at least in the block after the head. */
  default Amount nextBaseFee() {
    return Amount.ZERO;
  }

  /**
   * Executes {@code candidates} in this order on top of the head, leaving out those that cannot be
   * in a block now. A signature that {@link #check} of this executor did not verify is verified
   * here. One thread at a time.
   *
   * @param timeMillis the block's time; raised to the parent's where it is earlier
   * @param proposerPublicKey the key that will sign
   */
  Proposal propose(List<Transaction> candidates, long timeMillis, Bytes proposerPublicKey);

  /**
   * Makes {@code proposal} the head, durably, tells the {@link BlockListener}s, and only then
   * returns. One thread at a time.
   *
   * @param signature by the proposer's key over {@link Proposal#signedBytes()}; verified here
   * @throws IllegalStateException if the proposal does not extend the head
   * @throws IllegalArgumentException if the signature is wrong
   */
  Block commit(Proposal proposal, Bytes signature);

  /** An executed block that is not committed. */
  @ProviderType
  interface Proposal {
    /** The header. */
    BlockHeader header();

    /** What the proposer signs. */
    Bytes signedBytes();

    /** The transactions that are in the block. */
    List<Transaction> included();

    /** Those left out for good, and why. */
    Map<Transaction, TransactionRejectedException> rejected();

    /**
     * Those whose nonce is ahead of the sender's: to be proposed again. A candidate that is neither
     * included nor rejected nor here had no room, or does not pay the base fee: the same.
     */
    List<Transaction> deferred();
  }
}
