package io.ghostbridge.chain.internal;

import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.proto.chain.v1.DomainRegistration;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.ghostbridge.services.Submission;

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
      throw Submission.unsigned();
    }
    registrations.require(request);
    return submit(request.getSignedTransaction());
  }

  TransactionResponse submit(SubmitTransactionRequest request) throws InterruptedException {
    if (!request.hasSignedTransaction()) {
      throw Submission.unsigned();
    }
    return submit(request.getSignedTransaction());
  }

  private TransactionResponse submit(SignedTransaction signed) throws InterruptedException {
    return Submission.response(Submission.submit(ledger, signed));
  }
}
