package io.ghostbridge.contracts.internal;

import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.CommittedTransaction;
import io.ghostbridge.api.ledger.ContractLedger;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.proto.chain.v1.TransactionResponse;
import io.ghostbridge.proto.contract.v1.ContractCall;
import io.ghostbridge.proto.contract.v1.ContractDeployment;
import io.ghostbridge.proto.contract.v1.ContractResult;
import io.ghostbridge.proto.contract.v1.TransactionQuery;
import io.ghostbridge.services.Failures;
import io.ghostbridge.services.Network;
import io.ghostbridge.services.Submission;
import io.ghostbridge.services.WireValues;
import io.grpc.Status;

/** Calls that hand a transaction to the ledger, or ask what became of one. */
final class TransactionCalls {
  private final Ledger ledger;
  private final ContractLedger contracts;
  private final TransactionChecks checks;
  private final Network network;

  TransactionCalls(
      Ledger ledger, ContractLedger contracts, TransactionChecks checks, Network network) {
    this.ledger = ledger;
    this.contracts = contracts;
    this.checks = checks;
    this.network = network;
  }

  TransactionResponse deploy(ContractDeployment request) throws InterruptedException {
    if (!request.hasSignedTransaction()) {
      throw Submission.unsigned();
    }
    checks.require(request);
    return Submission.response(Submission.submit(ledger, request.getSignedTransaction()));
  }

  ContractResult call(ContractCall request) throws InterruptedException {
    if (!request.hasSignedTransaction()) {
      throw Submission.unsigned();
    }
    checks.require(request);
    CommittedTransaction committed = Submission.submit(ledger, request.getSignedTransaction());
    return Messages.result(committed.receipt(), committed.blockHash());
  }

  ContractResult receipt(TransactionQuery query) {
    ContractLedger.IncludedTransaction included = find(query);
    return Messages.result(included.receipt(), included.blockHash());
  }

  /**
   * The transaction that is asked for, which ran a contract.
   *
   * @throws io.grpc.StatusRuntimeException if there is none
   */
  ContractLedger.IncludedTransaction find(TransactionQuery query) {
    network.require(query.getNetwork());
    Hash id = WireValues.hash(query.getTransactionId(), "TRANSACTION_ID_INVALID");
    ContractLedger.IncludedTransaction included =
        contracts
            .transaction(id)
            .orElseThrow(
                () ->
                    Failures.of(
                        Status.Code.NOT_FOUND,
                        "TRANSACTION_NOT_FOUND",
                        "no block has a transaction " + id.toHex() + "; it may still be waiting"));
    if (included.receipt().contract().isEmpty()) {
      throw Failures.of(
          Status.Code.FAILED_PRECONDITION,
          "WRONG_OPERATION",
          "the transaction " + id.toHex() + " ran no contract");
    }
    return included;
  }
}
