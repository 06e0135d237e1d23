package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.word.machine.internal.machine.Status;
import io.ghostbridge.word.machine.internal.program.Op;
import io.ghostbridge.word.machine.internal.program.Program;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import org.jspecify.annotations.Nullable;

/** Writes the code of one node: charges the block's gas, then its instructions. */
final class NodeWriter {
  private final RegionWriter region;
  private final CodeBuilder code;
  private final Program program;
  private final Units units;
  private final Node node;
  private final @Nullable Node next;
  private final SymbolicStack stack;
  private final Emitter emitter;
  private final Arithmetic arithmetic;
  private final WordWriter words;
  private final MemoryWriter memory;

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
    this.node = node;
    this.next = next;
    this.stack = new SymbolicStack(layout, node, region.constants(node), region.loaded());
    this.emitter = new Emitter(region, code, layout, stack);
    this.arithmetic = emitter.arithmetic;
    this.words = new WordWriter(emitter);
    this.memory =
        new MemoryWriter(emitter, program, program.blocks().first(units.block(node.unit()) + 1));
  }

  void write() {
    int unit = node.unit();
    if (units.beginsBlock(unit)) {
      charge(units.first(unit), program.blocks().gas(units.block(unit)));
    }
    int end = units.first(unit + 1);
    int last = Op.NOP;
    for (int i = units.first(unit); i < end; i++) {
      emitter.begin();
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
      case Op.ADD, Op.MUL -> combine(i, op);
      case Op.SUB -> stack.push(arithmetic.difference(emitter.pop(), emitter.pop()));
      case Op.AND -> stack.push(arithmetic.and3(stack.pop(), stack.pop()));
      case Op.OR -> stack.push(arithmetic.or3(stack.pop(), stack.pop()));
      case Op.XOR -> stack.push(arithmetic.xor3(stack.pop(), stack.pop()));
      case Op.NOT -> stack.push(arithmetic.complement(stack.pop()));
      case Op.EQ -> stack.push(arithmetic.equal(stack.pop(), stack.pop()));
      case Op.ISZERO -> stack.push(arithmetic.isZero(stack.pop()));
      case Op.LT -> stack.push(arithmetic.below(emitter.pop(), emitter.pop()));
      case Op.GT -> {
        Val a = emitter.pop();
        stack.push(arithmetic.below(emitter.pop(), a));
      }
      case Op.SLT -> stack.push(arithmetic.belowSigned(emitter.pop(), emitter.pop()));
      case Op.SGT -> {
        Val a = emitter.pop();
        stack.push(arithmetic.belowSigned(emitter.pop(), a));
      }
      case Op.PC -> stack.push(Val.of(Expr.of(program.offset(i))));
      case Op.CODESIZE -> stack.push(Val.of(Expr.of(program.code().size())));
      case Op.GAS -> stack.push(Val.of(emitter.copy(new Expr.Local(Layout.GAS))));
      case Op.MSIZE -> {
        code.iload(Layout.MEMORY_SIZE);
        emitter.pushInt();
      }
      case Op.CALLDATASIZE -> {
        code.aload(Layout.FRAME).getfield(Types.FRAME, "input", Types.BYTES).arraylength();
        emitter.pushInt();
      }
      case Op.RETURNDATASIZE -> {
        code.aload(Layout.FRAME).getfield(Types.FRAME, "returnData", Types.BYTES).arraylength();
        emitter.pushInt();
      }
      case Op.SHL, Op.SHR, Op.SAR -> words.shift(op);
      case Op.BYTE, Op.SIGNEXTEND -> words.byIndex(op);
      case Op.CLZ -> words.onStack(1, Types.WORDS, "countLeadingZeros", false);
      case Op.DIV -> words.divide("div", "divide");
      case Op.MOD -> words.divide("mod", "remainder");
      case Op.SDIV -> words.divideSigned();
      case Op.SMOD -> words.remainderSigned();
      case Op.ADDMOD -> words.onStack(3, Types.DIVISION, "addmod", true);
      case Op.MULMOD -> words.onStack(3, Types.MODULAR, "mulmod", true);
      case Op.CALLDATALOAD -> words.callDataLoad();
      case Op.MLOAD -> memory.load(i);
      case Op.MSTORE -> memory.store(i);
      case Op.MSTORE8 -> memory.storeByte(i);
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

  private void combine(int i, int op) {
    Val a = emitter.pop();
    Val b = emitter.pop();
    if (a.isConst() != b.isConst() && leadsOn(i)) {
      stack.push(op == Op.ADD ? arithmetic.pendingSum(a, b) : arithmetic.pendingProduct(a, b));
    } else if (op == Op.ADD) {
      stack.push(arithmetic.sum(a, b));
    } else {
      words.multiply(a, b);
    }
  }

  /**
   * Whether all that happens to the result is that it is added to or multiplied by a known word.
   */
  private boolean leadsOn(int i) {
    int end = units.first(node.unit() + 1);
    if (i + 2 >= end || (program.op(i + 2) != Op.ADD && program.op(i + 2) != Op.MUL)) {
      return false;
    }
    int depth = program.argument(i + 1);
    return program.op(i + 1) == Op.PUSH
        || (program.op(i + 1) == Op.DUP
            && depth > 1
            && stack.get(stack.height() + 1 - depth).isConst());
  }

  private void jump(int i) {
    if (node.jump != null) {
      stack.pop();
      region.flush(stack.changes());
      region.go(node.jump, node.jumpNode, next);
      return;
    }
    Val target = emitter.copied(stack.pop());
    region.flush(stack.changes());
    seek(i, target);
  }

  /** Jumps to where only the running program knows. */
  private void seek(int i, Val target) {
    Label fine = code.newLabel();
    emitter.emit(target);
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
    Expr tested = test instanceof Expr.Const ? test : emitter.copy(test);
    Label way;
    if (node.jump != null) {
      region.flush(stack.changes());
      way = region.way(node.jump, node.jumpNode);
    } else {
      Val kept = emitter.copied(target);
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
    Changes before = stack.changes();
    int height = stack.height();
    int pops = program.pops(i);
    for (int p = 0; p < pops; p++) {
      emitter.put(stack.pop(), height - 1 - p);
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
      stack.push(emitter.take(bottom + p));
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
