package io.ghostbridge.ethereum.rpc.internal;

import java.util.Map;

/** Events, and filters that clients come back to. */
final class LogMethods {
  private final Chain chain;
  private final LogSearch search;
  private final Filters filters;

  LogMethods(Chain chain, LogSearch search, Filters filters) {
    this.chain = chain;
    this.search = search;
    this.filters = filters;
  }

  void register(Map<String, RpcMethod> methods) {
    methods.put(
        "eth_getLogs",
        RpcMethod.of(p -> search.find(LogQuery.parse(Params.where(0), p.expect(1, 1).at(0)))));
    methods.put(
        "eth_newFilter",
        (p, client) -> {
          LogQuery query = LogQuery.parse(Params.where(0), p.expect(1, 1).at(0));
          return filters.add(client.address(), () -> new LogsFilter(chain, search, query));
        });
    methods.put(
        "eth_newBlockFilter",
        (p, client) -> filters.add(client.address(), () -> new BlocksFilter(chain)));
    methods.put(
        "eth_newPendingTransactionFilter",
        (p, client) -> filters.add(client.address(), () -> new PendingFilter(chain)));
    methods.put("eth_getFilterChanges", RpcMethod.of(p -> filters.changes(id(p))));
    methods.put("eth_getFilterLogs", RpcMethod.of(p -> filters.all(id(p))));
    methods.put("eth_uninstallFilter", RpcMethod.of(p -> filters.remove(id(p))));
  }

  private static String id(Params params) throws io.ghostbridge.api.jsonrpc.JsonRpcException {
    return Values.text(Params.where(0), params.expect(1, 1).at(0));
  }
}
