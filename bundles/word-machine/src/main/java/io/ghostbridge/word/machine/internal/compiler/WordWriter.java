package io.ghostbridge.word.machine.internal.compiler;

import io.ghostbridge.word.machine.internal.program.Op;
import java.lang.classfile.CodeBuilder;
import java.lang.classfile.Label;
import java.lang.constant.ClassDesc;
import java.util.function.Supplier;

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
      scratch();
      code.invokestatic(owner, name, Types.method(Types.VOID, Types.LONGS, Types.INT, Types.LONGS));
    } else {
      code.invokestatic(owner, name, Types.method(Types.VOID, Types.LONGS, Types.INT));
    }
  }

  /**
   * MUL: most numbers of contracts are 64 bits with a sign, whose product is one multiplication and
   * its high half.
   */
  void multiply(Val a, Val b) {
    if (a.isConst() || b.isConst() || a.isSmall() || b.isSmall()) {
      stack.push(arithmetic.product(a, b));
      return;
    }
    branch(
        Expr.or(beyondSigned(a), beyondSigned(b)),
        result -> {
          emitter.emit(a);
          emitter.emit(b);
          code.aload(Layout.STACK);
          region.index(4 * result);
          code.invokestatic(
              Types.WORDS,
              "product",
              Types.word(
                  Types.VOID,
                  Types.LONG,
                  Types.LONG,
                  Types.LONG,
                  Types.LONG,
                  Types.LONGS,
                  Types.INT));
        },
        () -> {
          Expr high = emitter.copy(Expr.multiplyHigh(a.w0(), b.w0()));
          Expr sign = Expr.shift(Expr.Operator.SAR, high, 63);
          return Val.of(Expr.mul(a.w0(), b.w0()), high, sign, sign);
        });
  }

  /** DIV and MOD: by the JVM's own division where both are below 2^64. */
  void divide(String method, String small) {
    Val a = emitter.pop();
    Val b = emitter.pop();
    if (a.isSmall() && b.isSmall()) {
      stack.push(Val.of(emitter.keep(Expr.call(small, a.w0(), b.w0()))));
      return;
    }
    branch(
        Expr.or(beyond(a), beyond(b)),
        result -> byWords(a, b, method, result),
        () -> Val.of(Expr.call(small, a.w0(), b.w0())));
  }

  /** SDIV: by the JVM's own division where both are 64 bits with a sign. */
  void divideSigned() {
    Val a = emitter.pop();
    Val b = emitter.pop();
    branch(
        Expr.or(beyondSigned(a), beyondSigned(b)),
        result -> onStack(a, b, "sdiv", result),
        () -> {
          Expr quotient = emitter.copy(Expr.call("divideSigned", a.w0(), b.w0()));
          // The least number by -1 is the only quotient that has not the sign of its 64 bits.
          Expr sign =
              emitter.copy(
                  Expr.shift(Expr.Operator.SAR, Expr.and(quotient, Expr.xor(a.w0(), b.w0())), 63));
          return Val.of(quotient, sign, sign, sign);
        });
  }

  /** SMOD: the same. */
  void remainderSigned() {
    Val a = emitter.pop();
    Val b = emitter.pop();
    branch(
        Expr.or(beyondSigned(a), beyondSigned(b)),
        result -> onStack(a, b, "smod", result),
        () -> {
          Expr rest = emitter.copy(Expr.call("remainderSigned", a.w0(), b.w0()));
          Expr sign = Expr.shift(Expr.Operator.SAR, rest, 63);
          return Val.of(rest, sign, sign, sign);
        });
  }

  private void byWords(Val a, Val b, String method, int result) {
    emitter.emit(a);
    emitter.emit(b);
    code.aload(Layout.STACK);
    region.index(4 * result);
    scratch();
    code.invokestatic(
        Types.DIVISION,
        method,
        Types.word(
            Types.VOID,
            Types.LONG,
            Types.LONG,
            Types.LONG,
            Types.LONG,
            Types.LONGS,
            Types.INT,
            Types.LONGS));
  }

  private void scratch() {
    code.aload(Layout.FRAME)
        .getfield(Types.FRAME, "execution", Types.EXECUTION)
        .getfield(Types.EXECUTION, "scratch", Types.LONGS);
  }

  private void onStack(Val a, Val b, String method, int result) {
    emitter.put(a, result + 1);
    emitter.put(b, result);
    callOnStack(Types.DIVISION, method, true, result);
  }

  /** 0 where the word is 64 bits. */
  private static Expr beyond(Val a) {
    return Expr.or(Expr.or(a.w1(), a.w2()), a.w3());
  }

  /** 0 where the word is 64 bits with a sign. */
  private Expr beyondSigned(Val a) {
    Expr sign = emitter.keep(Expr.shift(Expr.Operator.SAR, a.w0(), 63));
    if (a.isSmall()) {
      return sign;
    }
    return Expr.or(Expr.or(Expr.xor(a.w1(), sign), Expr.xor(a.w2(), sign)), Expr.xor(a.w3(), sign));
  }

  private static boolean isNeverZero(Expr test) {
    return switch (test) {
      case Expr.Const number -> number.value() != 0;
      case Expr.Binary(var operator, var left, var right) ->
          operator == Expr.Operator.OR && (isNeverZero(left) || isNeverZero(right));
      default -> false;
    };
  }

  /** What is on the JVM's stack as the frame's, with the result's place. */
  private interface OnStack {
    void write(int result);
  }

  /** {@code fast} where {@code test} is 0, otherwise {@code slow}, whose result is on the stack. */
  private void branch(Expr test, OnStack slow, Supplier<Val> fast) {
    int result = stack.height();
    int[] locals = {
      emitter.temporary(), emitter.temporary(), emitter.temporary(), emitter.temporary()
    };
    Runnable slowly =
        () -> {
          slow.write(result);
          for (int limb = 0; limb < 4; limb++) {
            region.limb(result, limb);
            code.lstore(locals[limb]);
          }
        };
    Label done = code.newLabel();
    boolean known = test instanceof Expr.Const;
    if (isNeverZero(test)) {
      slowly.run();
    } else {
      if (!known) {
        Label other =
            region.later(
                () -> {
                  slowly.run();
                  code.goto_(done);
                });
        test.emit(code);
        code.lconst_0().lcmp().ifne(other);
      }
      Val value = fast.get();
      for (int limb = 0; limb < 4; limb++) {
        value.limb(limb).emit(code);
        code.lstore(locals[limb]);
      }
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
