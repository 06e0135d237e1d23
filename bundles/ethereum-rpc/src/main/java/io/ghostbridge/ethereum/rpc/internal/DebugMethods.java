package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.ledger.AccountOverride;
import io.ghostbridge.api.ledger.Block;
import io.ghostbridge.api.ledger.ContractLedger.IncludedTransaction;
import io.ghostbridge.api.ledger.ContractView;
import io.ghostbridge.api.ledger.HeightUnavailableException;
import io.ghostbridge.api.ledger.MachineNotInstalledException;
import io.ghostbridge.api.ledger.Operation;
import io.ghostbridge.api.ledger.Transaction;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.ExecutionInterruptedException;
import io.ghostbridge.api.vm.TransactionResult;
import io.ghostbridge.api.vm.Word;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Executes transactions again, and shows what they do. */
final class DebugMethods {
  private static final int DYNAMIC_FEE = 2;

  private final Chain chain;
  private final CallMethods calls;
  private final Executions executions;
  private final int maximumBytes;

  DebugMethods(Chain chain, CallMethods calls, Executions executions, int maximumBytes) {
    this.chain = chain;
    this.calls = calls;
    this.executions = executions;
    this.maximumBytes = maximumBytes;
  }

  void register(Map<String, RpcMethod> methods) {
    methods.put("debug_traceTransaction", RpcMethod.of(p -> transaction(p.expect(1, 2))));
    methods.put(
        "debug_traceBlockByNumber",
        RpcMethod.of(
            p ->
                block(
                    chain.required(BlockSelector.parse(Params.where(0), p.expect(1, 2).at(0))),
                    TraceOptions.parse(Params.where(1), p.at(1)))));
    methods.put(
        "debug_traceBlockByHash",
        RpcMethod.of(
            p ->
                block(
                    chain.required(new BlockSelector.OfHash(p.expect(1, 2).hash(0))),
                    TraceOptions.parse(Params.where(1), p.at(1)))));
    methods.put("debug_traceCall", RpcMethod.of(p -> call(p.expect(1, 3))));
  }

  private Map<String, @Nullable Object> transaction(Params params)
      throws JsonRpcException, InterruptedException {
    Hash id = params.hash(0);
    TraceOptions options = TraceOptions.parse(Params.where(1), params.at(1));
    IncludedTransaction found =
        chain
            .contracts()
            .transaction(id)
            .orElseThrow(() -> RpcErrors.server("transaction not found"));
    if (!(found.transaction().operation() instanceof Operation.Contract)) {
      throw RpcErrors.server("the transaction runs no contract: there is nothing to trace");
    }
    int index = found.receipt().index();
    TransactionTracer tracer = TransactionTracer.of(options, maximumBytes);
    return executions.trace(
        () ->
            traced(
                tracer,
                found.transaction(),
                () ->
                    chain
                        .contracts()
                        .trace(
                            found.receipt().blockHeight(),
                            index,
                            each -> each.id().equals(id) ? tracer : null)
                        .get(index)));
  }

  private interface Execution {
    @Nullable TransactionResult run()
        throws HeightUnavailableException, MachineNotInstalledException;
  }

  private static Map<String, @Nullable Object> traced(
      TransactionTracer tracer, Transaction transaction, Execution execution) throws Exception {
    TransactionResult result;
    try {
      result = execution.run();
    } catch (ExecutionInterruptedException e) {
      tooLarge(tracer);
      throw e;
    }
    if (result == null) {
      throw RpcErrors.server("the transaction runs no contract: there is nothing to trace");
    }
    return tracer.answer(contractTransaction(transaction), result);
  }

  /** Tells that, rather than that the execution was interrupted, where it was the trace's size. */
  private static void tooLarge(TransactionTracer tracer) throws JsonRpcException {
    if (tracer.isTooLarge()) {
      // It was the tracer that interrupted this thread.
      Thread.interrupted();
      throw tracer.tooLarge();
    }
  }

  private static ContractTransaction contractTransaction(Transaction transaction) {
    if (transaction.operation() instanceof Operation.Ethereum ethereum) {
      return ethereum.transaction();
    }
    Operation.Contract run = (Operation.Contract) transaction.operation();
    Optional<Address> to =
        run instanceof Operation.Call call ? Optional.of(call.to()) : Optional.empty();
    return new ContractTransaction(
        DYNAMIC_FEE,
        transaction.sender(),
        transaction.nonce(),
        run.gasLimit(),
        Word.of(run.maxFeePerGas()),
        Word.of(run.maxPriorityFeePerGas()),
        to,
        Word.of(run.value()),
        switch (run) {
          case Operation.Call call -> call.input();
          case Operation.Deploy deploy -> deploy.code();
          case Operation.Ethereum ethereum -> ethereum.transaction().input();
        },
        List.of(),
        Word.ZERO,
        List.of(),
        List.of());
  }

  /** All of a block's that run contracts. */
  private List<Object> block(Block block, TraceOptions options)
      throws JsonRpcException, InterruptedException {
    List<TransactionTracer> tracers = new ArrayList<>();
    List<Transaction> traced = new ArrayList<>();
    for (Transaction each : block.transactions()) {
      if (each.operation() instanceof Operation.Contract) {
        traced.add(each);
      }
    }
    int share = maximumBytes / Math.max(1, traced.size());
    traced.forEach(each -> tracers.add(TransactionTracer.of(options, share)));
    return executions.trace(
        () -> {
          List<@Nullable TransactionResult> results = run(block, traced, tracers);
          List<Object> answers = new ArrayList<>();
          for (int i = 0; i < traced.size(); i++) {
            TransactionResult result = results.get(block.transactions().indexOf(traced.get(i)));
            if (result != null) {
              answers.add(
                  new Members()
                      .put("txHash", Hex.data(traced.get(i).id()))
                      .put(
                          "result",
                          tracers.get(i).answer(contractTransaction(traced.get(i)), result))
                      .map());
            }
          }
          return answers;
        });
  }

  private List<@Nullable TransactionResult> run(
      Block block, List<Transaction> traced, List<TransactionTracer> tracers)
      throws HeightUnavailableException, MachineNotInstalledException, JsonRpcException {
    try {
      return chain
          .contracts()
          .trace(
              block.height(),
              block.transactions().size() - 1,
              each -> traced.contains(each) ? tracers.get(traced.indexOf(each)) : null);
    } catch (ExecutionInterruptedException e) {
      for (TransactionTracer tracer : tracers) {
        tooLarge(tracer);
      }
      throw e;
    }
  }

  private Map<String, @Nullable Object> call(Params params)
      throws JsonRpcException, InterruptedException {
    ContractTransaction transaction = calls.transaction(params);
    ContractView state = calls.state(params, 1);
    TraceOptions options = TraceOptions.parse(Params.where(2), params.at(2));
    Map<Address, AccountOverride> overrides =
        StateOverrides.parse(
            "stateOverrides",
            params.at(2) instanceof Map<?, ?> map ? map.get("stateOverrides") : null);
    TransactionTracer tracer = TransactionTracer.of(options, maximumBytes);
    return executions.trace(
        () -> {
          try {
            return tracer.answer(transaction, state.call(transaction, overrides, tracer));
          } catch (ExecutionInterruptedException e) {
            tooLarge(tracer);
            throw e;
          }
        });
  }
}
