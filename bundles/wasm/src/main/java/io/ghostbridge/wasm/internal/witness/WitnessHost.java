package io.ghostbridge.wasm.internal.witness;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.CallKind;
import io.ghostbridge.api.vm.ExecutionError;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.TransactionContext;
import io.ghostbridge.api.vm.VirtualMachine;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.api.vm.WorldState;
import java.math.BigInteger;

/**
 * Calls between contracts of one format on a witness. What leaves the format (other contracts,
 * precompiled ones, creations, hashes of blocks) is missing from it.
 */
public final class WitnessHost implements Host {
  private static final BigInteger LAST_PRECOMPILED = BigInteger.valueOf(0x1ff);

  private final VirtualMachine machine;
  private final WorldState world;
  private final BlockContext block;
  private final TransactionContext transaction;

  /** Takes what there is. */
  public WitnessHost(
      VirtualMachine machine,
      WorldState world,
      BlockContext block,
      TransactionContext transaction) {
    this.machine = machine;
    this.world = world;
    this.block = block;
    this.transaction = transaction;
  }

  @Override
  public BlockContext block() {
    return block;
  }

  @Override
  public TransactionContext transaction() {
    return transaction;
  }

  @Override
  public Word blockHash(long number) {
    throw new MissingWitnessException("the hash of block " + number);
  }

  @Override
  public ExecutionResult call(Message message) {
    if (message.kind().isCreate()) {
      throw new MissingWitnessException("what a creation needs");
    }
    if (new BigInteger(1, message.codeAddress().bytes().unsafeArray()).compareTo(LAST_PRECOMPILED)
        <= 0) {
      throw new MissingWitnessException("the precompiled contract " + message.codeAddress());
    }
    if (message.depth() > Message.MAX_DEPTH) {
      return notStarted(message, Failure.CALL_DEPTH);
    }
    boolean transfers = message.kind() == CallKind.CALL && !message.value().isZero();
    if (transfers && world.balance(message.caller()).compareTo(message.value()) < 0) {
      return notStarted(message, Failure.INSUFFICIENT_BALANCE);
    }
    int checkpoint = world.checkpoint();
    if (transfers) {
      world.transfer(message.caller(), message.recipient(), message.value());
    }
    ExecutionResult result = run(message);
    if (!result.succeeded()) {
      world.revertTo(checkpoint);
    }
    return result;
  }

  private ExecutionResult run(Message message) {
    Bytes code = world.code(message.codeAddress());
    if (code.isEmpty()) {
      return ExecutionResult.success(message.gas(), 0, 0, Bytes.EMPTY);
    }
    if (!machine.recognises(code)) {
      throw new MissingWitnessException(
          "a machine for the contract " + message.codeAddress() + " of another format");
    }
    return machine.execute(message, code, world, this);
  }

  private static ExecutionResult notStarted(Message message, Failure failure) {
    ExecutionResult failed =
        ExecutionResult.failed(0, new ExecutionError(failure, -1, "the call did not start"));
    return new ExecutionResult(
        failed.status(), message.gas(), 0, 0, failed.output(), failed.error());
  }
}
