package io.ghostbridge.word.machine.internal.machine;

import io.ghostbridge.api.vm.Failure;
import io.ghostbridge.word.machine.internal.program.Op;
import io.ghostbridge.word.machine.internal.program.Program;
import io.ghostbridge.word.machine.internal.program.Threaded;
import io.ghostbridge.word.machine.internal.word.Division;
import io.ghostbridge.word.machine.internal.word.Modular;
import io.ghostbridge.word.machine.internal.word.Words;

/**
 * Runs programs instruction by instruction. What is frequent and small is in one loop, which stays
 * below the 8,000 bytes of bytecode that HotSpot compiles at most; the rest is in {@link
 * Operations}.
 */
public final class Interpreter {
  /** So many jumps backwards, then the machine looks at the tier and the thread again. */
  private static final int JUMPS = 1 << 12;

  /** So many where parts of the program are compiled, which are looked for then. */
  private static final int FEW_JUMPS = 16;

  /** Charges a block at a time. */
  public static final Tier FAST = frame -> run(frame, frame.program.fast(), JUMPS);

  /** The same until a few jumps backwards: for programs that are compiled in part. */
  public static final Tier SHORT = frame -> run(frame, frame.program.fast(), FEW_JUMPS);

  /** Charges, checks and shows every instruction alone. */
  public static final Tier CAREFUL = frame -> run(frame, frame.program.careful(), JUMPS);

  private Interpreter() {}

  private static int run(Frame f, Threaded form, int most) {
    Execution x = f.execution;
    Program program = f.program;
    short[] ops = form.ops();
    int[] arguments = form.arguments();
    int[] checks = form.checks();
    long[] immediates = program.immediates();
    long[] s = x.stack();
    long[] scratch = x.scratch;
    int base = f.base;
    int limit = base + Execution.STACK_LONGS;
    int jumps = most;
    int sp = f.sp;
    long gas = f.gas;
    byte[] memory = f.memory.bytes();
    int memorySize = f.memory.size();
    int ip = form.placeOf(f.instruction);
    while (true) {
      int op = ops[ip];
      switch (op) {
        case Threaded.ENTER -> {
          int check = 3 * arguments[ip];
          if (gas < checks[check]
              || sp - base < checks[check + 1]
              || sp + checks[check + 2] > limit) {
            save(f, sp, gas, form.instruction(ip));
            return form.isCareful() ? refuse(f) : Status.CAREFUL;
          }
          if (form.isCareful()) {
            save(f, sp, gas, form.instruction(ip));
            f.execution.trace(f);
          }
          gas -= checks[check];
        }
        case Op.NOP -> {}
        case Threaded.PUSH_LONG -> {
          s[sp] = immediates[arguments[ip]];
          s[sp + 1] = 0;
          s[sp + 2] = 0;
          s[sp + 3] = 0;
          sp += 4;
        }
        case Op.PUSH -> {
          int i = arguments[ip];
          s[sp] = immediates[i];
          s[sp + 1] = immediates[i + 1];
          s[sp + 2] = immediates[i + 2];
          s[sp + 3] = immediates[i + 3];
          sp += 4;
        }
        case Op.POP -> sp -= 4;
        case Threaded.DUP1 -> {
          Words.copy(s, sp - 4, sp);
          sp += 4;
        }
        case Threaded.DUP2 -> {
          Words.copy(s, sp - 8, sp);
          sp += 4;
        }
        case Op.DUP -> {
          Words.copy(s, sp - arguments[ip], sp);
          sp += 4;
        }
        case Threaded.SWAP1 -> Words.swap(s, sp - 4, sp - 8);
        case Threaded.SWAP2 -> Words.swap(s, sp - 4, sp - 12);
        case Op.SWAP -> Words.swap(s, sp - 4, sp - 4 - arguments[ip]);
        case Threaded.JUMP_TO -> {
          int place = arguments[ip];
          if (place <= ip && --jumps < 0) {
            save(f, sp, gas, form.instruction(place));
            return Status.CONTINUE;
          }
          ip = place;
          continue;
        }
        case Threaded.JUMPI_TO -> {
          sp -= 4;
          if (!Words.isZero(s, sp)) {
            int place = arguments[ip];
            if (place <= ip && --jumps < 0) {
              save(f, sp, gas, form.instruction(place));
              return Status.CONTINUE;
            }
            ip = place;
            continue;
          }
        }
        case Threaded.JUMP_UNLESS_TO -> {
          sp -= 4;
          if (Words.isZero(s, sp)) {
            int place = arguments[ip];
            if (place <= ip && --jumps < 0) {
              save(f, sp, gas, form.instruction(place));
              return Status.CONTINUE;
            }
            ip = place;
            continue;
          }
        }
        case Op.JUMP, Op.JUMPI -> {
          int place = ip + 1;
          sp -= 4;
          if (op == Op.JUMP || !Words.isZero(s, sp - 4)) {
            place = Words.fitsLong(s, sp) ? form.placeOfJump(s[sp]) : -1;
            if (place < 0) {
              save(f, sp + 4, gas, form.instruction(ip));
              return f.fail(
                  Failure.INVALID_JUMP,
                  "the target " + Words.get(s, sp) + " is no jump destination");
            }
          }
          if (op == Op.JUMPI) {
            sp -= 4;
          }
          if (place <= ip && --jumps < 0) {
            save(f, sp, gas, form.instruction(place));
            return Status.CONTINUE;
          }
          ip = place;
          continue;
        }
        case Op.ADD -> {
          sp -= 4;
          Words.add(s, sp - 4);
        }
        case Op.SUB -> {
          sp -= 4;
          Words.sub(s, sp - 4);
        }
        case Op.MUL -> {
          sp -= 4;
          Words.mul(s, sp - 4);
        }
        case Op.DIV -> {
          sp -= 4;
          Division.div(s, sp - 4, scratch);
        }
        case Op.SDIV -> {
          sp -= 4;
          Division.sdiv(s, sp - 4, scratch);
        }
        case Op.MOD -> {
          sp -= 4;
          Division.mod(s, sp - 4, scratch);
        }
        case Op.SMOD -> {
          sp -= 4;
          Division.smod(s, sp - 4, scratch);
        }
        case Op.ADDMOD -> {
          sp -= 8;
          Division.addmod(s, sp - 4, scratch);
        }
        case Op.MULMOD -> {
          sp -= 8;
          Modular.mulmod(s, sp - 4, scratch);
        }
        case Op.SIGNEXTEND -> {
          sp -= 4;
          Words.signExtend(s, sp - 4);
        }
        case Op.LT -> {
          sp -= 4;
          Words.set(s, sp - 4, Words.isBelow(s, sp, sp - 4) ? 1 : 0);
        }
        case Op.GT -> {
          sp -= 4;
          Words.set(s, sp - 4, Words.isBelow(s, sp - 4, sp) ? 1 : 0);
        }
        case Op.SLT -> {
          sp -= 4;
          Words.set(s, sp - 4, Words.isBelowSigned(s, sp, sp - 4) ? 1 : 0);
        }
        case Op.SGT -> {
          sp -= 4;
          Words.set(s, sp - 4, Words.isBelowSigned(s, sp - 4, sp) ? 1 : 0);
        }
        case Op.EQ -> {
          sp -= 4;
          Words.set(s, sp - 4, Words.isEqual(s, sp, sp - 4) ? 1 : 0);
        }
        case Op.ISZERO -> Words.set(s, sp - 4, Words.isZero(s, sp - 4) ? 1 : 0);
        case Op.AND -> {
          sp -= 4;
          Words.and(s, sp - 4);
        }
        case Op.OR -> {
          sp -= 4;
          Words.or(s, sp - 4);
        }
        case Op.XOR -> {
          sp -= 4;
          Words.xor(s, sp - 4);
        }
        case Op.NOT -> Words.not(s, sp - 4);
        case Op.BYTE -> {
          sp -= 4;
          Words.byteOf(s, sp - 4);
        }
        case Op.SHL -> {
          sp -= 4;
          Words.shl(s, sp - 4);
        }
        case Op.SHR -> {
          sp -= 4;
          Words.shr(s, sp - 4);
        }
        case Op.SAR -> {
          sp -= 4;
          Words.sar(s, sp - 4);
        }
        case Op.CLZ -> Words.countLeadingZeros(s, sp - 4);
        case Op.CALLDATALOAD -> Operations.callDataLoad(f.input, s, sp - 4);
        case Op.PC -> {
          Words.set(s, sp, program.offset(form.instruction(ip)));
          sp += 4;
        }
        case Op.GAS -> {
          Words.set(s, sp, gas);
          sp += 4;
        }
        case Op.MLOAD -> {
          if (isIn(s, sp - 4, memorySize - 32)) {
            Words.load(s, sp - 4, memory, (int) s[sp - 4]);
          } else {
            save(f, sp, gas, form.instruction(ip));
            if (MemoryOperations.mload(f) != Status.RUNNING) {
              return failed(f, form);
            }
            gas = f.gas;
            memory = f.memory.bytes();
            memorySize = f.memory.size();
          }
        }
        case Op.MSTORE -> {
          if (isIn(s, sp - 4, memorySize - 32)) {
            Words.store(s, sp - 8, memory, (int) s[sp - 4]);
            sp -= 8;
          } else {
            save(f, sp, gas, form.instruction(ip));
            if (MemoryOperations.mstore(f) != Status.RUNNING) {
              return failed(f, form);
            }
            sp = f.sp;
            gas = f.gas;
            memory = f.memory.bytes();
            memorySize = f.memory.size();
          }
        }
        default -> {
          save(f, sp, gas, form.instruction(ip));
          int status = Operations.run(op, arguments[ip], f);
          if (status != Status.RUNNING) {
            return status == Status.FAILED ? failed(f, form) : status;
          }
          sp = f.sp;
          gas = f.gas;
          memory = f.memory.bytes();
          memorySize = f.memory.size();
        }
      }
      ip++;
    }
  }

  /** Whether the word is at most {@code last}. */
  private static boolean isIn(long[] s, int i, int last) {
    return (s[i + 1] | s[i + 2] | s[i + 3]) == 0 && s[i] >= 0 && s[i] <= last;
  }

  private static void save(Frame f, int sp, long gas, int instruction) {
    f.sp = sp;
    f.gas = gas;
    f.instruction = instruction;
  }

  /**
   * Lack of gas within a block may be due to what comes later in it: the careful form decides.
   * Operations change nothing before they have charged.
   */
  private static int failed(Frame f, Threaded form) {
    if (form.isCareful() || f.failure != Failure.OUT_OF_GAS) {
      return Status.FAILED;
    }
    f.failure = null;
    // The operation's own static gas and that of what follows was charged with the block.
    f.gas += form.gasFrom(f.instruction);
    return Status.CAREFUL;
  }

  /** Which check of a single instruction failed; the stack's come first. */
  private static int refuse(Frame f) {
    Program program = f.program;
    int i = f.instruction;
    int words = (f.sp - f.base) / 4;
    String name = program.set().name(program.number(i));
    if (words < program.pops(i)) {
      return f.fail(
          Failure.STACK_UNDERFLOW,
          name + " takes " + program.pops(i) + " words, and the stack has " + words);
    }
    if (words + program.pushes(i) - program.pops(i) > Execution.STACK_WORDS) {
      return f.fail(Failure.STACK_OVERFLOW, name + " finds a stack with all of its 1024 words");
    }
    return f.fail(
        Failure.OUT_OF_GAS, name + " costs " + program.gas(i) + ", and " + f.gas + " is left");
  }
}
