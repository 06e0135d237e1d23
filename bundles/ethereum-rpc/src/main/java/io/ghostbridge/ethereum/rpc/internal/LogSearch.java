package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.ledger.ContractLog;
import io.ghostbridge.api.ledger.LogFilter;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Searches the chain for events, within limits. Any thread. */
final class LogSearch {
  private final Chain chain;
  private final int maximumBlocks;
  private final int maximumLogs;

  LogSearch(Chain chain, int maximumBlocks, int maximumLogs) {
    this.chain = chain;
    this.maximumBlocks = maximumBlocks;
    this.maximumLogs = maximumLogs;
  }

  int maximumLogs() {
    return maximumLogs;
  }

  /** The events that a query asks for. */
  List<Map<String, @Nullable Object>> find(LogQuery query) throws JsonRpcException {
    long from;
    long to;
    if (query.blockHash().isPresent()) {
      from =
          chain.block(query.from()).orElseThrow(() -> RpcErrors.server("unknown block")).height();
      to = from;
    } else {
      from = height(query.from());
      to = height(query.to());
    }
    if (from > to) {
      throw RpcErrors.params("invalid block range params: from " + from + " to " + to);
    }
    return find(query.filter(), from, Math.min(to, chain.head()));
  }

  private long height(BlockSelector selector) {
    return selector instanceof BlockSelector.Height number ? number.height() : chain.head();
  }

  /** The events of the blocks from {@code from} to {@code to}. */
  List<Map<String, @Nullable Object>> find(LogFilter filter, long from, long to)
      throws JsonRpcException {
    if (from > to) {
      return List.of();
    }
    if (to - from >= maximumBlocks) {
      throw RpcErrors.limit(
          "block range too large: "
              + (to - from + 1)
              + " blocks, at most "
              + maximumBlocks
              + " (maximumLogBlocks in io.ghostbridge.ethereum.rpc.cfg); ask in parts");
    }
    List<ContractLog> logs = chain.contracts().logs(filter, from, to, maximumLogs + 1);
    if (logs.size() > maximumLogs) {
      long last = logs.getLast().blockHeight();
      throw RpcErrors.limit(
          "query returned more than "
              + maximumLogs
              + " results (maximumLogs in io.ghostbridge.ethereum.rpc.cfg). Try with this block"
              + " range ["
              + Hex.quantity(from)
              + ", "
              + Hex.quantity(Math.max(from, last - 1))
              + "].");
    }
    return logs.stream().map(LogJson::of).toList();
  }
}
