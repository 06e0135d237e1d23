package io.ghostbridge.word.machine.internal.compiler;

import static io.ghostbridge.word.machine.internal.compiler.Expr.add;
import static io.ghostbridge.word.machine.internal.compiler.Expr.and;
import static io.ghostbridge.word.machine.internal.compiler.Expr.is;
import static io.ghostbridge.word.machine.internal.compiler.Expr.mul;
import static io.ghostbridge.word.machine.internal.compiler.Expr.mulHigh;
import static io.ghostbridge.word.machine.internal.compiler.Expr.not;
import static io.ghostbridge.word.machine.internal.compiler.Expr.or;
import static io.ghostbridge.word.machine.internal.compiler.Expr.shift;
import static io.ghostbridge.word.machine.internal.compiler.Expr.sub;
import static io.ghostbridge.word.machine.internal.compiler.Expr.xor;

import io.ghostbridge.word.machine.internal.compiler.Expr.Const;
import io.ghostbridge.word.machine.internal.compiler.Expr.Operator;
import java.util.ArrayList;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/**
 * Arithmetic of words as expressions of limbs. Carries are computed from the operands' highest bits
 * without a branch (Hacker's Delight, 2-13), so that C2 sees data flow only.
 *
 * <p>{@code keep} puts what is used more than once in a local variable.
 */
record Arithmetic(UnaryOperator<Expr> keep) {
  private static Expr bit63(Expr a) {
    return shift(Operator.SHR, a, 63);
  }

  /** The carry out of sum = a + b + (0 or 1). */
  private static Expr carry(Expr a, Expr b, Expr sum) {
    if (a instanceof Const && !(b instanceof Const)) {
      return carry(b, a, sum);
    }
    if (b instanceof Const c) {
      return bit63(c.value() >= 0 ? and(a, not(sum)) : or(a, not(sum)));
    }
    return bit63(or(and(a, b), and(or(a, b), not(sum))));
  }

  /** The borrow out of difference = a - b - (0 or 1). */
  private static Expr borrow(Expr a, Expr b, Expr difference) {
    if (b instanceof Const c) {
      return bit63(c.value() >= 0 ? and(not(a), difference) : or(not(a), difference));
    }
    if (a instanceof Const c) {
      return bit63(c.value() >= 0 ? or(b, difference) : and(b, difference));
    }
    return bit63(or(and(not(a), b), and(or(not(a), b), difference)));
  }

  Val sum(Val a, Val b) {
    if (a.isConst() == b.isConst()) {
      return plainSum(a, b);
    }
    Val known = a.isConst() ? a : b;
    Val other = a.isConst() ? b : a;
    Affine before = Affine.of(other);
    Affine after = before.plus(known);
    return (before.pending() || before.isSum() ? compute(after) : plainSum(a, b)).with(after);
  }

  /** a + b where one is known and the sum only leads to another sum or product of this kind. */
  Val pendingSum(Val a, Val b) {
    return Affine.of(a.isConst() ? b : a).plus(a.isConst() ? a : b).pend();
  }

  /** The same of a * b. */
  Val pendingProduct(Val a, Val b) {
    return Affine.of(a.isConst() ? b : a).times(a.isConst() ? a : b).pend();
  }

  /** As it came about, which is less than what led there in steps. */
  private Val compute(Affine affine) {
    Val product =
        affine.isProduct() ? plainProduct(affine.base(), affine.factorWord()) : affine.base();
    return affine.isSum() ? plainSum(product, affine.summandWord()) : product;
  }

  private Val plainSum(Val a, Val b) {
    Expr[] r = new Expr[4];
    Expr carry = Expr.Const.ZERO;
    for (int i = 0; i < 4; i++) {
      Expr x = a.limb(i);
      Expr y = b.limb(i);
      r[i] = keep.apply(add(add(x, y), carry));
      boolean unchanged = is(carry, 0) && (is(x, 0) || is(y, 0));
      carry = unchanged || i == 3 ? Expr.Const.ZERO : carry(x, y, r[i]);
    }
    return Val.of(r[0], r[1], r[2], r[3]);
  }

  Val difference(Val a, Val b) {
    if (a.isConst() || !b.isConst()) {
      return plainDifference(a, b);
    }
    Affine before = Affine.of(a);
    Affine after = before.minus(b);
    return (before.pending() || before.isSum() ? compute(after) : plainDifference(a, b))
        .with(after);
  }

  private Val plainDifference(Val a, Val b) {
    Expr[] r = new Expr[4];
    Expr borrow = Expr.Const.ZERO;
    for (int i = 0; i < 4; i++) {
      Expr x = a.limb(i);
      Expr y = b.limb(i);
      r[i] = keep.apply(sub(sub(x, y), borrow));
      boolean unchanged = is(borrow, 0) && is(y, 0);
      borrow = unchanged || i == 3 ? Expr.Const.ZERO : borrow(x, y, r[i]);
    }
    return Val.of(r[0], r[1], r[2], r[3]);
  }

  Val product(Val a, Val b) {
    if (a.isConst() == b.isConst()) {
      return plainProduct(a, b);
    }
    Val known = a.isConst() ? a : b;
    Val other = a.isConst() ? b : a;
    Affine before = Affine.of(other);
    Affine after = before.times(known);
    return (before.pending() || before.isMore() ? compute(after) : plainProduct(a, b)).with(after);
  }

  /**
   * Each column is summed in pairs, and what comes over from the column before is added last: a
   * chain of sums and carries would take longer than the products.
   */
  private Val plainProduct(Val a, Val b) {
    Expr[] r = new Expr[4];
    List<Expr> over = List.of();
    for (int column = 0; column < 4; column++) {
      List<Expr> summands = new ArrayList<>();
      for (int i = 0; i < column; i++) {
        summands.add(mulHigh(a.limb(i), b.limb(column - 1 - i)));
      }
      for (int i = 0; i <= column; i++) {
        summands.add(mul(a.limb(i), b.limb(column - i)));
      }
      summands.removeIf(summand -> is(summand, 0));
      List<Expr> carries = new ArrayList<>();
      Expr sum = inPairs(summands, column == 3 ? null : carries);
      Expr before = over.isEmpty() ? sum : keep.apply(sum);
      r[column] = keep.apply(add(before, inPairs(over, null)));
      if (!over.isEmpty() && column < 3 && !is(before, 0)) {
        carries.add(bit63(and(before, not(r[column]))));
      }
      over = carries;
    }
    return Val.of(r[0], r[1], r[2], r[3]);
  }

  /** The sum, and the carries of it where {@code carries} takes them. */
  private Expr inPairs(List<Expr> summands, @Nullable List<Expr> carries) {
    List<Expr> left = summands;
    while (left.size() > 1) {
      List<Expr> sums = new ArrayList<>();
      for (int i = 0; i + 1 < left.size(); i += 2) {
        if (carries == null) {
          sums.add(add(left.get(i), left.get(i + 1)));
          continue;
        }
        Expr x = keep.apply(left.get(i));
        Expr y = keep.apply(left.get(i + 1));
        Expr sum = keep.apply(add(x, y));
        // Where nothing comes over, a comparison is less than the highest bits.
        carries.add(keep.apply(Expr.call("below", sum, x)));
        sums.add(sum);
      }
      if (left.size() % 2 != 0) {
        sums.add(left.getLast());
      }
      left = sums;
    }
    return left.isEmpty() ? Expr.Const.ZERO : left.getFirst();
  }

  Val and3(Val a, Val b) {
    return Val.of(
        keep.apply(and(a.w0(), b.w0())),
        keep.apply(and(a.w1(), b.w1())),
        keep.apply(and(a.w2(), b.w2())),
        keep.apply(and(a.w3(), b.w3())));
  }

  Val or3(Val a, Val b) {
    return Val.of(
        keep.apply(or(a.w0(), b.w0())),
        keep.apply(or(a.w1(), b.w1())),
        keep.apply(or(a.w2(), b.w2())),
        keep.apply(or(a.w3(), b.w3())));
  }

  Val xor3(Val a, Val b) {
    return Val.of(
        keep.apply(xor(a.w0(), b.w0())),
        keep.apply(xor(a.w1(), b.w1())),
        keep.apply(xor(a.w2(), b.w2())),
        keep.apply(xor(a.w3(), b.w3())));
  }

  Val complement(Val a) {
    return Val.of(
        keep.apply(not(a.w0())),
        keep.apply(not(a.w1())),
        keep.apply(not(a.w2())),
        keep.apply(not(a.w3())));
  }

  /** All bits of all limbs in one. */
  Expr any(Val a) {
    if (a.test() != null) {
      return a.w0();
    }
    return keep.apply(or(or(a.w0(), a.w1()), or(a.w2(), a.w3())));
  }

  Val equal(Val a, Val b) {
    return Val.isZero(
        keep.apply(
            or(
                or(xor(a.w0(), b.w0()), xor(a.w1(), b.w1())),
                or(xor(a.w2(), b.w2()), xor(a.w3(), b.w3())))));
  }

  Val isZero(Val a) {
    Expr test = a.test();
    if (test != null) {
      return a.whenZero() ? Val.isNotZero(test) : Val.isZero(test);
    }
    return Val.isZero(any(a));
  }

  Val below(Val a, Val b) {
    if (a.isSmall() && b.isSmall()) {
      return Val.bit(keep.apply(Expr.call("below", a.w0(), b.w0())));
    }
    return Val.bit(
        keep.apply(
            Expr.call("below", a.w0(), a.w1(), a.w2(), a.w3(), b.w0(), b.w1(), b.w2(), b.w3())));
  }

  Val belowSigned(Val a, Val b) {
    return Val.bit(
        keep.apply(
            Expr.call(
                "belowSigned", a.w0(), a.w1(), a.w2(), a.w3(), b.w0(), b.w1(), b.w2(), b.w3())));
  }

  Val shiftLeft(Val a, int bits) {
    Expr[] r = new Expr[4];
    int limbs = bits >> 6;
    int rest = bits & 63;
    for (int i = 0; i < 4; i++) {
      Expr high = i - limbs >= 0 ? a.limb(i - limbs) : Expr.Const.ZERO;
      Expr low = rest != 0 && i - limbs >= 1 ? a.limb(i - limbs - 1) : Expr.Const.ZERO;
      Expr carried = rest == 0 ? Expr.Const.ZERO : shift(Operator.SHR, low, 64 - rest);
      r[i] = keep.apply(or(shift(Operator.SHL, high, rest), carried));
    }
    return Val.of(r[0], r[1], r[2], r[3]);
  }

  /** With the sign where {@code signed}, otherwise with zeros from above. */
  Val shiftRight(Val a, int bits, boolean signed) {
    Expr fill = signed ? keep.apply(shift(Operator.SAR, a.w3(), 63)) : Expr.Const.ZERO;
    Expr[] r = new Expr[4];
    int limbs = bits >> 6;
    int rest = bits & 63;
    for (int i = 0; i < 4; i++) {
      Expr low = i + limbs <= 3 ? a.limb(i + limbs) : fill;
      Expr high = i + limbs + 1 <= 3 ? a.limb(i + limbs + 1) : fill;
      Expr carried = rest == 0 ? Expr.Const.ZERO : shift(Operator.SHL, high, 64 - rest);
      r[i] = keep.apply(or(shift(Operator.SHR, low, rest), carried));
    }
    return Val.of(r[0], r[1], r[2], r[3]);
  }

  /** Byte {@code index} from the most significant. */
  Val byteOf(int index, Val a) {
    int fromRight = 31 - index;
    Expr limb = shift(Operator.SHR, a.limb(fromRight >> 3), (fromRight & 7) << 3);
    return Val.of(keep.apply(and(limb, Expr.of(0xff))));
  }

  /** With the sign of byte {@code index} from the least significant above it. */
  Val signExtend(int index, Val a) {
    int bit = (index << 3) + 7;
    int limb = bit >> 6;
    int up = 63 - (bit & 63);
    Expr[] r = new Expr[4];
    Expr extended = keep.apply(shift(Operator.SAR, shift(Operator.SHL, a.limb(limb), up), up));
    Expr sign = keep.apply(shift(Operator.SAR, extended, 63));
    for (int i = 0; i < 4; i++) {
      r[i] = i < limb ? a.limb(i) : i == limb ? extended : sign;
    }
    return Val.of(r[0], r[1], r[2], r[3]);
  }
}
