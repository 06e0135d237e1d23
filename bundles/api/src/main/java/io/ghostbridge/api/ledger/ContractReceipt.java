package io.ghostbridge.api.ledger;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.Log;
import java.util.List;
import java.util.Optional;

/**
 * What a transaction that ran a contract did beyond what every receipt says.
 *
 * @param gasUsed what it paid for, after refunds
 * @param cumulativeGasUsed the same with all before it in the block
 * @param effectiveGasPrice what a unit of gas cost, base fee included
 * @param contractAddress the contract that it made, if it succeeded in that
 * @param logs the events; none unless it succeeded
 * @param firstLogIndex the number of events before these in the block
 * @param output the first {@value #MAXIMUM_OUTPUT} bytes of what the contract returned, or of the
 *     reason for which it reverted; not of a creation's code
 */
public record ContractReceipt(
    long gasUsed,
    long cumulativeGasUsed,
    Amount effectiveGasPrice,
    Optional<Address> contractAddress,
    List<Log> logs,
    int firstLogIndex,
    Bytes output) {
  /** How many bytes of the output a receipt holds at most. */
  public static final int MAXIMUM_OUTPUT = 4096;

  /** Copies {@code logs}. */
  public ContractReceipt {
    logs = List.copyOf(logs);
  }
}
