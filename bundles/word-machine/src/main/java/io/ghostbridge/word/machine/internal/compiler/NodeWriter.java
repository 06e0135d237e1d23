package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.word.machine.internal.machine.Status;
import io.ghostbridge.word.machine.internal.program.Blocks;
import io.ghostbridge.word.machine.internal.program.Op;
import io.ghostbridge.word.machine.internal.program.Program;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.util.BitSet;
import java.util.NavigableMap;
import org.jspecify.annotations.Nullable;

/** Writes the code of one node: charges the block's gas, then its instructions. */
final class NodeWriter {
  private final RegionWriter region;
  private final CodeBuilder code;
  private final Program program;
  private final Units units;
  private final Layout layout;
  private final Node node;
  private final @Nullable Node next;
  private final SymbolicStack stack;
  private final Arithmetic arithmetic = new Arithmetic(this::keep);
  private BitSet used = new BitSet();

  NodeWriter(
      RegionWriter region,
      CodeBuilder code,
      Program program,
      Units units,
      Layout layout,
      Node node,
      @Nullable Node next) {
    this.region = region;
    this.code = code;
    this.program = program;
    this.units = units;
    this.layout = layout;
    this.node = node;
    this.next = next;
    this.stack = new SymbolicStack(layout, node, region.loaded());
  }

  void write() {
    int unit = node.unit();
    if (units.beginsBlock(unit)) {
      charge(units.first(unit), program.blocks().gas(units.block(unit)));
    }
    int end = units.first(unit + 1);
    int last = Op.NOP;
    for (int i = units.first(unit); i < end; i++) {
      used = stack.temporaries();
      last = program.op(i);
      instruction(i, last);
    }
    boolean over = Op.endsExecution(last) || Op.isCall(last) || last == Op.JUMPI;
    if (!over) {
      region.flush(stack.changes());
      Node.Key fall = node.fall;
      if (fall == null) {
        throw new IllegalStateException("a program ends with STOP");
      }
      region.go(fall, node.fallNode, next);
    }
  }

  private void charge(int instruction, int gas) {
    if (gas == 0) {
      return;
    }
    int height = node.height();
    Label lack = region.later(() -> region.leave(instruction, Status.CAREFUL, height));
    code.lload(Layout.GAS).loadConstant((long) gas).lcmp().iflt(lack);
    code.lload(Layout.GAS).loadConstant((long) gas).lsub().lstore(Layout.GAS);
  }

  /** In a local variable, unless it needs no computation. */
  private Expr keep(Expr e) {
    return Expr.isLeaf(e) ? e : copy(e);
  }

  /** In a temporary. */
  private Expr copy(Expr e) {
    int local = temporary();
    e.emit(code);
    code.lstore(local);
    return new Expr.Local(local);
  }

  private int temporary() {
    int number = used.nextClearBit(0);
    used.set(number);
    return layout.temporary(number);
  }

  /** What lies on top, its limbs without computation. */
  private Val pop() {
    Val value = stack.pop();
    return Expr.isLeaf(value.w0())
            && Expr.isLeaf(value.w1())
            && Expr.isLeaf(value.w2())
            && Expr.isLeaf(value.w3())
        ? value
        : Val.of(keep(value.w0()), keep(value.w1()), keep(value.w2()), keep(value.w3()));
  }

  private void instruction(int i, int op) {
    switch (op) {
      case Op.JUMPDEST, Op.NOP -> {}
      case Op.PUSH -> stack.push(Val.of(program.immediates(), 4 * program.argument(i)));
      case Op.POP -> stack.pop();
      case Op.DUP -> stack.push(stack.get(stack.height() - program.argument(i)));
      case Op.SWAP -> {
        int top = stack.height() - 1;
        int other = top - program.argument(i);
        Val a = stack.get(top);
        stack.set(top, stack.get(other));
        stack.set(other, a);
      }
      case Op.ADD -> stack.push(arithmetic.sum(pop(), pop()));
      case Op.SUB -> stack.push(arithmetic.difference(pop(), pop()));
      case Op.MUL -> stack.push(arithmetic.product(pop(), pop()));
      case Op.AND -> stack.push(arithmetic.and3(stack.pop(), stack.pop()));
      case Op.OR -> stack.push(arithmetic.or3(stack.pop(), stack.pop()));
      case Op.XOR -> stack.push(arithmetic.xor3(stack.pop(), stack.pop()));
      case Op.NOT -> stack.push(arithmetic.complement(stack.pop()));
      case Op.EQ -> stack.push(arithmetic.equal(stack.pop(), stack.pop()));
      case Op.ISZERO -> stack.push(arithmetic.isZero(stack.pop()));
      case Op.LT -> stack.push(arithmetic.below(pop(), pop()));
      case Op.GT -> {
        Val a = pop();
        stack.push(arithmetic.below(pop(), a));
      }
      case Op.SLT -> stack.push(arithmetic.belowSigned(pop(), pop()));
      case Op.SGT -> {
        Val a = pop();
        stack.push(arithmetic.belowSigned(pop(), a));
      }
      case Op.PC -> stack.push(Val.of(Expr.of(program.offset(i))));
      case Op.CODESIZE -> stack.push(Val.of(Expr.of(program.code().size())));
      case Op.GAS -> stack.push(Val.of(copy(new Expr.Local(Layout.GAS))));
      case Op.MSIZE -> {
        code.iload(Layout.MEMORY_SIZE);
        pushInt();
      }
      case Op.CALLDATASIZE -> {
        code.aload(Layout.FRAME).getfield(Types.FRAME, "input", Types.BYTES).arraylength();
        pushInt();
      }
      case Op.RETURNDATASIZE -> {
        code.aload(Layout.FRAME).getfield(Types.FRAME, "returnData", Types.BYTES).arraylength();
        pushInt();
      }
      case Op.SHL, Op.SHR, Op.SAR -> shift(op);
      case Op.BYTE, Op.SIGNEXTEND -> byIndex(op);
      case Op.CLZ -> onStack(1, Types.WORDS, "countLeadingZeros", false);
      case Op.DIV -> divide("div", "divide");
      case Op.MOD -> divide("mod", "remainder");
      case Op.SDIV -> onStack(2, Types.DIVISION, "sdiv", true);
      case Op.SMOD -> onStack(2, Types.DIVISION, "smod", true);
      case Op.ADDMOD -> onStack(3, Types.DIVISION, "addmod", true);
      case Op.MULMOD -> onStack(3, Types.DIVISION, "mulmod", true);
      case Op.CALLDATALOAD -> callDataLoad();
      case Op.MLOAD -> load(i);
      case Op.MSTORE -> store(i);
      case Op.MSTORE8 -> storeByte(i);
      case Op.JUMP -> jump(i);
      case Op.JUMPI -> jumpIf(i);
      default -> {
        if (Op.endsExecution(op) || Op.isCall(op)) {
          region.flush(stack.changes());
          region.leave(i, Code.OPERATION, stack.height());
        } else {
          operation(i, op);
        }
      }
    }
  }

  private void pushInt() {
    int local = temporary();
    code.i2l().lstore(local);
    stack.push(Val.of(new Expr.Local(local)));
  }

  private void emit(Val value) {
    for (int limb = 0; limb < 4; limb++) {
      value.limb(limb).emit(code);
    }
  }

  private void put(Val value, int place) {
    emit(value);
    region.put(place);
  }

  private Val take(int place) {
    Expr[] limbs = new Expr[4];
    for (int limb = 0; limb < 4; limb++) {
      int local = temporary();
      region.limb(place, limb);
      code.lstore(local);
      limbs[limb] = new Expr.Local(local);
    }
    return Val.of(limbs[0], limbs[1], limbs[2], limbs[3]);
  }

  private void shift(int op) {
    Val amount = stack.get(stack.height() - 1);
    if (!amount.isConst()) {
      onStack(2, Types.WORDS, op == Op.SHL ? "shl" : op == Op.SHR ? "shr" : "sar", false);
      return;
    }
    stack.pop();
    Val value = pop();
    long bits = amount.small();
    if (bits >= 0 && bits < 256) {
      stack.push(
          op == Op.SHL
              ? arithmetic.shiftLeft(value, (int) bits)
              : arithmetic.shiftRight(value, (int) bits, op == Op.SAR));
    } else if (op == Op.SAR) {
      Expr sign = keep(Expr.shift(Expr.Operator.SAR, value.w3(), 63));
      stack.push(Val.of(sign, sign, sign, sign));
    } else {
      stack.push(Val.of(Expr.ZERO));
    }
  }

  private void byIndex(int op) {
    Val index = stack.get(stack.height() - 1);
    if (!index.isConst()) {
      onStack(2, Types.WORDS, op == Op.BYTE ? "byteOf" : "signExtend", false);
      return;
    }
    stack.pop();
    Val value = pop();
    long number = index.small();
    boolean within = number >= 0 && number < (op == Op.BYTE ? 32 : 31);
    if (op == Op.BYTE) {
      stack.push(within ? arithmetic.byteOf((int) number, value) : Val.of(Expr.ZERO));
    } else {
      stack.push(within ? arithmetic.signExtend((int) number, value) : value);
    }
  }

  /** A method of the words' that works on the frame's stack. */
  private void onStack(int operands, ClassDesc owner, String name, boolean needsScratch) {
    int top = stack.height() - 1;
    int result = top - operands + 1;
    for (int i = 0; i < operands; i++) {
      put(stack.pop(), top - i);
    }
    callOnStack(owner, name, needsScratch, result);
    stack.push(take(result));
  }

  private void callOnStack(ClassDesc owner, String name, boolean needsScratch, int result) {
    code.aload(Layout.STACK);
    region.index(4 * result);
    if (needsScratch) {
      code.aload(Layout.FRAME)
          .getfield(Types.FRAME, "execution", Types.EXECUTION)
          .getfield(Types.EXECUTION, "scratch", Types.LONGS)
          .invokestatic(owner, name, Types.method(Types.VOID, Types.LONGS, Types.INT, Types.LONGS));
    } else {
      code.invokestatic(owner, name, Types.method(Types.VOID, Types.LONGS, Types.INT));
    }
  }

  /** DIV and MOD: by the JVM's own division where both are below 2^64. */
  private void divide(String method, String small) {
    Val a = pop();
    Val b = pop();
    if (a.isSmall() && b.isSmall()) {
      stack.push(Val.of(keep(Expr.call(small, a.w0(), b.w0()))));
      return;
    }
    int result = stack.height();
    int[] locals = {temporary(), temporary(), temporary(), temporary()};
    Label done = code.newLabel();
    Label slow =
        region.later(
            () -> {
              put(a, result + 1);
              put(b, result);
              callOnStack(Types.DIVISION, method, true, result);
              for (int limb = 0; limb < 4; limb++) {
                region.limb(result, limb);
                code.lstore(locals[limb]);
              }
              code.goto_(done);
            });
    Expr.or(Expr.or(Expr.or(a.w1(), a.w2()), a.w3()), Expr.or(Expr.or(b.w1(), b.w2()), b.w3()))
        .emit(code);
    code.lconst_0().lcmp().ifne(slow);
    Expr.call(small, a.w0(), b.w0()).emit(code);
    code.lstore(locals[0]);
    for (int limb = 1; limb < 4; limb++) {
      code.lconst_0().lstore(locals[limb]);
    }
    code.labelBinding(done);
    stack.push(
        Val.of(
            new Expr.Local(locals[0]),
            new Expr.Local(locals[1]),
            new Expr.Local(locals[2]),
            new Expr.Local(locals[3])));
  }

  private void callDataLoad() {
    int place = stack.height() - 1;
    put(stack.pop(), place);
    code.aload(Layout.FRAME).getfield(Types.FRAME, "input", Types.BYTES).aload(Layout.STACK);
    region.index(4 * place);
    code.invokestatic(
        Types.OPERATIONS,
        "callDataLoad",
        Types.method(Types.VOID, Types.BYTES, Types.LONGS, Types.INT));
    stack.push(take(place));
  }

  /** The offset in memory as an int in a local, after memory has {@code length} bytes there. */
  private int place(int i, Val offset, int length, NavigableMap<Integer, Val> before, int height) {
    int local = temporary();
    Label there = code.newLabel();
    Label slow = region.later(() -> grow(i, offset, length, before, height, local, there));
    emit(offset);
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
    emit(offset);
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
    Blocks blocks = program.blocks();
    int end = blocks.first(units.block(node.unit()) + 1);
    long gas = 0;
    for (int i = instruction; i < end; i++) {
      gas += program.gas(i);
    }
    return gas;
  }

  private void load(int i) {
    NavigableMap<Integer, Val> before = stack.changes();
    int height = stack.height();
    int at = place(i, pop(), 32, before, height);
    Expr[] limbs = new Expr[4];
    for (int limb = 0; limb < 4; limb++) {
      int local = temporary();
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

  private void store(int i) {
    NavigableMap<Integer, Val> before = stack.changes();
    int height = stack.height();
    Val offset = pop();
    Val value = pop();
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

  private void storeByte(int i) {
    NavigableMap<Integer, Val> before = stack.changes();
    int height = stack.height();
    Val offset = pop();
    Val value = pop();
    int at = place(i, offset, 1, before, height);
    code.aload(Layout.MEMORY).iload(at);
    value.w0().emit(code);
    code.l2i().bastore();
  }

  private void jump(int i) {
    if (node.jump != null) {
      stack.pop();
      region.flush(stack.changes());
      region.go(node.jump, node.jumpNode, next);
      return;
    }
    Val target = copied(stack.pop());
    region.flush(stack.changes());
    seek(i, target);
  }

  /** Homes are about to change. */
  private Val copied(Val value) {
    return value.isConst()
        ? value
        : Val.of(copy(value.w0()), copy(value.w1()), copy(value.w2()), copy(value.w3()));
  }

  /** Jumps to where only the running program knows. */
  private void seek(int i, Val target) {
    Label fine = code.newLabel();
    emit(target);
    code.aload(Layout.FRAME)
        .loadConstant(i)
        .invokestatic(Types.SUPPORT, "target", Types.word(Types.INT, Types.FRAME, Types.INT))
        .dup()
        .istore(Layout.INSTRUCTION)
        .ifge(fine)
        .loadConstant(Status.FAILED)
        .ireturn()
        .labelBinding(fine)
        .loadConstant(Code.NEXT)
        .istore(Layout.STATUS);
    region.leave(stack.height());
  }

  private void jumpIf(int i) {
    Val target = stack.pop();
    Val condition = stack.pop();
    Expr test = condition.test();
    boolean whenZero = test != null && condition.whenZero();
    if (test == null) {
      test = arithmetic.any(condition);
    }
    Expr tested = test instanceof Expr.Const ? test : copy(test);
    Label way;
    if (node.jump != null) {
      region.flush(stack.changes());
      way = region.way(node.jump, node.jumpNode);
    } else {
      Val kept = copied(target);
      region.flush(stack.changes());
      way = region.later(() -> seek(i, kept));
    }
    tested.emit(code);
    code.lconst_0().lcmp();
    if (whenZero) {
      code.ifeq(way);
    } else {
      code.ifne(way);
    }
    Node.Key fall = node.fall;
    if (fall == null) {
      throw new IllegalStateException("a program ends with STOP");
    }
    region.go(fall, node.fallNode, next);
  }

  /** By the interpreter's own method, with the operands on the frame's stack. */
  private void operation(int i, int op) {
    NavigableMap<Integer, Val> before = stack.changes();
    int height = stack.height();
    int pops = program.pops(i);
    for (int p = 0; p < pops; p++) {
      put(stack.pop(), height - 1 - p);
    }
    code.aload(Layout.FRAME).loadConstant(op).loadConstant(program.argument(i));
    region.index(4 * height);
    code.lload(Layout.GAS)
        .loadConstant(i)
        .invokestatic(
            Types.SUPPORT,
            "operate",
            Types.method(
                Types.INT, Types.FRAME, Types.INT, Types.INT, Types.INT, Types.LONG, Types.INT));
    Label over =
        region.later(
            () -> {
              frameGas();
              region.flush(before);
              code.loadConstant(i).istore(Layout.INSTRUCTION);
              region.leave(height);
            });
    code.dup().istore(Layout.STATUS).ifne(over);
    frameGas();
    if (touchesMemory(op)) {
      region.memory();
    }
    int pushes = program.pushes(i);
    int bottom = height - pops;
    for (int p = 0; p < pushes; p++) {
      stack.push(take(bottom + p));
    }
  }

  private void frameGas() {
    code.aload(Layout.FRAME).getfield(Types.FRAME, "gas", Types.LONG).lstore(Layout.GAS);
  }

  private static boolean touchesMemory(int op) {
    return switch (op) {
      case Op.EXP,
          Op.SLOAD,
          Op.SSTORE,
          Op.TLOAD,
          Op.TSTORE,
          Op.BALANCE,
          Op.EXTCODESIZE,
          Op.EXTCODEHASH,
          Op.BLOCKHASH,
          Op.BLOBHASH,
          Op.ADDRESS,
          Op.ORIGIN,
          Op.CALLER,
          Op.CALLVALUE,
          Op.GASPRICE,
          Op.COINBASE,
          Op.TIMESTAMP,
          Op.NUMBER,
          Op.PREVRANDAO,
          Op.DIFFICULTY,
          Op.GASLIMIT,
          Op.CHAINID,
          Op.SELFBALANCE,
          Op.BASEFEE,
          Op.BLOBBASEFEE ->
          false;
      default -> true;
    };
  }
}
