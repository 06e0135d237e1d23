package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.vm.ExecutionResult;
import io.ghostbridge.api.vm.Message;
import io.ghostbridge.api.vm.Tracer;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.word.machine.internal.program.Program;
import io.ghostbridge.word.machine.internal.word.Words;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/** Keeps the view of an instruction until its cost is known, then shows it. */
final class Tracing {
  private final Tracer tracer;
  private @Nullable Step pending;

  Tracing(Tracer tracer) {
    this.tracer = tracer;
  }

  /** The frame is about to execute its instruction. */
  void before(Frame frame) {
    after(frame, "");
    pending = new Step(frame);
  }

  /** The last instruction is done, or failed. */
  void after(Frame frame, String error) {
    Step step = pending;
    if (step != null) {
      pending = null;
      step.finish(frame.gas, error);
      tracer.step(step);
    }
  }

  void enter(Message message) {
    tracer.enter(message);
  }

  void exit(Message message, ExecutionResult result) {
    tracer.exit(message, result);
  }

  /** A call that runs no code: of an account without any, of a precompiled contract, or refused. */
  void withoutCode(Message message, ExecutionResult result) {
    tracer.enter(message);
    tracer.exit(message, result);
  }

  void selfDestruct(Address contract, Address beneficiary, Word balance) {
    tracer.selfDestruct(contract, beneficiary, balance);
  }

  private static final class Step implements Tracer.TraceStep {
    private final Program program;
    private final int instruction;
    private final long gas;
    private final long[] stack;
    private final Bytes memory;
    private final Bytes returnData;
    private final int depth;
    private final long refund;
    private long cost;
    private String error = "";

    Step(Frame frame) {
      program = frame.program;
      instruction = frame.instruction;
      gas = frame.gas;
      stack = Arrays.copyOfRange(frame.execution.stack(), frame.base, frame.sp);
      memory = Bytes.wrap(frame.memory.copy(0, frame.memory.size()));
      returnData = Bytes.copyOf(frame.returnData);
      depth = frame.message.depth() + 1;
      refund = frame.execution.world.refund();
    }

    void finish(long gasAfter, String why) {
      cost = why.isEmpty() ? gas - gasAfter : Math.max(gas - gasAfter, program.gas(instruction));
      error = why;
    }

    @Override
    public int pc() {
      return program.offset(instruction);
    }

    @Override
    public int opcode() {
      return program.number(instruction);
    }

    @Override
    public String opcodeName() {
      return program.set().name(opcode());
    }

    @Override
    public long gas() {
      return gas;
    }

    @Override
    public long gasCost() {
      return cost;
    }

    @Override
    public int memorySize() {
      return memory.size();
    }

    @Override
    public Bytes memory() {
      return memory;
    }

    @Override
    public int stackSize() {
      return stack.length / 4;
    }

    @Override
    public Word stack(int index) {
      return Words.get(stack, 4 * index);
    }

    @Override
    public Bytes returnData() {
      return returnData;
    }

    @Override
    public int depth() {
      return depth;
    }

    @Override
    public long refund() {
      return refund;
    }

    @Override
    public String error() {
      return error;
    }
  }
}
