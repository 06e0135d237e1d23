package io.ghostbridge.word.machine.internal.word;

import static io.ghostbridge.word.machine.internal.word.Words.borrow;
import static io.ghostbridge.word.machine.internal.word.Words.carry;

/**
 * Division of words whose limbs are in local variables: a way for each length of the divisor, by
 * the reciprocal of its one or two highest limbs (Möller and Granlund, "Improved Division by
 * Invariant Integers", 2011). What is rare is left to {@link LongDivision}.
 */
final class WordDivision {
  private static final int LOW = LongDivision.REST;
  private static final int HIGH = LongDivision.REST + 1;

  private WordDivision() {}

  /**
   * a / b at {@code i}, or a % b where {@code rest}; 0 where b is 0. The word above {@code i} may
   * change.
   */
  static void divide(
      long a0,
      long a1,
      long a2,
      long a3,
      long b0,
      long b1,
      long b2,
      long b3,
      long[] s,
      int i,
      long[] scratch,
      boolean rest) {
    if (b3 != 0) {
      byFour(a0, a1, a2, a3, b0, b1, b2, b3, s, i, scratch, rest);
    } else if (b2 != 0) {
      byThree(a0, a1, a2, a3, b0, b1, b2, s, i, scratch, rest);
    } else if (b1 != 0) {
      byTwo(a0, a1, a2, a3, b0, b1, s, i, scratch, rest);
    } else if ((a1 | a2 | a3) != 0 && b0 != 0) {
      byOne(a0, a1, a2, a3, b0, s, i, scratch, rest);
    } else if (b0 == 0) {
      Words.set(s, i, 0);
    } else {
      Words.set(s, i, rest ? Long.remainderUnsigned(a0, b0) : Long.divideUnsigned(a0, b0));
    }
  }

  private static void set(long[] s, int i, long w0, long w1, long w2, long w3) {
    s[i] = w0;
    s[i + 1] = w1;
    s[i + 2] = w2;
    s[i + 3] = w3;
  }

  /** The low limb of (high, low) shifted to the left by 0 to 63. */
  private static long shifted(long high, long low, int bits) {
    return (high << bits) | (low >>> 1 >>> (63 - bits));
  }

  private static void byOne(
      long a0, long a1, long a2, long a3, long b, long[] s, int i, long[] scratch, boolean rest) {
    int bits = Long.numberOfLeadingZeros(b);
    long d = b << bits;
    long v = LongDivision.reciprocal(d, 0, scratch);
    long q3 = 0;
    long q2 = 0;
    long r = shifted(0, a3, bits);
    if (a3 != 0) {
      long u3 = shifted(a3, a2, bits);
      q3 = LongDivision.quotient(r, u3, d, v);
      r = u3 - q3 * d;
    } else {
      r = shifted(0, a2, bits);
    }
    if ((a3 | a2) != 0) {
      long u2 = shifted(a2, a1, bits);
      q2 = LongDivision.quotient(r, u2, d, v);
      r = u2 - q2 * d;
    } else {
      r = shifted(0, a1, bits);
    }
    long u1 = shifted(a1, a0, bits);
    long q1 = LongDivision.quotient(r, u1, d, v);
    r = u1 - q1 * d;
    long u0 = a0 << bits;
    long q0 = LongDivision.quotient(r, u0, d, v);
    r = u0 - q0 * d;
    if (rest) {
      Words.set(s, i, r >>> bits);
    } else {
      set(s, i, q0, q1, q2, q3);
    }
  }

  private static void byTwo(
      long a0,
      long a1,
      long a2,
      long a3,
      long b0,
      long b1,
      long[] s,
      int i,
      long[] scratch,
      boolean rest) {
    int bits = Long.numberOfLeadingZeros(b1);
    long d1 = shifted(b1, b0, bits);
    long d0 = b0 << bits;
    long v = LongDivision.reciprocal(d1, d0, scratch);
    long u2 = shifted(a2, a1, bits);
    long q2 = 0;
    long q1 = 0;
    long r1;
    long r0;
    if (a3 != 0) {
      q2 = digit(shifted(0, a3, bits), shifted(a3, a2, bits), u2, d1, d0, v, scratch);
      r1 = scratch[HIGH];
      r0 = scratch[LOW];
    } else {
      r1 = shifted(0, a2, bits);
      r0 = u2;
    }
    long u1 = shifted(a1, a0, bits);
    if ((a3 | a2) != 0) {
      q1 = digit(r1, r0, u1, d1, d0, v, scratch);
      r1 = scratch[HIGH];
      r0 = scratch[LOW];
    } else {
      r1 = shifted(0, a1, bits);
      r0 = u1;
    }
    long q0 = digit(r1, r0, a0 << bits, d1, d0, v, scratch);
    if (rest) {
      r1 = scratch[HIGH];
      set(s, i, back(r1, scratch[LOW], bits), r1 >>> bits, 0, 0);
    } else {
      set(s, i, q0, q1, q2, 0);
    }
  }

  /** The low limb of (high, low) shifted to the right by 0 to 63. */
  private static long back(long high, long low, int bits) {
    return (low >>> bits) | (high << 1 << (63 - bits));
  }

  private static void byThree(
      long a0,
      long a1,
      long a2,
      long a3,
      long b0,
      long b1,
      long b2,
      long[] s,
      int i,
      long[] scratch,
      boolean rest) {
    int bits = Long.numberOfLeadingZeros(b2);
    long d2 = shifted(b2, b1, bits);
    long d1 = shifted(b1, b0, bits);
    long d0 = b0 << bits;
    long v = LongDivision.reciprocal(d2, d1, scratch);
    long u4 = shifted(0, a3, bits);
    long u3 = shifted(a3, a2, bits);
    long u2 = shifted(a2, a1, bits);
    long u1 = shifted(a1, a0, bits);
    long q1 = 0;
    if (a3 != 0) {
      q1 = digit(u4, u3, u2, d2, d1, v, scratch);
      long low = q1 * d0;
      long x = u1 - low;
      long take = Math.unsignedMultiplyHigh(q1, d0) + borrow(u1, low, x);
      long r0 = scratch[LOW] - take;
      long under = borrow(scratch[LOW], take, r0);
      long r1 = scratch[HIGH] - under;
      if (under != 0 && r1 == -1) {
        q1--;
        long y = x + d0;
        long c0 = carry(x, d0, y);
        long z = r0 + d1 + c0;
        r1 += d2 + carry(r0, d1, z);
        x = y;
        r0 = z;
      }
      u3 = r1;
      u2 = r0;
      u1 = x;
    }
    if (u3 == d2 && u2 == d1) {
      rarely(a0, a1, a2, a3, b0, b1, b2, s, i, scratch, rest);
      return;
    }
    long q0 = digit(u3, u2, u1, d2, d1, v, scratch);
    long u0 = a0 << bits;
    long low = q0 * d0;
    long x = u0 - low;
    long take = Math.unsignedMultiplyHigh(q0, d0) + borrow(u0, low, x);
    long r0 = scratch[LOW] - take;
    long under = borrow(scratch[LOW], take, r0);
    long r1 = scratch[HIGH] - under;
    if (under != 0 && r1 == -1) {
      q0--;
      long y = x + d0;
      long z = r0 + d1 + carry(x, d0, y);
      r1 += d2 + carry(r0, d1, z);
      x = y;
      r0 = z;
    }
    if (rest) {
      set(s, i, back(r0, x, bits), back(r1, r0, bits), r1 >>> bits, 0);
    } else {
      set(s, i, q0, q1, 0, 0);
    }
  }

  private static void byFour(
      long a0,
      long a1,
      long a2,
      long a3,
      long b0,
      long b1,
      long b2,
      long b3,
      long[] s,
      int i,
      long[] scratch,
      boolean rest) {
    int bits = Long.numberOfLeadingZeros(b3);
    long d3 = shifted(b3, b2, bits);
    long d2 = shifted(b2, b1, bits);
    long u4 = shifted(0, a3, bits);
    long u3 = shifted(a3, a2, bits);
    long d1 = shifted(b1, b0, bits);
    long d0 = b0 << bits;
    long v = LongDivision.reciprocal(d3, d2, scratch);
    long q = digit(u4, u3, shifted(a2, a1, bits), d3, d2, v, scratch);
    long u1 = shifted(a1, a0, bits);
    long u0 = a0 << bits;
    long low0 = q * d0;
    long x0 = u0 - low0;
    long high0 = Math.unsignedMultiplyHigh(q, d0) + borrow(u0, low0, x0);
    long low1 = q * d1;
    long take1 = low1 + high0;
    long x1 = u1 - take1;
    long take =
        Math.unsignedMultiplyHigh(q, d1) + carry(low1, high0, take1) + borrow(u1, take1, x1);
    long r0 = scratch[LOW] - take;
    long under = borrow(scratch[LOW], take, r0);
    long r1 = scratch[HIGH] - under;
    if (under != 0 && r1 == -1) {
      q--;
      long y0 = x0 + d0;
      long c0 = carry(x0, d0, y0);
      long y1 = x1 + d1 + c0;
      long c1 = carry(x1, d1, y1);
      long z = r0 + d2 + c1;
      r1 += d3 + carry(r0, d2, z);
      x0 = y0;
      x1 = y1;
      r0 = z;
    }
    if (rest) {
      set(s, i, back(x1, x0, bits), back(r0, x1, bits), back(r1, r0, bits), r1 >>> bits);
    } else {
      Words.set(s, i, q);
    }
  }

  /** Where the highest limbs are the divisor's. */
  private static void rarely(
      long a0,
      long a1,
      long a2,
      long a3,
      long b0,
      long b1,
      long b2,
      long[] s,
      int i,
      long[] scratch,
      boolean rest) {
    set(s, i, b0, b1, b2, 0);
    set(scratch, Division.WIDE, a0, a1, a2, a3);
    if (rest) {
      Division.remainder(scratch, Division.WIDE, 4, s, i, s, i, scratch);
    } else {
      Division.quotient(scratch, Division.WIDE, s, i, scratch);
    }
  }

  /**
   * (u2, u1, u0) / (top, next) for (u2, u1) below (top, next), whose reciprocal is v; the rest is
   * left in {@code scratch}.
   */
  private static long digit(
      long u2, long u1, long u0, long top, long next, long v, long[] scratch) {
    long product = v * u2;
    long q0 = product + u1;
    long q = Math.unsignedMultiplyHigh(v, u2) + u2 + carry(product, u1, q0);
    long t0 = q * next;
    long s0 = u0 - t0;
    long s1 = u1 - q * top - Math.unsignedMultiplyHigh(q, next) - borrow(u0, t0, s0);
    long r0 = s0 - next;
    long r1 = s1 - top - borrow(s0, next, r0);
    long back = borrow(r1, q0, r1 - q0) - 1;
    q += 1 + back;
    long plus = next & back;
    long low = r0 + plus;
    long high = r1 + (top & back) + carry(r0, plus, low);
    if (Long.compareUnsigned(high, top) >= 0 && isAtLeast(high, low, top, next)) {
      q++;
      long less = low - next;
      high -= top + borrow(low, next, less);
      low = less;
    }
    scratch[LOW] = low;
    scratch[HIGH] = high;
    return q;
  }

  private static boolean isAtLeast(long high, long low, long top, long next) {
    return high != top || Long.compareUnsigned(low, next) >= 0;
  }
}
