package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.word.machine.internal.program.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;

/** Writes instructions on words for which the machine has methods, where constants do not help. */
final class WordWriter {
  private final Emitter emitter;
  private final RegionWriter region;
  private final CodeBuilder code;
  private final SymbolicStack stack;
  private final Arithmetic arithmetic;

  WordWriter(Emitter emitter) {
    this.emitter = emitter;
    this.region = emitter.region;
    this.code = emitter.code;
    this.stack = emitter.stack;
    this.arithmetic = emitter.arithmetic;
  }

  void shift(int op) {
    Val amount = stack.get(stack.height() - 1);
    if (!amount.isConst()) {
      onStack(2, Types.WORDS, op == Op.SHL ? "shl" : op == Op.SHR ? "shr" : "sar", false);
      return;
    }
    stack.pop();
    Val value = emitter.pop();
    long bits = amount.small();
    if (bits >= 0 && bits < 256) {
      stack.push(
          op == Op.SHL
              ? arithmetic.shiftLeft(value, (int) bits)
              : arithmetic.shiftRight(value, (int) bits, op == Op.SAR));
    } else if (op == Op.SAR) {
      Expr sign = emitter.keep(Expr.shift(Expr.Operator.SAR, value.w3(), 63));
      stack.push(Val.of(sign, sign, sign, sign));
    } else {
      stack.push(Val.of(Expr.Const.ZERO));
    }
  }

  void byIndex(int op) {
    Val index = stack.get(stack.height() - 1);
    if (!index.isConst()) {
      onStack(2, Types.WORDS, op == Op.BYTE ? "byteOf" : "signExtend", false);
      return;
    }
    stack.pop();
    Val value = emitter.pop();
    long number = index.small();
    boolean within = number >= 0 && number < (op == Op.BYTE ? 32 : 31);
    if (op == Op.BYTE) {
      stack.push(within ? arithmetic.byteOf((int) number, value) : Val.of(Expr.Const.ZERO));
    } else {
      stack.push(within ? arithmetic.signExtend((int) number, value) : value);
    }
  }

  /** A method of the words' that works on the frame's stack. */
  void onStack(int operands, ClassDesc owner, String name, boolean needsScratch) {
    int top = stack.height() - 1;
    int result = top - operands + 1;
    for (int i = 0; i < operands; i++) {
      emitter.put(stack.pop(), top - i);
    }
    callOnStack(owner, name, needsScratch, result);
    stack.push(emitter.take(result));
  }

  void callOnStack(ClassDesc owner, String name, boolean needsScratch, int result) {
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
  void divide(String method, String small) {
    Val a = emitter.pop();
    Val b = emitter.pop();
    if (a.isSmall() && b.isSmall()) {
      stack.push(Val.of(emitter.keep(Expr.call(small, a.w0(), b.w0()))));
      return;
    }
    int result = stack.height();
    int[] locals = {
      emitter.temporary(), emitter.temporary(), emitter.temporary(), emitter.temporary()
    };
    Label done = code.newLabel();
    Label slow =
        region.later(
            () -> {
              emitter.put(a, result + 1);
              emitter.put(b, result);
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

  void callDataLoad() {
    int place = stack.height() - 1;
    emitter.put(stack.pop(), place);
    code.aload(Layout.FRAME).getfield(Types.FRAME, "input", Types.BYTES).aload(Layout.STACK);
    region.index(4 * place);
    code.invokestatic(
        Types.OPERATIONS,
        "callDataLoad",
        Types.method(Types.VOID, Types.BYTES, Types.LONGS, Types.INT));
    stack.push(emitter.take(place));
  }
}
