package io.ghostbridge.chain.internal;

import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.proto.chain.v1.DomainRegistration;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.proto.common.v1.Error;
import io.ghostbridge.proto.common.v1.ErrorCode;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.util.concurrent.ExecutionException;

/** Calls that hand a transaction to the ledger and wait until it is in a durable block. */
final class TransactionCalls {
  private final Ledger ledger;
  private final RegistrationCheck registrations;

  TransactionCalls(Ledger ledger, RegistrationCheck registrations) {
    this.ledger = ledger;
    this.registrations = registrations;
  }

  TransactionResponse register(DomainRegistration request) throws InterruptedException {
    if (!request.hasSignedTransaction()) {
      throw unsigned();
    }
    registrations.require(request);
    return submit(request.getSignedTransaction());
  }

  TransactionResponse submit(SubmitTransactionRequest request) throws InterruptedException {
    if (!request.hasSignedTransaction()) {
      throw unsigned();
    }
    return submit(request.getSignedTransaction());
  }

  private static StatusRuntimeException unsigned() {
    return Failures.of(
        Status.Code.UNAUTHENTICATED,
        "SIGNED_TRANSACTION_REQUIRED",
        "the field signed_transaction is missing: sign a transaction with the sender's key, as"
            + " docs/client/getting-started.md shows");
  }

  private TransactionResponse submit(SignedTransaction signed) throws InterruptedException {
    try {
      return response(ledger.submit(SignedTransactions.fromWire(signed)).get());
    } catch (ExecutionException e) {
      if (e.getCause() instanceof TransactionRejectedException rejection) {
        throw Rejections.of(rejection);
      }
      throw new IllegalStateException("the ledger failed to take a transaction", e.getCause());
    }
  }

  private static TransactionResponse response(CommittedTransaction committed) {
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
