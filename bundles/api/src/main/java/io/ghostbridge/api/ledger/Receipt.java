package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Hash;
import java.util.Optional;

/**
 * What a transaction in a block did. A failed one paid the chain's minimum fee, or for the gas it
 * used, used its nonce and changed nothing else.
 *
 * @param transactionId the transaction
 * @param blockHeight the block that holds it
 * @param index its place in the block, from 0
 * @param succeeded whether its operation was carried out
 * @param failureReason why not, in upper snake case such as {@code NAME_TAKEN}; of a contract
 *     {@code REVERTED} or a {@link io.ghostbridge.api.vm.Failure}; empty on success
 * @param failureMessage the same as a sentence; empty on success
 * @param feePaid what the sender paid, the registration fee of names included
 * @param contract of a transaction that ran a contract
 */
public record Receipt(
    Hash transactionId,
    long blockHeight,
    int index,
    boolean succeeded,
    String failureReason,
    String failureMessage,
    Amount feePaid,
    Optional<ContractReceipt> contract) {
  /** The receipt of a transaction that ran no contract. */
  public Receipt(
      Hash transactionId,
      long blockHeight,
      int index,
      boolean succeeded,
      String failureReason,
      String failureMessage,
      Amount feePaid) {
    this(
        transactionId,
        blockHeight,
        index,
        succeeded,
        failureReason,
        failureMessage,
        feePaid,
        Optional.empty());
  }
}
