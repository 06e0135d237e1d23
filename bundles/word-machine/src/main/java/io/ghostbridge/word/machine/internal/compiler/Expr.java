package io.ghostbridge.word.machine.internal.compiler;

import java.lang.classfile.CodeBuilder;
import java.lang.constant.ClassDesc;
import java.lang.constant.ConstantDescs;
import java.lang.constant.MethodTypeDesc;
import java.util.Arrays;
import java.util.List;

/**
 * A 64-bit value at compile time: a limb of a word, or what it is computed from. The factories fold
 * constants.
 */
sealed interface Expr {
  /** A number. */
  record Const(long value) implements Expr {
    static final Const ZERO = new Const(0);
    static final Const ONE = new Const(1);
  }

  /** A local variable of type long. */
  record Local(int index) implements Expr {}

  /** An operation of two values; the shifts' second is a constant. */
  record Binary(Operator operator, Expr left, Expr right) implements Expr {}

  /** A static method of longs that returns a long. */
  record Call(ClassDesc owner, String name, List<Expr> arguments) implements Expr {}

  /** What the JVM has an instruction for. */
  enum Operator {
    ADD,
    SUB,
    MUL,
    AND,
    OR,
    XOR,
    SHL,
    SHR,
    SAR;

    boolean shifts() {
      return this == SHL || this == SHR || this == SAR;
    }
  }

  /** The number. */
  static Const of(long value) {
    return value == 0 ? Const.ZERO : new Const(value);
  }

  /** Whether it is the number {@code value}. */
  static boolean is(Expr e, long value) {
    return e instanceof Const c && c.value == value;
  }

  /** Whether it needs no computation. */
  static boolean isLeaf(Expr e) {
    return e instanceof Const || e instanceof Local;
  }

  static Expr add(Expr a, Expr b) {
    if (a instanceof Const x && b instanceof Const y) {
      return of(x.value + y.value);
    }
    if (is(a, 0)) {
      return b;
    }
    return is(b, 0) ? a : new Binary(Operator.ADD, a, b);
  }

  static Expr sub(Expr a, Expr b) {
    if (a instanceof Const x && b instanceof Const y) {
      return of(x.value - y.value);
    }
    return is(b, 0) ? a : new Binary(Operator.SUB, a, b);
  }

  static Expr mul(Expr a, Expr b) {
    if (a instanceof Const x && b instanceof Const y) {
      return of(x.value * y.value);
    }
    if (is(a, 0) || is(b, 0)) {
      return Const.ZERO;
    }
    if (is(a, 1)) {
      return b;
    }
    return is(b, 1) ? a : new Binary(Operator.MUL, a, b);
  }

  /** The high half of the unsigned product. */
  static Expr mulHigh(Expr a, Expr b) {
    if (a instanceof Const x && b instanceof Const y) {
      return of(Math.unsignedMultiplyHigh(x.value, y.value));
    }
    if (is(a, 0) || is(b, 0) || is(a, 1) || is(b, 1)) {
      return Const.ZERO;
    }
    return new Call(MATH, "unsignedMultiplyHigh", List.of(a, b));
  }

  /** The high half of the signed product. */
  static Expr multiplyHigh(Expr a, Expr b) {
    return new Call(MATH, "multiplyHigh", List.of(a, b));
  }

  static Expr and(Expr a, Expr b) {
    if (a instanceof Const x && b instanceof Const y) {
      return of(x.value & y.value);
    }
    if (is(a, 0) || is(b, 0)) {
      return Const.ZERO;
    }
    if (is(a, -1)) {
      return b;
    }
    return is(b, -1) ? a : new Binary(Operator.AND, a, b);
  }

  static Expr or(Expr a, Expr b) {
    if (a instanceof Const x && b instanceof Const y) {
      return of(x.value | y.value);
    }
    if (is(a, 0) || is(b, -1)) {
      return b;
    }
    return is(b, 0) || is(a, -1) ? a : new Binary(Operator.OR, a, b);
  }

  static Expr xor(Expr a, Expr b) {
    if (a instanceof Const x && b instanceof Const y) {
      return of(x.value ^ y.value);
    }
    if (is(a, 0)) {
      return b;
    }
    return is(b, 0) ? a : new Binary(Operator.XOR, a, b);
  }

  static Expr not(Expr a) {
    return xor(a, of(-1));
  }

  /** Shifts by 0 to 63 bits. */
  static Expr shift(Operator operator, Expr a, int bits) {
    if (bits == 0) {
      return a;
    }
    if (a instanceof Const x) {
      return of(
          switch (operator) {
            case SHL -> x.value << bits;
            case SHR -> x.value >>> bits;
            default -> x.value >> bits;
          });
    }
    return new Binary(operator, a, of(bits));
  }

  static Expr call(String name, Expr... arguments) {
    return new Call(SUPPORT, name, List.of(arguments));
  }

  /** Leaves the value on the JVM's stack. */
  default void emit(CodeBuilder code) {
    switch (this) {
      case Const c -> code.loadConstant(c.value);
      case Local l -> code.lload(l.index);
      case Binary b -> {
        b.left.emit(code);
        if (b.operator.shifts() && b.right instanceof Const bits) {
          code.loadConstant((int) bits.value);
        } else {
          b.right.emit(code);
        }
        switch (b.operator) {
          case ADD -> code.ladd();
          case SUB -> code.lsub();
          case MUL -> code.lmul();
          case AND -> code.land();
          case OR -> code.lor();
          case XOR -> code.lxor();
          case SHL -> code.lshl();
          case SHR -> code.lushr();
          case SAR -> code.lshr();
        }
      }
      case Call c -> {
        c.arguments.forEach(argument -> argument.emit(code));
        ClassDesc[] types = new ClassDesc[c.arguments.size()];
        Arrays.fill(types, ConstantDescs.CD_long);
        code.invokestatic(c.owner, c.name, MethodTypeDesc.of(ConstantDescs.CD_long, types));
      }
    }
  }

  /** Where the multiplication is. */
  ClassDesc MATH = Math.class.describeConstable().orElseThrow();

  /** Where the methods are that generated code calls. */
  ClassDesc SUPPORT = Support.class.describeConstable().orElseThrow();
}
