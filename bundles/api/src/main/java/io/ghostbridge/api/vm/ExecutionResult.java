package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Bytes;
import java.util.Optional;

/**
 * How an execution ended.
 *
 * @param status which way
 * @param gasLeft what the caller gets back; 0 after a failure
 * @param gasUsed what was used, before any refund
 * @param refund what the execution added to the transaction's refund counter; negative where it
 *     took away
 * @param output the return data; the reason after a revert, if the contract gave one
 * @param error what went wrong, if the status is {@link Status#FAILED}
 */
public record ExecutionResult(
    Status status,
    long gasLeft,
    long gasUsed,
    long refund,
    Bytes output,
    Optional<ExecutionError> error) {
  /** The ways to end. */
  public enum Status {
    /** The code ended as it should; its changes hold. */
    SUCCESS,
    /** The code undid its changes itself; the gas left is the caller's. */
    REVERTED,
    /** The code broke a rule; its changes are undone and its gas is used up. */
    FAILED
  }

  /** An execution that ended well. */
  public static ExecutionResult success(long gasLeft, long gasUsed, long refund, Bytes output) {
    return new ExecutionResult(Status.SUCCESS, gasLeft, gasUsed, refund, output, Optional.empty());
  }

  /** An execution that undid itself. */
  public static ExecutionResult reverted(long gasLeft, long gasUsed, Bytes output) {
    return new ExecutionResult(Status.REVERTED, gasLeft, gasUsed, 0, output, Optional.empty());
  }

  /** An execution that broke a rule and used all of {@code gas}. */
  public static ExecutionResult failed(long gas, ExecutionError error) {
    return new ExecutionResult(Status.FAILED, 0, gas, 0, Bytes.EMPTY, Optional.of(error));
  }

  /** Whether the changes hold. */
  public boolean succeeded() {
    return status == Status.SUCCESS;
  }
}
