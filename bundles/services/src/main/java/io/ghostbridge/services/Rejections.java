package io.ghostbridge.services;

import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * The status of a call whose transaction is refused; the reason goes into the ErrorInfo as it is.
 */
public final class Rejections {
  private Rejections() {}

  /** The status of a refused transaction. */
  public static StatusRuntimeException of(TransactionRejectedException rejection) {
    return Failures.of(code(rejection.reason()), rejection.reason().name(), rejection);
  }

  /**
   * INVALID_ARGUMENT: never right, whatever the chain's state. FAILED_PRECONDITION: right in
   * another state, so make another one. The others say what their names say.
   */
  public static Status.Code code(TransactionRejectedException.Reason reason) {
    return switch (reason) {
      case MALFORMED, TOO_LARGE, UNKNOWN_ALGORITHM -> Status.Code.INVALID_ARGUMENT;
      case BAD_SIGNATURE -> Status.Code.UNAUTHENTICATED;
      case WRONG_CHAIN,
          NONCE_TOO_LOW,
          NONCE_TOO_HIGH,
          EXPIRED,
          EXPIRY_TOO_FAR,
          FEE_TOO_LOW,
          UNDERPRICED,
          GAS_OUT_OF_RANGE,
          INSUFFICIENT_BALANCE,
          MACHINE_NOT_INSTALLED ->
          Status.Code.FAILED_PRECONDITION;
      case DUPLICATE -> Status.Code.ALREADY_EXISTS;
      case TOO_MANY_PENDING -> Status.Code.RESOURCE_EXHAUSTED;
      case UNAVAILABLE -> Status.Code.UNAVAILABLE;
    };
  }
}
