package io.ghostbridge.evm.internal.transaction;

import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.ContractExecutor.Environment;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.TransactionContext;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.word.machine.MessageCalls;
import io.ghostbridge.word.machine.PrecompiledContracts;
import org.jspecify.annotations.Nullable;

/** What surrounds one transaction's calls. */
final class TransactionHost implements Host {
  private final Machines machines;
  private final WorldState world;
  private final Environment environment;
  private final TransactionContext transaction;
  private final MessageCalls calls;

  TransactionHost(
      Machines machines,
      PrecompiledContracts precompiles,
      WorldState world,
      Environment environment,
      TransactionContext transaction) {
    this.machines = machines;
    this.world = world;
    this.environment = environment;
    this.transaction = transaction;
    this.calls = new MessageCalls(world, environment.block().fork(), precompiles);
  }

  @Override
  public BlockContext block() {
    return environment.block();
  }

  @Override
  public TransactionContext transaction() {
    return transaction;
  }

  @Override
  public Word blockHash(long number) {
    long back = environment.block().number() - number;
    return back > 0 && back <= 256 ? environment.blockHashes().apply(number) : Word.ZERO;
  }

  @Override
  public ExecutionResult call(Message message) {
    return calls.call(message, (placed, code) -> machines.run(placed, code, world, this), tracer());
  }

  @Override
  public @Nullable Tracer tracer() {
    return environment.tracer();
  }
}
