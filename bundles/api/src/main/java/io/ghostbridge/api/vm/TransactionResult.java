package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Address;
import java.util.List;
import java.util.Optional;

/**
 * What a transaction did.
 *
 * @param execution how its call ended; {@code gasUsed} is the call's own
 * @param gasUsed what the sender pays for, after refunds
 * @param gasRefunded what was refunded
 * @param effectiveGasPrice what a unit of gas cost the sender
 * @param contractAddress the contract that it made
 * @param logs the events; none unless it succeeded
 * @param changes what it changed, fees and nonce included
 */
public record TransactionResult(
    ExecutionResult execution,
    long gasUsed,
    long gasRefunded,
    Word effectiveGasPrice,
    Optional<Address> contractAddress,
    List<Log> logs,
    StateChanges changes) {
  /** Copies {@code logs}. */
  public TransactionResult {
    logs = List.copyOf(logs);
  }
}
