package io.ghostbridge.wasm.internal.run;

import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.ExecutionError;
import io.ghostbridge.api.vm.ExecutionInterruptedException;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.InvalidCodeException;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.wasm.internal.host.ContractCall;
import io.ghostbridge.wasm.internal.host.ContractEnd;
import io.ghostbridge.wasm.internal.host.ContractFailure;
import io.ghostbridge.wasm.internal.host.GuestGas;
import io.ghostbridge.wasm.internal.host.GuestMemory;
import io.ghostbridge.wasm.internal.meter.Meter;
import org.jspecify.annotations.Nullable;
import run.endive.runtime.GlobalInstance;
import run.endive.runtime.Instance;
import run.endive.runtime.WasmInterruptedException;

/** Runs contracts. Safe for use by any thread. */
public final class Runner implements AutoCloseable {
  /**
   * The stack's height in the contract that is calling, on this thread: contracts that call each
   * other share one stack, and each node has to find it full at the same place.
   */
  private static final ScopedValue<GlobalInstance> CALLERS_HEIGHT = ScopedValue.newInstance();

  /**
   * For each byte of a module, at each call, before anything looks at it: whoever calls many large
   * contracts, or ones that turn out to be none, pays for what reading them takes.
   */
  private static final long LOAD_GAS = 1;

  private static final long[] NO_ARGUMENTS = {};

  private final CryptoAlgorithms crypto;
  private final Tier tier;
  private final Programs programs = new Programs();
  private final CompilerThread compiler = new CompilerThread();

  /** Takes the look-up of algorithms and the tier. */
  public Runner(CryptoAlgorithms crypto, Tier tier) {
    this.crypto = crypto;
    this.tier = tier;
  }

  @Override
  public void close() {
    compiler.close();
    programs.clear();
  }

  /** Whether code is a module, or a container of one. */
  public static boolean recognises(Bytes code) {
    return ContractCode.isRecognised(code);
  }

  /**
   * Checks code that is to be stored.
   *
   * @throws InvalidCodeException where and why
   */
  public void validate(Bytes code) throws InvalidCodeException {
    ContractCode parts = ContractCode.of(code);
    if (!parts.arguments().isEmpty()) {
      throw new InvalidCodeException(
          parts.stored().size(), parts.arguments().size() + " bytes follow the container");
    }
    programs.get(keccak(parts.stored()), parts);
  }

  /**
   * Runs a call.
   *
   * @throws ExecutionInterruptedException if the thread is interrupted
   */
  public ExecutionResult execute(Message message, Bytes code, WorldState world, Host host) {
    Tracer tracer = host.tracer();
    if (tracer == null) {
      return load(message, code, world, host);
    }
    tracer.enter(message);
    ExecutionResult result = load(message, code, world, host);
    tracer.exit(message, result);
    return result;
  }

  private ExecutionResult load(Message message, Bytes code, WorldState world, Host host) {
    try {
      ContractCode parts = ContractCode.of(code);
      int size = parts.moduleEnd() - parts.moduleStart();
      if (message.gas() < size * LOAD_GAS) {
        return failed(
            message,
            Failure.OUT_OF_GAS,
            -1,
            "to load " + size + " bytes of code costs as much gas");
      }
      Program program = programs.get(hash(message, parts, world), parts);
      prepare(program, message);
      return execute(message, parts, program, world, host);
    } catch (InvalidCodeException e) {
      return failed(message, Failure.INVALID_CODE, (int) e.offset(), reason(e));
    }
  }

  /** Without the offset, which an error has besides. */
  private static String reason(InvalidCodeException e) {
    return String.valueOf(e.getMessage()).replaceFirst("^at offset \\d+: ", "");
  }

  private void prepare(Program program, Message message) {
    if (tier == Tier.COMPILER) {
      program.compile();
    } else if (tier == Tier.TIERED && !message.kind().isCreate() && !program.isCompiled()) {
      compiler.request(program);
    }
  }

  /** The state knows the hash of its own code; another's is computed. */
  private Hash hash(Message message, ContractCode parts, WorldState world) {
    if (!message.kind().isCreate() && world.code(message.codeAddress()).equals(parts.stored())) {
      return world.codeHash(message.codeAddress());
    }
    return keccak(parts.stored());
  }

  /** Keccak-256 of {@code code}. */
  public Hash keccak(Bytes code) {
    return Hash.wrap(crypto.get(Digest.class, "keccak-256").digest(code.unsafeArray()));
  }

  private ExecutionResult execute(
      Message message, ContractCode parts, Program program, WorldState world, Host host) {
    boolean creates = message.kind().isCreate();
    int height = CALLERS_HEIGHT.isBound() ? (int) CALLERS_HEIGHT.get().getValue() : 0;
    int function = creates ? program.deployFunction() : program.callFunction();
    int size = parts.moduleEnd() - parts.moduleStart();
    long gas = message.gas() - size * LOAD_GAS - program.startGas();
    if (gas < 0) {
      return failed(
          message,
          Failure.OUT_OF_GAS,
          -1,
          "to start the contract costs " + (size * LOAD_GAS + program.startGas()) + " gas");
    }
    long refundBefore = world.refund();
    if (function < 0) {
      return finish(message, gas, 0, parts.stored());
    }
    Imports imports = new Imports(host.tracer());
    Instance instance =
        program.instantiate(imports.values(program.imports()), tier == Tier.INTERPRETER);
    GlobalInstance counter = instance.global(program.gasGlobal());
    counter.setValue(gas);
    GlobalInstance heightCounter = instance.global(program.heightGlobal());
    heightCounter.setValue(height);
    ContractCall call =
        new ContractCall(
            message,
            creates ? parts.arguments() : message.input(),
            world,
            host,
            crypto,
            new GuestMemory(instance.memory()),
            new GuestGas(counter));
    imports.serve(call);
    Bytes output;
    try {
      ScopedValue.where(CALLERS_HEIGHT, heightCounter)
          .run(() -> instance.getMachine().call(function, NO_ARGUMENTS));
      output = Bytes.EMPTY;
    } catch (ContractEnd end) {
      if (end.reverted()) {
        long left = counter.getValue();
        return ExecutionResult.reverted(left, message.gas() - left, end.output());
      }
      output = end.output();
    } catch (ContractFailure e) {
      return failed(message, e.failure(), -1, e.getMessage());
    } catch (RuntimeException e) {
      return ended(message, imports.hostFailure(), counter, heightCounter, e);
    }
    long refund = world.refund() - refundBefore;
    return finish(message, counter.getValue(), refund, creates ? parts.stored() : output);
  }

  private static ExecutionResult finish(Message message, long gasLeft, long refund, Bytes output) {
    return ExecutionResult.success(gasLeft, message.gas() - gasLeft, refund, output);
  }

  /** What an exception out of Endive means. */
  private static ExecutionResult ended(
      Message message,
      @Nullable Throwable hostFailure,
      GlobalInstance gas,
      GlobalInstance height,
      RuntimeException thrown) {
    if (hostFailure instanceof RuntimeException e) {
      throw e;
    }
    if (hostFailure instanceof Error e) {
      throw e;
    }
    if (thrown.getCause() instanceof StackOverflowError e) {
      // Not a result: the thread was given less stack than the machine's limit needs.
      throw e;
    }
    if (thrown instanceof WasmInterruptedException) {
      throw new ExecutionInterruptedException("in a contract of WebAssembly");
    }
    if (gas.getValue() < 0) {
      return failed(message, Failure.OUT_OF_GAS, -1, "the gas did not suffice");
    }
    if (height.getValue() > Meter.MAX_HEIGHT) {
      return failed(
          message,
          Failure.STACK_OVERFLOW,
          -1,
          "functions and contracts that call each other need more than "
              + Meter.MAX_HEIGHT
              + " slots of stack");
    }
    return failed(message, Failure.TRAP, -1, String.valueOf(thrown.getMessage()));
  }

  private static ExecutionResult failed(
      Message message, Failure failure, int offset, @Nullable String reason) {
    return ExecutionResult.failed(
        message.gas(), new ExecutionError(failure, offset, String.valueOf(reason)));
  }
}
