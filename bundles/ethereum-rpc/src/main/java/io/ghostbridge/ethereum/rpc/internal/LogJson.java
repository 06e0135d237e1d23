package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.ledger.ContractLog;
import io.ghostbridge.api.vm.Log;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Events as Ethereum's tools read them. */
final class LogJson {
  private LogJson() {}

  static Map<String, @Nullable Object> of(ContractLog log) {
    return of(
        log.log(),
        log.blockHash(),
        log.blockHeight(),
        log.transactionId(),
        log.transactionIndex(),
        log.logIndex());
  }

  static Map<String, @Nullable Object> of(
      Log log, Hash blockHash, long height, Hash transaction, int transactionIndex, int logIndex) {
    return new Members()
        .put("address", Hex.data(log.address()))
        .put("topics", log.topics().stream().map(Hex::data).toList())
        .put("data", Hex.data(log.data()))
        .put("blockNumber", Hex.quantity(height))
        .put("transactionHash", Hex.data(transaction))
        .put("transactionIndex", Hex.quantity(transactionIndex))
        .put("blockHash", Hex.data(blockHash))
        .put("logIndex", Hex.quantity(logIndex))
        // What is committed stays.
        .put("removed", false)
        .map();
  }
}
