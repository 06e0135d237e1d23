package io.ghostbridge.wasm.internal.host;

import java.util.Map;

/** What a contract learns of its call, its transaction and its block. */
final class ContextCalls {
  private ContextCalls() {}

  static void addTo(Map<String, HostCall> calls) {
    calls.put("address", (call, args) -> nothing(() -> call.write(args[0], call.self())));
    calls.put(
        "caller", (call, args) -> nothing(() -> call.write(args[0], call.message().caller())));
    calls.put("value", (call, args) -> nothing(() -> call.write(args[0], call.message().value())));
    calls.put("input_size", (call, args) -> call.input().size());
    calls.put(
        "input_copy",
        (call, args) -> nothing(() -> call.copy(call.input(), args[0], args[1], args[2])));
    calls.put("gas_left", (call, args) -> call.gas().left());
    calls.put("return", (call, args) -> end(call, false, args));
    calls.put("revert", (call, args) -> end(call, true, args));
    addTransaction(calls);
    addBlock(calls);
  }

  private static void addTransaction(Map<String, HostCall> calls) {
    calls.put(
        "origin",
        (call, args) -> nothing(() -> call.write(args[0], call.host().transaction().origin())));
    calls.put(
        "gas_price",
        (call, args) -> nothing(() -> call.write(args[0], call.host().transaction().gasPrice())));
  }

  private static void addBlock(Map<String, HostCall> calls) {
    calls.put("block_number", (call, args) -> call.host().block().number());
    calls.put("block_timestamp", (call, args) -> call.host().block().timestamp());
    calls.put("block_gas_limit", (call, args) -> call.host().block().gasLimit());
    calls.put(
        "block_coinbase",
        (call, args) -> nothing(() -> call.write(args[0], call.host().block().coinbase())));
    calls.put(
        "block_base_fee",
        (call, args) -> nothing(() -> call.write(args[0], call.host().block().baseFee())));
    calls.put(
        "block_prev_randao",
        (call, args) -> nothing(() -> call.write(args[0], call.host().block().prevRandao())));
    calls.put(
        "chain_id",
        (call, args) -> nothing(() -> call.write(args[0], call.host().block().chainId())));
    calls.put(
        "block_hash",
        (call, args) -> {
          call.gas().charge(Prices.BLOCK_HASH);
          call.write(args[1], call.host().blockHash(args[0]));
          return 0;
        });
  }

  private static long end(ContractCall call, boolean reverted, long[] args) {
    call.gas().charge(Prices.copy(args[1]));
    throw new ContractEnd(reverted, call.memory().bytes(args[0], args[1]));
  }

  private static long nothing(Runnable action) {
    action.run();
    return 0;
  }
}
