package io.ghostbridge.word.machine.internal.compiler;

import org.jspecify.annotations.Nullable;

/**
 * A word at compile time.
 *
 * @param w0 the least significant limb
 * @param w1 the next
 * @param w2 the next
 * @param w3 the most significant limb
 * @param test for a word that is 1 or 0: it is 1 where this is 0, or where it is not; otherwise
 *     null
 * @param whenZero which of the two
 * @param affine how it came about, if known words are part of that; otherwise null
 */
record Val(
    Expr w0,
    Expr w1,
    Expr w2,
    Expr w3,
    @Nullable Expr test,
    boolean whenZero,
    @Nullable Affine affine) {
  static Val of(Expr w0, Expr w1, Expr w2, Expr w3) {
    return new Val(w0, w1, w2, w3, null, false, null);
  }

  static Val of(Expr low) {
    return of(low, Expr.Const.ZERO, Expr.Const.ZERO, Expr.Const.ZERO);
  }

  static Val of(long[] limbs, int i) {
    return of(
        Expr.of(limbs[i]), Expr.of(limbs[i + 1]), Expr.of(limbs[i + 2]), Expr.of(limbs[i + 3]));
  }

  /** 1 where {@code bit}, which is 0 or 1, is 1. */
  static Val bit(Expr bit) {
    return new Val(bit, Expr.Const.ZERO, Expr.Const.ZERO, Expr.Const.ZERO, bit, false, null);
  }

  /** 1 where {@code x} is 0. */
  static Val isZero(Expr x) {
    return new Val(
        Expr.xor(nonZero(x), Expr.Const.ONE),
        Expr.Const.ZERO,
        Expr.Const.ZERO,
        Expr.Const.ZERO,
        x,
        true,
        null);
  }

  /** 1 where {@code x} is not 0. */
  static Val isNotZero(Expr x) {
    return new Val(nonZero(x), Expr.Const.ZERO, Expr.Const.ZERO, Expr.Const.ZERO, x, false, null);
  }

  /** The same word, and how it came about. */
  Val with(Affine origin) {
    return new Val(w0, w1, w2, w3, test, whenZero, origin);
  }

  private static Expr nonZero(Expr x) {
    return Expr.shift(Expr.Operator.SHR, Expr.or(x, Expr.sub(Expr.Const.ZERO, x)), 63);
  }

  Expr limb(int i) {
    return switch (i) {
      case 0 -> w0;
      case 1 -> w1;
      case 2 -> w2;
      default -> w3;
    };
  }

  /** Whether it is known at compile time. */
  boolean isConst() {
    return w0 instanceof Expr.Const
        && w1 instanceof Expr.Const
        && w2 instanceof Expr.Const
        && w3 instanceof Expr.Const;
  }

  /** Whether it is known to be below 2<sup>64</sup>. */
  boolean isSmall() {
    return Expr.is(w1, 0) && Expr.is(w2, 0) && Expr.is(w3, 0);
  }

  /** The number, if it is known and below 2<sup>63</sup>; otherwise -1. */
  long small() {
    return isSmall() && w0 instanceof Expr.Const c && c.value() >= 0 ? c.value() : -1;
  }
}
