package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.ContractReceipt;
import io.ghostbridge.api.ledger.Receipt;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.vm.Log;
import io.ghostbridge.ethereum.transaction.LogsBloom;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Receipts as Ethereum's tools read them. One of a transaction that ran no contract has used no
 * gas; its fee is no price of gas and is not shown.
 */
final class ReceiptJson {
  private ReceiptJson() {}

  /** The receipts of a block. */
  static List<Map<String, @Nullable Object>> all(Block block) {
    List<Map<String, @Nullable Object>> receipts = new ArrayList<>();
    long cumulative = 0;
    for (int i = 0; i < block.receipts().size(); i++) {
      Receipt receipt = block.receipts().get(i);
      cumulative = receipt.contract().map(ContractReceipt::cumulativeGasUsed).orElse(cumulative);
      receipts.add(of(block.transactions().get(i), receipt, block.hash(), cumulative));
    }
    return receipts;
  }

  /** The receipt at {@code index} of a block. */
  static Map<String, @Nullable Object> of(Block block, int index) {
    long cumulative = 0;
    for (int i = index; i >= 0; i--) {
      Optional<ContractReceipt> contract = block.receipts().get(i).contract();
      if (contract.isPresent()) {
        cumulative = contract.get().cumulativeGasUsed();
        break;
      }
    }
    return of(
        block.transactions().get(index), block.receipts().get(index), block.hash(), cumulative);
  }

  private static Map<String, @Nullable Object> of(
      Transaction transaction, Receipt receipt, Hash blockHash, long cumulativeGas) {
    Optional<ContractReceipt> contract = receipt.contract();
    List<Log> logs = contract.map(ContractReceipt::logs).orElse(List.of());
    int firstLog = contract.map(ContractReceipt::firstLogIndex).orElse(0);
    List<Object> logObjects = new ArrayList<>();
    for (int i = 0; i < logs.size(); i++) {
      logObjects.add(
          LogJson.of(
              logs.get(i),
              blockHash,
              receipt.blockHeight(),
              receipt.transactionId(),
              receipt.index(),
              firstLog + i));
    }
    return new Members()
        .put("blockHash", Hex.data(blockHash))
        .put("blockNumber", Hex.quantity(receipt.blockHeight()))
        .put(
            "contractAddress",
            contract.flatMap(ContractReceipt::contractAddress).map(Hex::data).orElse(null))
        .put("cumulativeGasUsed", Hex.quantity(cumulativeGas))
        .put(
            "effectiveGasPrice",
            contract.map(ContractReceipt::effectiveGasPrice).map(Hex::quantity).orElse("0x0"))
        .put("from", Hex.data(transaction.sender()))
        .put("gasUsed", Hex.quantity(contract.map(ContractReceipt::gasUsed).orElse(0L)))
        .put("logs", logObjects)
        .put("logsBloom", Hex.data(bloom(logs).toBytes()))
        .put("status", receipt.succeeded() ? "0x1" : "0x0")
        .put("to", TransactionJson.to(transaction).map(Hex::data).orElse(null))
        .put("transactionHash", Hex.data(receipt.transactionId()))
        .put("transactionIndex", Hex.quantity(receipt.index()))
        .put("type", Hex.quantity(TransactionJson.type(transaction)))
        .map();
  }

  private static LogsBloom bloom(List<Log> logs) {
    LogsBloom bloom = new LogsBloom();
    logs.forEach(bloom::add);
    return bloom;
  }

  /** The bloom of all of a block's events. */
  static LogsBloom bloom(Block block) {
    LogsBloom bloom = new LogsBloom();
    for (Receipt receipt : block.receipts()) {
      receipt.contract().ifPresent(contract -> contract.logs().forEach(bloom::add));
    }
    return bloom;
  }
}
