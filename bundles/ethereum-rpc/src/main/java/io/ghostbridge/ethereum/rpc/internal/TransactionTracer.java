package io.ghostbridge.ethereum.rpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.ghostbridge.api.vm.ContractTransaction;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.TransactionResult;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A tracer that ends in an answer. */
interface TransactionTracer extends Tracer {
  /**
   * The answer, when the transaction was executed.
   *
   * @throws JsonRpcException if there was too much to see
   */
  Map<String, @Nullable Object> answer(ContractTransaction transaction, TransactionResult result)
      throws JsonRpcException;

  /** Whether there was so much to see that the execution was ended. */
  boolean isTooLarge();

  /** What the client is told then. */
  JsonRpcException tooLarge();

  static TransactionTracer of(TraceOptions options, int maximumBytes) {
    return options.callTracer()
        ? new CallTracer(options, maximumBytes)
        : new StructLogTracer(options, maximumBytes);
  }
}
