package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcClient;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.jsonrpc.JsonRpcMethods;
import io.ghostbridge.ethereum.transaction.SenderRecovery;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All methods. Any thread. */
final class EthereumMethods implements JsonRpcMethods, AutoCloseable {
  private final Map<String, RpcMethod> methods;
  private final Executions executions;
  private final Filters filters;
  private final SubscriptionMethods subscriptions;

  EthereumMethods(
      Chain chain,
      EthereumRpcConfig config,
      Supplier<@Nullable SenderRecovery> recovery,
      String version) {
    executions =
        new Executions(
            config.maximumCalls(),
            Duration.ofMillis(config.callTimeoutMillis()),
            Duration.ofMillis(config.traceTimeoutMillis()));
    filters =
        new Filters(
            config.maximumFiltersPerAddress(),
            config.maximumFilters(),
            Duration.ofMillis(config.filterTimeoutMillis()),
            System::nanoTime);
    subscriptions = new SubscriptionMethods(chain, config.maximumSubscriptions());
    CallMethods calls = new CallMethods(chain, executions, config.maximumCallGas(), recovery);
    Map<String, RpcMethod> table = new HashMap<>();
    new NodeMethods(chain, version).register(table);
    new BlockMethods(chain).register(table);
    new TransactionMethods(chain).register(table);
    new StateMethods(chain).register(table);
    new FeeMethods(chain).register(table);
    calls.register(table);
    new LogMethods(
            chain, new LogSearch(chain, config.maximumLogBlocks(), config.maximumLogs()), filters)
        .register(table);
    new DebugMethods(chain, calls, executions, config.maximumTraceBytes()).register(table);
    subscriptions.register(table);
    methods = Map.copyOf(table);
  }

  @Override
  public Set<String> names() {
    return methods.keySet();
  }

  @Override
  public @Nullable Object call(
      String method, List<? extends @Nullable Object> params, JsonRpcClient client)
      throws JsonRpcException, InterruptedException {
    RpcMethod found = methods.get(method);
    if (found == null) {
      throw new JsonRpcException(
          JsonRpcException.METHOD_NOT_FOUND,
          "the method " + method + " does not exist/is not available");
    }
    return found.call(new Params(params), client);
  }

  /** Ends what runs, and all filters and subscriptions. */
  @Override
  public void close() {
    subscriptions.close();
    filters.close();
    executions.close();
  }
}
