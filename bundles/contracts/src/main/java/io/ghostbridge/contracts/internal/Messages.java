package io.ghostbridge.contracts.internal;

import static io.ghostbridge.services.WireValues.bytes;

import com.google.protobuf.ByteString;
import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.AccountProof;
import io.ghostbridge.api.ledger.ContractLog;
import io.ghostbridge.api.ledger.ContractReceipt;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.proto.contract.v1.ContractEvent;
import io.ghostbridge.proto.contract.v1.ContractProof;
import io.ghostbridge.proto.contract.v1.ContractResult;
import io.ghostbridge.proto.contract.v1.ExecutionStatus;
import io.ghostbridge.proto.contract.v1.StorageWordProof;
import java.util.List;

/** What the ledger says about contracts, as messages. */
final class Messages {
  private static final String REVERTED = "REVERTED";

  private Messages() {}

  /** The outcome of a transaction in a block. */
  static ContractResult result(Receipt receipt, Hash blockHash) {
    ContractResult.Builder result =
        ContractResult.newBuilder()
            .setTransactionId(receipt.transactionId().toHex())
            .setBlockHash(blockHash.toHex())
            .setBlockHeight(receipt.blockHeight())
            .setStatus(status(receipt))
            .setFailureReason(receipt.failureReason())
            .setFailureMessage(receipt.failureMessage());
    receipt.contract().ifPresent(contract -> fill(result, receipt, contract, blockHash));
    return result.build();
  }

  private static void fill(
      ContractResult.Builder result, Receipt receipt, ContractReceipt contract, Hash blockHash) {
    result
        .setReturnData(bytes(contract.output()))
        .setGasUsed(contract.gasUsed())
        .setGasPrice(bytes(contract.effectiveGasPrice()));
    contract.contractAddress().ifPresent(made -> result.setContract(made.toChecksumHex()));
    int index = contract.firstLogIndex();
    for (Log log : contract.logs()) {
      result.addEvents(
          event(log)
              .setTransactionId(receipt.transactionId().toHex())
              .setBlockHash(blockHash.toHex())
              .setBlockHeight(receipt.blockHeight())
              .setEventIndex(index++));
    }
  }

  private static ExecutionStatus status(Receipt receipt) {
    if (receipt.succeeded()) {
      return ExecutionStatus.EXECUTION_STATUS_SUCCEEDED;
    }
    return receipt.failureReason().equals(REVERTED)
        ? ExecutionStatus.EXECUTION_STATUS_REVERTED
        : ExecutionStatus.EXECUTION_STATUS_FAILED;
  }

  /** The outcome of a trial, which is in no block. */
  static ContractResult result(TransactionResult trial) {
    ExecutionResult execution = trial.execution();
    ContractResult.Builder result =
        ContractResult.newBuilder()
            .setReturnData(bytes(execution.output()))
            .setGasUsed(trial.gasUsed());
    for (Log log : trial.logs()) {
      result.addEvents(event(log));
    }
    switch (execution.status()) {
      case SUCCESS -> result.setStatus(ExecutionStatus.EXECUTION_STATUS_SUCCEEDED);
      case REVERTED ->
          result
              .setStatus(ExecutionStatus.EXECUTION_STATUS_REVERTED)
              .setFailureReason(REVERTED)
              .setFailureMessage(RevertReason.sentence(execution.output()));
      case FAILED -> {
        result.setStatus(ExecutionStatus.EXECUTION_STATUS_FAILED);
        execution
            .error()
            .ifPresent(
                error ->
                    result
                        .setFailureReason(error.failure().name())
                        .setFailureMessage(error.toString()));
      }
    }
    return result.build();
  }

  private static ContractEvent.Builder event(Log log) {
    ContractEvent.Builder event =
        ContractEvent.newBuilder()
            .setContract(log.address().toChecksumHex())
            .setData(bytes(log.data()));
    log.topics().forEach(topic -> event.addTopics(bytes(topic)));
    return event;
  }

  /** An event and where it is. */
  static ContractEvent event(ContractLog log) {
    return event(log.log())
        .setTransactionId(log.transactionId().toHex())
        .setBlockHash(log.blockHash().toHex())
        .setBlockHeight(log.blockHeight())
        .setEventIndex(log.logIndex())
        .build();
  }

  static ContractProof proof(AccountProof proof) {
    ContractProof.Builder message =
        ContractProof.newBuilder()
            .setEvmRoot(bytes(proof.evmRoot()))
            .addAllAccountNodes(nodes(proof.nodes()))
            .setStorageRoot(bytes(proof.storageRoot()))
            .setStoreProof(bytes(proof.storeProof()));
    for (AccountProof.StorageProof word : proof.storage()) {
      message.addStorage(
          StorageWordProof.newBuilder()
              .setKey(bytes(word.key()))
              .setValue(bytes(word.value()))
              .addAllNodes(nodes(word.nodes())));
    }
    return message.build();
  }

  private static List<ByteString> nodes(List<io.ghostbridge.api.data.Bytes> nodes) {
    return nodes.stream().map(io.ghostbridge.services.WireValues::bytes).toList();
  }

  /** The zero address where there is none. */
  static Address addressOrZero(String text, String reason) {
    return text.isEmpty()
        ? Word.ZERO.toAddress()
        : io.ghostbridge.services.WireValues.address(text, reason);
  }
}
