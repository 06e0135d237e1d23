package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.api.vm.Word;
import io.ghostbridge.word.machine.internal.machine.Frame;
import io.ghostbridge.word.machine.internal.machine.Operations;
import io.ghostbridge.word.machine.internal.machine.Status;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/** What generated code calls. */
final class Support {
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** So many jumps backwards, then the thread is looked at. */
  static final int JUMPS = 1 << 16;

  private Support() {}

  static long below(long a, long b) {
    return a + Long.MIN_VALUE < b + Long.MIN_VALUE ? 1 : 0;
  }

  static long below(long a0, long a1, long a2, long a3, long b0, long b1, long b2, long b3) {
    if (a3 != b3) {
      return below(a3, b3);
    }
    if (a2 != b2) {
      return below(a2, b2);
    }
    return a1 != b1 ? below(a1, b1) : below(a0, b0);
  }

  static long belowSigned(long a0, long a1, long a2, long a3, long b0, long b1, long b2, long b3) {
    if (a3 != b3) {
      return a3 < b3 ? 1 : 0;
    }
    if (a2 != b2) {
      return below(a2, b2);
    }
    return a1 != b1 ? below(a1, b1) : below(a0, b0);
  }

  /** a / b, unsigned; 0 where b is 0. */
  static long divide(long a, long b) {
    return b == 0 ? 0 : Long.divideUnsigned(a, b);
  }

  /** a % b, unsigned; 0 where b is 0. */
  static long remainder(long a, long b) {
    return b == 0 ? 0 : Long.remainderUnsigned(a, b);
  }

  /** a / b, signed; 0 where b is 0. */
  static long divideSigned(long a, long b) {
    return b == 0 ? 0 : a / b;
  }

  /** a % b, signed; 0 where b is 0. */
  static long remainderSigned(long a, long b) {
    return b == 0 ? 0 : a % b;
  }

  /** Puts a word on the frame's stack. */
  static void put(long w0, long w1, long w2, long w3, long[] s, int i) {
    s[i] = w0;
    s[i + 1] = w1;
    s[i + 2] = w2;
    s[i + 3] = w3;
  }

  static long read(byte[] memory, int at) {
    return (long) BIG_ENDIAN.get(memory, at);
  }

  static void write(long value, byte[] memory, int at) {
    BIG_ENDIAN.set(memory, at, value);
  }

  /** The offset as an int if memory has {@code length} bytes there, or -1. */
  static int place(long w0, long w1, long w2, long w3, int size, int length) {
    return (w1 | w2 | w3) == 0 && w0 >= 0 && w0 <= size - length ? (int) w0 : -1;
  }

  /** Grows memory and takes what that costs: the gas left, or -1 where it does not suffice. */
  static long expand(long w0, long w1, long w2, long w3, Frame f, long gas, int length) {
    long offset = (w1 | w2 | w3) == 0 && w0 >= 0 ? w0 : Long.MAX_VALUE;
    long cost = f.memory.cost(offset, length);
    if (cost > gas) {
      return -1;
    }
    f.memory.grow(offset, length);
    return gas - cost;
  }

  /** Looks whether the thread is interrupted; the number of jumps until the next look. */
  static int poll(Frame f) {
    f.execution.checkInterruption();
    return JUMPS;
  }

  /** The instruction that a jump leads to, or -1 after the frame failed. */
  static int target(long w0, long w1, long w2, long w3, Frame f, int instruction) {
    int block = (w1 | w2 | w3) == 0 ? f.program.blockAt(w0) : -1;
    if (block >= 0) {
      return f.program.blocks().first(block);
    }
    f.instruction = instruction;
    f.fail(
        Failure.INVALID_JUMP, "the target " + new Word(w3, w2, w1, w0) + " is no jump destination");
    return -1;
  }

  /** Carries out an instruction whose operands are on the frame's stack. */
  static int operate(Frame f, int op, int argument, int sp, long gas, int instruction) {
    f.sp = sp;
    f.gas = gas;
    f.instruction = instruction;
    return finish(f, Operations.run(op, argument, f));
  }

  /** Ends a region whose state is all in the frame. */
  static int leave(Frame f, int status) {
    if (status != Code.OPERATION) {
      return status;
    }
    int i = f.instruction;
    return finish(f, Operations.run(f.program.op(i), f.program.argument(i), f));
  }

  /** Lack of gas within a block is for the careful form to judge. */
  private static int finish(Frame f, int status) {
    if (status == Status.FAILED && f.failure == Failure.OUT_OF_GAS) {
      f.failure = null;
      f.gas += f.program.fast().gasFrom(f.instruction);
      return Status.CAREFUL;
    }
    return status;
  }
}
