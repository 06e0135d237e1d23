package io.ghostbridge.wasm.internal;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.AccountState;
import io.ghostbridge.api.vm.BlockContext;
import io.ghostbridge.api.vm.CallKind;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.TransactionContext;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.wasm.internal.run.Tier;
import io.ghostbridge.wasm.internal.witness.WitnessHost;
import io.ghostbridge.wasm.internal.witness.WitnessState;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Callable;
import java.util.concurrent.FutureTask;

/** A state with contracts on it, and a machine; calls run on a thread with a stack as they need. */
final class TestChain implements AutoCloseable {
  static final Address ALICE = address(0xa11ce);
  static final Address BOB = address(0xb0b);
  static final Address CONTRACT = address(0xc0de);
  static final long GAS = 10_000_000;

  private static final long STACK = 64L << 20;
  private static final int CONTAINER_HEADER = 16;

  final WasmMachine machine;
  final WitnessState world;
  final WitnessHost host;

  TestChain(Tier tier) {
    machine = new WasmMachine(new TestAlgorithms(), tier);
    world =
        new WitnessState(
            Map.of(ALICE, new AccountState(0, Word.of(1_000_000), AccountState.NO_CODE)),
            Map.of(),
            Map.of(),
            TestChain::keccak);
    host = new WitnessHost(machine, world, block(), transaction());
  }

  static Hash keccak(Bytes data) {
    return Hash.wrap(
        new io.ghostbridge.crypto.keccak256.internal.Keccak256().digest(data.toByteArray()));
  }

  static BlockContext block() {
    return new BlockContext(
        Fork.OSAKA,
        7,
        1_700_000_000,
        address(0xfee),
        30_000_000,
        Word.of(8),
        Word.ONE,
        Word.ZERO,
        Word.of(99),
        Word.of(1337));
  }

  static TransactionContext transaction() {
    return new TransactionContext(ALICE, Word.of(10), List.of());
  }

  static Address address(long number) {
    return Word.of(number).toAddress();
  }

  /** Code in a container, as it is deployed. */
  static Bytes container(Bytes module, byte[] arguments) {
    byte[] all = new byte[CONTAINER_HEADER + module.size() + arguments.length];
    java.nio.ByteBuffer.wrap(all)
        .order(java.nio.ByteOrder.LITTLE_ENDIAN)
        .put(new byte[] {'Z', 'V', 'M', 'C', 1, 2, 0, 0})
        .putInt(module.size())
        .putInt(0)
        .put(module.unsafeArray())
        .put(arguments);
    return Bytes.wrap(all);
  }

  void install(Address address, Bytes code) {
    world.setCode(address, code);
  }

  /** Installs {@code code} and calls it. */
  ExecutionResult run(Bytes code) {
    return run(code, GAS);
  }

  ExecutionResult run(Bytes code, long gas) {
    install(CONTRACT, code);
    return call(ALICE, CONTRACT, Bytes.EMPTY, gas);
  }

  ExecutionResult call(Address from, Address to, Bytes input, long gas) {
    return call(Message.call(from, to, Word.ZERO, input, gas));
  }

  ExecutionResult call(Message message) {
    return onLargeStack(() -> host.call(message));
  }

  /** Makes a contract at {@code to}; the envelope around that is not this machine's. */
  ExecutionResult create(Address to, Bytes code) {
    Message message =
        new Message(CallKind.CREATE, false, 0, GAS, ALICE, to, to, Word.ZERO, code, Word.ZERO);
    ExecutionResult result = onLargeStack(() -> machine.execute(message, code, world, host));
    if (result.succeeded()) {
      world.setCode(to, result.output());
    }
    return result;
  }

  static <T> T onLargeStack(Callable<T> task) {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = new Thread(null, future, "execution", STACK);
    thread.start();
    try {
      return future.get();
    } catch (java.util.concurrent.ExecutionException e) {
      if (e.getCause() instanceof RuntimeException cause) {
        throw cause;
      }
      throw new AssertionError(e.getCause());
    } catch (InterruptedException e) {
      thread.interrupt();
      throw new AssertionError(e);
    }
  }

  @Override
  public void close() {
    machine.close();
  }
}
