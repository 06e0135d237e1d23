package io.ghostbridge.contracts.internal;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.ledger.BlockExecutor;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.TransactionRejectedException;
import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.api.rpc.CallProtection;
import io.ghostbridge.proto.contract.v1.ContractCall;
import io.ghostbridge.proto.contract.v1.ContractDeployment;
import io.ghostbridge.proto.crypto.v1.CryptoSignature;
import io.ghostbridge.proto.crypto.v1.SecurePayload;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import io.ghostbridge.services.Failures;
import io.ghostbridge.services.Rejections;
import io.ghostbridge.services.SignedTransactions;
import io.ghostbridge.services.WireValues;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;

/**
 * Holds the fields of a request against the signed transaction that it carries. The transaction
 * alone has authority; a field that says something else means that the caller wanted something that
 * it did not sign.
 */
final class TransactionChecks {
  private static final String MISMATCH = "TRANSACTION_MISMATCH";

  private final BlockExecutor ledger;

  TransactionChecks(BlockExecutor ledger) {
    this.ledger = ledger;
  }

  /**
   * @throws StatusRuntimeException if the transaction is refused, makes no contract, or says
   *     something else than the fields
   */
  void require(ContractDeployment request) {
    Operation.Contract operation = operation(request.getSignedTransaction());
    Bytes code =
        switch (operation) {
          case Operation.Deploy deploy -> deploy.code();
          case Operation.Ethereum ethereum when ethereum.transaction().to().isEmpty() ->
              ethereum.transaction().input();
          default -> throw other("deploys no contract", "CallContract takes calls");
        };
    requireCode(request, code);
    requireSignature(request);
    if (request.getGasLimit() != 0 && request.getGasLimit() != operation.gasLimit()) {
      throw mismatch("gas_limit", request.getGasLimit(), operation.gasLimit());
    }
    Amount price = Amount.ofNano(request.getGasPrice());
    if (request.getGasPrice() != 0 && !price.equals(operation.maxFeePerGas())) {
      throw mismatch("gas_price", price, operation.maxFeePerGas());
    }
  }

  /**
   * @throws StatusRuntimeException if the transaction is refused, calls nothing, or calls another
   *     contract than the field says
   */
  void require(ContractCall request) {
    Address callee =
        switch (operation(request.getSignedTransaction())) {
          case Operation.Call call -> call.to();
          case Operation.Ethereum ethereum when ethereum.transaction().to().isPresent() ->
              ethereum.transaction().to().get();
          default -> throw other("calls no contract", "DeployContract takes deployments");
        };
    if (!request.getContract().isEmpty()) {
      Address contract = WireValues.address(request.getContract(), "CONTRACT_INVALID");
      if (!contract.equals(callee)) {
        throw mismatch("contract", contract.toChecksumHex(), callee.toChecksumHex());
      }
    }
  }

  private Operation.Contract operation(SignedTransaction signed) {
    Operation operation;
    try {
      operation = ledger.check(SignedTransactions.fromWire(signed)).operation();
    } catch (TransactionRejectedException e) {
      throw Rejections.of(e);
    }
    if (operation instanceof Operation.Contract contract) {
      return contract;
    }
    throw other("runs no contract", "GhostChainService.SubmitTransaction takes all others");
  }

  private static void requireCode(ContractDeployment request, Bytes code) {
    ByteString expected = request.getBytecode().concat(initData(request));
    boolean stated = request.hasEncryptedInitData() || !request.getBytecode().isEmpty();
    if (stated && !expected.equals(WireValues.bytes(code))) {
      throw Failures.invalid(
          MISMATCH,
          "bytecode and init data have "
              + expected.size()
              + " bytes and are not the signed transaction's code of "
              + code.size()
              + " bytes; sign what you state, or leave the fields empty");
    }
  }

  /** Init data is as secret as its call: an encrypted call has it inside of its SecurePayload. */
  private static ByteString initData(ContractDeployment request) {
    if (!request.hasEncryptedInitData()) {
      return ByteString.EMPTY;
    }
    SecurePayload payload = request.getEncryptedInitData();
    if (!payload.getAlgorithm().isEmpty() || !payload.getNonce().isEmpty()) {
      throw Failures.invalid(
          "UNKNOWN_ALGORITHM",
          "encrypted_init_data names the algorithm "
              + Failures.quote(payload.getAlgorithm())
              + "; the secure channel encrypts the call with all of its fields, so leave algorithm"
              + " and nonce empty");
    }
    if (CallContext.protection() != CallProtection.ENCRYPTED) {
      throw Failures.of(
          Status.Code.FAILED_PRECONDITION,
          "ENCRYPTION_REQUIRED",
          "encrypted_init_data came in a call that is not encrypted; make it through the secure"
              + " channel with encryption, or leave the field empty");
    }
    return payload.getEncryptedData();
  }

  private static void requireSignature(ContractDeployment request) {
    if (!request.hasDeployerSignature()) {
      return;
    }
    CryptoSignature stated = request.getDeployerSignature();
    SignedTransaction signed = request.getSignedTransaction();
    if (!stated.getPublicKey().equals(signed.getPublicKey())
        || !stated.getSignature().equals(signed.getSignature())
        || !stated.getAlgorithm().equals(signed.getAlgorithm())) {
      throw Failures.invalid(
          MISMATCH,
          "deployer_signature is not the signed transaction's signature; state the same, or leave"
              + " the field empty");
    }
  }

  private static StatusRuntimeException mismatch(String field, Object stated, Object signed) {
    return Failures.invalid(
        MISMATCH,
        field
            + " is "
            + stated
            + ", but the signed transaction says "
            + signed
            + "; sign what you state, or leave the field empty");
  }

  private static StatusRuntimeException other(String what, String instead) {
    return Failures.invalid("WRONG_OPERATION", "the signed transaction " + what + "; " + instead);
  }
}
