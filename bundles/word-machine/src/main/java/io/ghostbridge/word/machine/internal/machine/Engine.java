package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.ExecutionError;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.api.vm.Host;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.WorldState;
import io.ghostbridge.word.machine.NativeFunctions;
import io.ghostbridge.word.machine.PrecompiledContracts;
import io.ghostbridge.word.machine.internal.word.Words;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Runs frames until the first is done. Calls within the machine's own format make a frame on the
 * heap and return here, so that the Java stack does not grow with their depth; calls of code of
 * another format go through the host.
 */
public final class Engine {
  private static final byte[] NONE = new byte[0];

  private final Programs programs;
  private final Predicate<Bytes> own;
  private final PrecompiledContracts precompiles;
  private final @Nullable NativeFunctions functions;
  private final Tiers tiers;
  private final Map<Fork, Rules> rules = new ConcurrentHashMap<>();
  private final Workspace.Pool workspaces = new Workspace.Pool();

  /**
   * @param programs decodes
   * @param own whether code is of this machine's format
   * @param precompiles the contracts that are not code
   * @param functions what native instructions need, if there are any
   * @param tiers what runs a program
   */
  public Engine(
      Programs programs,
      Predicate<Bytes> own,
      PrecompiledContracts precompiles,
      @Nullable NativeFunctions functions,
      Tiers tiers) {
    this.programs = programs;
    this.own = own;
    this.precompiles = precompiles;
    this.functions = functions;
    this.tiers = tiers;
  }

  /** Runs {@code code} for {@code message}, whose envelope is the caller's. */
  public ExecutionResult execute(Message message, Bytes code, WorldState world, Host host) {
    Workspace workspace = workspaces.take();
    ExecutionResult result = execute(message, code, world, host, workspace);
    // Where something was thrown, which is rare, it is not used again.
    workspaces.give(workspace);
    return result;
  }

  private ExecutionResult execute(
      Message message, Bytes code, WorldState world, Host host, Workspace workspace) {
    Fork fork = host.block().fork();
    Rules rulesNow = rules.computeIfAbsent(fork, Rules::new);
    Execution execution =
        new Execution(
            world, host, rulesNow, functions, new RecentPrograms(programs, fork), workspace);
    Envelope envelope = new Envelope(world, rulesNow, precompiles);
    Frame frame =
        new Frame(
            execution,
            execution.programs.get(code, hash(message, code, world)),
            message,
            0,
            null,
            null);
    long refund = world.refund();
    Tracing tracing = execution.tracing();
    if (tracing != null) {
      tracing.enter(message);
    }
    while (true) {
      int status = run(frame, tracing);
      if (status == Status.CALLING) {
        frame = call(frame, envelope, execution);
        continue;
      }
      Frame parent = frame.parent;
      Envelope.Opened opened = frame.opened;
      if (parent == null || opened == null) {
        ExecutionResult result = result(frame, status, world.refund() - refund);
        if (tracing != null) {
          tracing.exit(message, result);
        }
        return result;
      }
      ExecutionResult result =
          envelope.end(opened, result(frame, status, world.refund() - opened.refund()));
      if (tracing != null) {
        tracing.exit(opened.message(), result);
      }
      deliver(parent, result, opened.message().kind().isCreate());
      frame = parent;
    }
  }

  /** The hash that the program is kept by: only where the code is what an account has. */
  @SuppressWarnings("ReferenceEquality")
  private static @Nullable Hash hash(Message message, Bytes code, WorldState world) {
    if (message.kind().isCreate() || world.code(message.codeAddress()) != code) {
      return null;
    }
    return world.codeHash(message.codeAddress());
  }

  private int run(Frame frame, @Nullable Tracing tracing) {
    int status;
    if (tracing != null) {
      do {
        status = Interpreter.CAREFUL.run(frame);
        frame.execution.checkInterruption();
      } while (status == Status.CONTINUE);
      tracing.after(frame, status == Status.FAILED ? String.valueOf(frame.failure) : "");
      return status;
    }
    boolean careful = false;
    do {
      Tier tier = careful ? Interpreter.CAREFUL : tiers.of(frame.program);
      status = tier.run(frame);
      if (status == Status.CAREFUL) {
        careful = true;
      } else if (status == Status.CONTINUE) {
        frame.execution.checkInterruption();
      }
    } while (status >= Status.CAREFUL);
    return status;
  }

  /** Carries out the frame's call; what is returned is to run next. */
  private Frame call(Frame frame, Envelope envelope, Execution execution) {
    Message message = frame.call;
    if (message == null) {
      throw new IllegalStateException("a frame that calls has a call");
    }
    execution.checkInterruption();
    frame.call = null;
    frame.instruction++;
    boolean creates = message.kind().isCreate();
    Bytes callee = creates ? message.input() : execution.world.code(message.codeAddress());
    if (!own.test(callee)) {
      deliver(frame, execution.host.call(message), creates);
      return frame;
    }
    Envelope.Beginning beginning = envelope.begin(message);
    if (beginning instanceof Envelope.Opened opened) {
      if (!own.test(opened.code())) {
        // A delegation to a contract of another format (EIP-7702).
        execution.world.revertTo(opened.checkpoint());
        deliver(frame, execution.host.call(message), creates);
        return frame;
      }
      Tracing tracing = execution.tracing();
      if (tracing != null) {
        tracing.enter(opened.message());
      }
      execution.reserve(frame.sp);
      return new Frame(
          execution,
          execution.programs.get(opened.code(), opened.codeHash()),
          opened.message(),
          frame.sp,
          frame,
          opened);
    }
    ExecutionResult result = ((Envelope.Done) beginning).result();
    Tracing tracing = execution.tracing();
    if (tracing != null) {
      tracing.withoutCode(message, result);
    }
    deliver(frame, result, creates);
    return frame;
  }

  /** Hands a call's result to the frame that called. */
  private static void deliver(Frame frame, ExecutionResult result, boolean created) {
    long[] s = frame.execution.stack();
    byte[] output = result.output().unsafeArray();
    frame.gas += result.gasLeft();
    if (created && result.succeeded()) {
      byte[] word = new byte[32];
      System.arraycopy(output, 0, word, 12, output.length);
      Words.load(s, frame.sp, word, 0);
      frame.returnData = NONE;
    } else {
      Words.set(s, frame.sp, result.succeeded() ? 1 : 0);
      frame.returnData = output;
      int length = Math.min(frame.callOutputLength, output.length);
      if (length > 0) {
        System.arraycopy(output, 0, frame.memory.bytes(), frame.callOutput, length);
      }
    }
    frame.sp += 4;
  }

  private static ExecutionResult result(Frame frame, int status, long refund) {
    long used = frame.message.gas() - frame.gas;
    return switch (status) {
      case Status.RETURNED -> ExecutionResult.success(frame.gas, used, refund, frame.outputBytes());
      case Status.REVERTED -> ExecutionResult.reverted(frame.gas, used, frame.outputBytes());
      default ->
          ExecutionResult.failed(
              frame.message.gas(),
              new ExecutionError(
                  frame.failure == null ? Failure.TRAP : frame.failure,
                  frame.program.offset(frame.instruction),
                  frame.failureMessage));
    };
  }
}
