package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.word.machine.internal.machine.Status;
import io.ghostbridge.word.machine.internal.program.Program;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.util.NavigableMap;

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

  /** The offset in memory as an int in a local, after memory has {@code length} bytes there. */
  private int place(int i, Val offset, int length, NavigableMap<Integer, Val> before, int height) {
    int local = emitter.temporary();
    Label there = code.newLabel();
    Label slow = region.later(() -> grow(i, offset, length, before, height, local, there));
    emitter.emit(offset);
    code.iload(Layout.MEMORY_SIZE)
        .loadConstant(length)
        .invokestatic(Types.SUPPORT, "place", Types.word(Types.INT, Types.INT, Types.INT))
        .dup()
        .istore(local)
        .iflt(slow)
        .labelBinding(there);
    return local;
  }

  private void grow(
      int i,
      Val offset,
      int length,
      NavigableMap<Integer, Val> before,
      int height,
      int local,
      Label there) {
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
    offset.w0().emit(code);
    code.l2i().istore(local).goto_(there);
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
    NavigableMap<Integer, Val> before = stack.changes();
    int height = stack.height();
    int at = place(i, emitter.pop(), 32, before, height);
    Expr[] limbs = new Expr[4];
    for (int limb = 0; limb < 4; limb++) {
      int local = emitter.temporary();
      code.aload(Layout.MEMORY).iload(at);
      if (limb < 3) {
        code.loadConstant(8 * (3 - limb)).iadd();
      }
      code.invokestatic(Types.SUPPORT, "read", Types.method(Types.LONG, Types.BYTES, Types.INT))
          .lstore(local);
      limbs[limb] = new Expr.Local(local);
    }
    stack.push(Val.of(limbs[0], limbs[1], limbs[2], limbs[3]));
  }

  void store(int i) {
    NavigableMap<Integer, Val> before = stack.changes();
    int height = stack.height();
    Val offset = emitter.pop();
    Val value = emitter.pop();
    int at = place(i, offset, 32, before, height);
    for (int limb = 0; limb < 4; limb++) {
      value.limb(limb).emit(code);
      code.aload(Layout.MEMORY).iload(at);
      if (limb < 3) {
        code.loadConstant(8 * (3 - limb)).iadd();
      }
      code.invokestatic(
          Types.SUPPORT, "write", Types.method(Types.VOID, Types.LONG, Types.BYTES, Types.INT));
    }
  }

  void storeByte(int i) {
    NavigableMap<Integer, Val> before = stack.changes();
    int height = stack.height();
    Val offset = emitter.pop();
    Val value = emitter.pop();
    int at = place(i, offset, 1, before, height);
    code.aload(Layout.MEMORY).iload(at);
    value.w0().emit(code);
    code.l2i().bastore();
  }
}
