package io.ghostbridge.services;

import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.proto.common.v1.Error;
import io.ghostbridge.proto.common.v1.ErrorCode;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.ExecutionException;

/** Hands transactions to the ledger and waits until they are in a durable block. */
public final class Submission {
  private Submission() {}

  /** The refusal of a call without the transaction that it needs. */
  public static StatusRuntimeException unsigned() {
    return Failures.of(
        Status.Code.UNAUTHENTICATED,
        "SIGNED_TRANSACTION_REQUIRED",
        "the field signed_transaction is missing: sign a transaction with the sender's key, as"
            + " docs/client/getting-started.md shows");
  }

  /**
   * Waits until the transaction is in a block.
   *
   * @throws StatusRuntimeException if it is refused, with the reason
   * @throws InterruptedException when the call or the node ends; the transaction may still be
   *     included
   */
  public static CommittedTransaction submit(Ledger ledger, SignedTransaction signed)
      throws InterruptedException {
    try {
      return ledger.submit(SignedTransactions.fromWire(signed)).get();
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionRejectedException rejection) {
        throw Rejections.of(rejection);
      }
      throw new IllegalStateException("the ledger failed to take a transaction", e.getCause());
    }
  }

  /** What a client hears of a transaction in a block; its error is set where it failed there. */
  public static TransactionResponse response(CommittedTransaction committed) {
    Receipt receipt = committed.receipt();
    TransactionResponse.Builder response =
        TransactionResponse.newBuilder()
            .setTransactionId(receipt.transactionId().toHex())
            .setBlockHash(committed.blockHash().toHex())
            .setBlockHeight(receipt.blockHeight());
    if (!receipt.succeeded()) {
      response.setError(
          Error.newBuilder()
              .setCode(code(receipt.failureReason()))
              .setMessage(receipt.failureMessage())
              .putDetails("reason", receipt.failureReason()));
    }
    return response.build();
  }

  private static ErrorCode code(String failureReason) {
    return switch (failureReason) {
      case "NOT_OWNER" -> ErrorCode.ERROR_CODE_PERMISSION_DENIED;
      case "NAME_NOT_FOUND" -> ErrorCode.ERROR_CODE_NOT_FOUND;
      default -> ErrorCode.ERROR_CODE_INVALID_ARGUMENT;
    };
  }
}
