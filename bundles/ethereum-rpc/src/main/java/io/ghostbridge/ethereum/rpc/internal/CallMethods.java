package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.ledger.AccountOverride;
import io.ghostbridge.api.ledger.ContractView;
import io.ghostbridge.api.ledger.GasEstimate;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.ethereum.transaction.SenderRecovery;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Calls that only read, estimates and access lists. */
final class CallMethods {
  /** The most gas of a transaction (EIP-7825). */
  private static final long MAXIMUM_GAS = 1 << 24;

  /** What a transfer costs (Yellow Paper, appendix G). */
  private static final long TRANSFER_GAS = 21_000;

  /** An access list changes what it is made of; it settles within a few rounds. */
  private static final int MOST_ROUNDS = 8;

  private final Chain chain;
  private final Executions executions;
  private final long maximumGas;
  private final Supplier<@Nullable SenderRecovery> recovery;

  CallMethods(
      Chain chain,
      Executions executions,
      long maximumGas,
      Supplier<@Nullable SenderRecovery> recovery) {
    this.chain = chain;
    this.executions = executions;
    this.maximumGas =
        Math.min(Math.min(maximumGas, MAXIMUM_GAS), chain.parameters().blockGasLimit());
    this.recovery = recovery;
  }

  void register(Map<String, RpcMethod> methods) {
    methods.put("eth_call", RpcMethod.of(p -> call(p.expect(1, 4))));
    methods.put("eth_estimateGas", RpcMethod.of(p -> estimate(p.expect(1, 4))));
    methods.put("eth_createAccessList", RpcMethod.of(p -> accessList(p.expect(1, 3))));
  }

  /** The transaction that the first parameter is. */
  ContractTransaction transaction(Params params) throws JsonRpcException {
    return new CallObject(Params.where(0), params.at(0), recovery.get())
        .transaction(maximumGas, chain.parameters().chainNumber());
  }

  /** The state that a later parameter names. */
  ContractView state(Params params, int index) throws JsonRpcException {
    return chain.state(BlockSelector.parse(Params.where(index), params.at(index)));
  }

  private static Map<Address, AccountOverride> overrides(Params params) throws JsonRpcException {
    if (params.at(3) instanceof Map<?, ?> block && !block.isEmpty()) {
      throw RpcErrors.params(
          "invalid argument 3: block overrides are not supported; leave them out");
    }
    return StateOverrides.parse(Params.where(2), params.at(2));
  }

  private String call(Params params) throws JsonRpcException, InterruptedException {
    ContractTransaction transaction = transaction(params);
    ContractView state = state(params, 1);
    Map<Address, AccountOverride> overrides = overrides(params);
    ExecutionResult result =
        executions.call(() -> state.call(transaction, overrides, null)).execution();
    if (!result.succeeded()) {
      throw RpcErrors.failed(result);
    }
    return Hex.data(result.output());
  }

  private String estimate(Params params) throws JsonRpcException, InterruptedException {
    ContractTransaction transaction = transaction(params);
    ContractView state = state(params, 1);
    Map<Address, AccountOverride> overrides = overrides(params);
    if (overrides.isEmpty() && isTransfer(transaction, state)) {
      ContractTransaction least = Variants.withGas(transaction, TRANSFER_GAS);
      if (executions.call(() -> state.call(least, overrides, null)).execution().succeeded()) {
        return Hex.quantity(TRANSFER_GAS);
      }
    }
    GasEstimate estimate = executions.call(() -> state.estimateGas(transaction, overrides));
    if (estimate.gas().isPresent()) {
      return Hex.quantity(estimate.gas().getAsLong());
    }
    ExecutionResult result = estimate.result().execution();
    if (result.error().filter(error -> error.failure() == Failure.OUT_OF_GAS).isPresent()) {
      throw RpcErrors.server("gas required exceeds allowance (" + transaction.gasLimit() + ")");
    }
    throw RpcErrors.failed(result);
  }

  /** Whether it runs no code, so that its gas is known exactly. */
  private static boolean isTransfer(ContractTransaction transaction, ContractView state) {
    return transaction.input().isEmpty()
        && transaction.accessList().isEmpty()
        && transaction.authorizations().isEmpty()
        && transaction.gasLimit() >= TRANSFER_GAS
        && transaction.to().filter(to -> state.code(to).isEmpty()).isPresent();
  }

  private Map<String, @Nullable Object> accessList(Params params)
      throws JsonRpcException, InterruptedException {
    ContractTransaction transaction = transaction(params);
    ContractView state = state(params, 1);
    Map<Address, AccountOverride> overrides = StateOverrides.parse(Params.where(2), params.at(2));
    return executions.call(
        () -> {
          List<ContractTransaction.AccessListEntry> list = transaction.accessList();
          for (int round = 0; ; round++) {
            AccessListTracer tracer = new AccessListTracer(transaction, list);
            TransactionResult result =
                state.call(Variants.withAccessList(transaction, list), overrides, tracer);
            List<ContractTransaction.AccessListEntry> next = tracer.accessList();
            if (next.equals(list) || round == MOST_ROUNDS) {
              return answer(list, result);
            }
            list = next;
          }
        });
  }

  private static Map<String, @Nullable Object> answer(
      List<ContractTransaction.AccessListEntry> list, TransactionResult result) {
    Members out = new Members();
    out.put(
        "accessList",
        list.stream()
            .map(
                entry ->
                    new Members()
                        .put("address", Hex.data(entry.address()))
                        .put("storageKeys", entry.storageKeys().stream().map(Hex::data).toList())
                        .map())
            .toList());
    if (!result.execution().succeeded()) {
      out.put("error", RpcErrors.text(result.execution()));
    }
    return out.put("gasUsed", Hex.quantity(result.gasUsed())).map();
  }
}
