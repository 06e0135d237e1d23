package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.word.machine.internal.machine.Memory;
import io.ghostbridge.word.machine.internal.machine.Status;
import io.ghostbridge.word.machine.internal.program.Program;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;

/** Writes reads and writes of memory: in place where it is there already. */
final class MemoryWriter {
  private final Emitter emitter;
  private final RegionWriter region;
  private final CodeBuilder code;
  private final SymbolicStack stack;
  private final Program program;
  private final int endOfBlock;

  /** {@code endOfBlock} is the instruction after the block's last. */
  MemoryWriter(Emitter emitter, Program program, int endOfBlock) {
    this.emitter = emitter;
    this.region = emitter.region;
    this.code = emitter.code;
    this.stack = emitter.stack;
    this.program = program;
    this.endOfBlock = endOfBlock;
  }

  /**
   * Where something is in memory.
   *
   * @param local the local variable of type int that says it, or -1
   * @param constant it where it is known
   */
  private record Place(int local, int constant) {}

  /** The place in memory, after memory has {@code length} bytes there. */
  private Place place(int i, Val offset, int length, Changes before, int height) {
    long known = offset.small();
    Label there = code.newLabel();
    if (known >= 0 && known <= Memory.MAX_SIZE) {
      Label slow = region.later(() -> grow(i, offset, length, before, height, -1, there));
      code.iload(Layout.MEMORY_SIZE)
          .loadConstant((int) known + length)
          .if_icmplt(slow)
          .labelBinding(there);
      return new Place(-1, (int) known);
    }
    int local = emitter.temporary();
    Label slow = region.later(() -> grow(i, offset, length, before, height, local, there));
    emitter.emit(offset);
    code.iload(Layout.MEMORY_SIZE)
        .loadConstant(length)
        .invokestatic(Types.SUPPORT, "place", Types.word(Types.INT, Types.INT, Types.INT))
        .dup()
        .istore(local)
        .iflt(slow)
        .labelBinding(there);
    return new Place(local, 0);
  }

  private void index(Place place, int plus) {
    if (place.local() < 0) {
      code.loadConstant(place.constant() + plus);
      return;
    }
    code.iload(place.local());
    if (plus != 0) {
      code.loadConstant(plus).iadd();
    }
  }

  private void grow(
      int i, Val offset, int length, Changes before, int height, int local, Label there) {
    Label lack = code.newLabel();
    emitter.emit(offset);
    code.aload(Layout.FRAME)
        .lload(Layout.GAS)
        .loadConstant(length)
        .invokestatic(
            Types.SUPPORT, "expand", Types.word(Types.LONG, Types.FRAME, Types.LONG, Types.INT))
        .dup2()
        .lconst_0()
        .lcmp()
        .iflt(lack)
        .lstore(Layout.GAS);
    region.memory();
    if (local >= 0) {
      offset.w0().emit(code);
      code.l2i().istore(local);
    }
    code.goto_(there);
    code.labelBinding(lack).pop2();
    code.lload(Layout.GAS).loadConstant(gasFrom(i)).ladd().lstore(Layout.GAS);
    region.flush(before);
    region.leave(i, Status.CAREFUL, height);
  }

  /** The static gas of an instruction and of all after it in its block. */
  private long gasFrom(int instruction) {
    long gas = 0;
    for (int i = instruction; i < endOfBlock; i++) {
      gas += program.gas(i);
    }
    return gas;
  }

  void load(int i) {
    Changes before = stack.changes();
    int height = stack.height();
    Place at = place(i, emitter.pop(), 32, before, height);
    Expr[] limbs = new Expr[4];
    for (int limb = 0; limb < 4; limb++) {
      int local = emitter.temporary();
      code.aload(Layout.MEMORY);
      index(at, 8 * (3 - limb));
      code.invokestatic(Types.SUPPORT, "read", Types.method(Types.LONG, Types.BYTES, Types.INT))
          .lstore(local);
      limbs[limb] = new Expr.Local(local);
    }
    stack.push(Val.of(limbs[0], limbs[1], limbs[2], limbs[3]));
  }

  void store(int i) {
    Changes before = stack.changes();
    int height = stack.height();
    Val offset = emitter.pop();
    Val value = emitter.pop();
    Place at = place(i, offset, 32, before, height);
    for (int limb = 0; limb < 4; limb++) {
      value.limb(limb).emit(code);
      code.aload(Layout.MEMORY);
      index(at, 8 * (3 - limb));
      code.invokestatic(
          Types.SUPPORT, "write", Types.method(Types.VOID, Types.LONG, Types.BYTES, Types.INT));
    }
  }

  void storeByte(int i) {
    Changes before = stack.changes();
    int height = stack.height();
    Val offset = emitter.pop();
    Val value = emitter.pop();
    Place at = place(i, offset, 1, before, height);
    code.aload(Layout.MEMORY);
    index(at, 0);
    value.w0().emit(code);
    code.l2i().bastore();
  }
}
