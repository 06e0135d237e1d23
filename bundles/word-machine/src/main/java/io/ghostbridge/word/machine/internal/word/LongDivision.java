package io.ghostbridge.word.machine.internal.word;

/**
 * Division of limbs of 64 bits: Knuth's algorithm D (The Art of Computer Programming 2, 4.3.1),
 * whose digits are estimated by the reciprocal of the divisor's two highest limbs (Möller and
 * Granlund, "Improved Division by Invariant Integers", 2011) in place of a 128-bit divide, which
 * Java lacks. What is taken about as often as not is no branch.
 */
final class LongDivision {
  /** Where the remainder is left. */
  static final int DIVIDEND = 0;

  /** Where the quotient of up to 8 limbs is left. */
  static final int QUOTIENT = 16;

  private static final int DIVISOR = 10;

  /** The two highest limbs of some divisors, and their reciprocals; 0 where there is none yet. */
  private static final int KNOWN = Powers.SCRATCH;

  private static final int KNOWN_DIVISORS = 8;
  private static final long MIX = 0x9E3779B97F4A7C15L;

  /** Where a digit's rest of two limbs is left. */
  static final int REST = KNOWN + 3 * KNOWN_DIVISORS;

  /** The longs of working space that it needs. */
  static final int SCRATCH = REST + 2;

  private LongDivision() {}

  /**
   * Divides m limbs of x by n limbs of y, whose highest is not 0, with m at least n. Leaves the
   * quotient's m - n + 1 limbs, and the remainder, shifted left by what is returned, in the
   * dividend's place.
   */
  static int divide(long[] x, int a, int m, long[] y, int b, int n, long[] scratch) {
    int shift = Long.numberOfLeadingZeros(y[b + n - 1]);
    shifted(x, a, m, shift, scratch, DIVIDEND);
    scratch[DIVIDEND + m] = shift == 0 ? 0 : x[a + m - 1] >>> (64 - shift);
    shifted(y, b, n, shift, scratch, DIVISOR);
    long top = scratch[DIVISOR + n - 1];
    if (n == 1) {
      byLimb(scratch, m, top, reciprocal(top, 0, scratch));
      return shift;
    }
    long next = scratch[DIVISOR + n - 2];
    long reciprocal = reciprocal(top, next, scratch);
    for (int j = m - n; j >= 0; j--) {
      scratch[QUOTIENT + j] = digit(scratch, j, n, top, next, reciprocal);
    }
    return shift;
  }

  private static void shifted(long[] from, int start, int n, int shift, long[] to, int at) {
    for (int i = n - 1; i > 0; i--) {
      // A shift by 64 is none: two steps.
      to[at + i] = (from[start + i] << shift) | (from[start + i - 1] >>> 1 >>> (63 - shift));
    }
    to[at] = from[start] << shift;
  }

  private static void byLimb(long[] scratch, int m, long d, long v) {
    long rest = scratch[DIVIDEND + m];
    for (int j = m - 1; j >= 0; j--) {
      long low = scratch[DIVIDEND + j];
      long q = quotient(rest, low, d, v);
      rest = low - q * d;
      scratch[QUOTIENT + j] = q;
    }
    scratch[DIVIDEND] = rest;
  }

  /** (high, low) / d for high below d, whose highest bit is set, by the reciprocal v of d. */
  static long quotient(long high, long low, long d, long v) {
    long product = v * high;
    long q0 = product + low;
    long q1 = Math.unsignedMultiplyHigh(v, high) + high + Words.carry(product, low, q0) + 1;
    long rest = low - q1 * d;
    long over = -Words.borrow(q0, rest, q0 - rest);
    q1 += over;
    rest += over & d;
    return Long.compareUnsigned(rest, d) >= 0 ? q1 + 1 : q1;
  }

  /** One digit: the three highest limbs by the divisor's two, then what the others leave of it. */
  private static long digit(long[] u, int j, int n, long top, long next, long v) {
    int at = DIVIDEND + j;
    long u2 = u[at + n];
    long u1 = u[at + n - 1];
    long u0 = u[at + n - 2];
    if (u2 == top && u1 == next) {
      return largest(u, at, n);
    }
    long product = v * u2;
    long q0 = product + u1;
    long q = Math.unsignedMultiplyHigh(v, u2) + u2 + Words.carry(product, u1, q0);
    long t0 = q * next;
    long s0 = u0 - t0;
    long s1 = u1 - q * top - Math.unsignedMultiplyHigh(q, next) - Words.borrow(u0, t0, s0);
    long r0 = s0 - next;
    long r1 = s1 - top - Words.borrow(s0, next, r0);
    long back = Words.borrow(r1, q0, r1 - q0) - 1;
    q += 1 + back;
    long plus = next & back;
    long low = r0 + plus;
    long high = r1 + (top & back) + Words.carry(r0, plus, low);
    if (isAtLeast(high, low, top, next)) {
      q++;
      long less = low - next;
      high -= top + Words.borrow(low, next, less);
      low = less;
    }
    long borrow = subtract(u, at, n - 2, q);
    long rest = low - borrow;
    long under = Words.borrow(low, borrow, rest);
    u[at + n - 2] = rest;
    u[at + n - 1] = high - under;
    if (Long.compareUnsigned(high, under) < 0) {
      addBack(u, at, n);
      q--;
    }
    return q;
  }

  private static boolean isAtLeast(long high, long low, long top, long next) {
    return high == top ? Long.compareUnsigned(low, next) >= 0 : Long.compareUnsigned(high, top) > 0;
  }

  /**
   * The digit where the highest limbs are the divisor's: the largest that there is, or one less.
   */
  private static long largest(long[] u, int at, int n) {
    long borrow = subtract(u, at, n, -1);
    if (Long.compareUnsigned(u[at + n], borrow) >= 0) {
      return -1;
    }
    addBack(u, at, n);
    return -2;
  }

  /** Takes q times the divisor's lowest n limbs; what is to be taken from the limb above. */
  private static long subtract(long[] u, int at, int n, long q) {
    long borrow = 0;
    for (int i = 0; i < n; i++) {
      long d = u[DIVISOR + i];
      long low = q * d;
      long all = low + borrow;
      long limb = u[at + i];
      long rest = limb - all;
      u[at + i] = rest;
      borrow =
          Math.unsignedMultiplyHigh(q, d)
              + Words.carry(low, borrow, all)
              + Words.borrow(limb, all, rest);
    }
    return borrow;
  }

  /** The digit was one too many, which is rare. */
  private static void addBack(long[] u, int at, int n) {
    long carry = 0;
    for (int i = 0; i < n; i++) {
      long limb = u[at + i];
      long d = u[DIVISOR + i];
      long sum = limb + d + carry;
      carry = Words.carry(limb, d, sum);
      u[at + i] = sum;
    }
  }

  /**
   * (2^192 - 1) / (top, next) - 2^64, for top with its highest bit set. Contracts divide by the
   * same few numbers: units of a token, parts of a fee, a price.
   */
  static long reciprocal(long top, long next, long[] scratch) {
    int known = KNOWN + 3 * (int) (((top ^ next) * MIX) >>> 61);
    if (scratch[known] == top && scratch[known + 1] == next) {
      return scratch[known + 2];
    }
    long v = newReciprocal(top, next);
    scratch[known] = top;
    scratch[known + 1] = next;
    scratch[known + 2] = v;
    return v;
  }

  private static long newReciprocal(long top, long next) {
    long v = reciprocal(top);
    long p = top * v + next;
    if (Long.compareUnsigned(p, next) < 0) {
      v--;
      if (Long.compareUnsigned(p, top) >= 0) {
        v--;
        p -= top;
      }
      p -= top;
    }
    long high = Math.unsignedMultiplyHigh(v, next);
    p += high;
    if (Long.compareUnsigned(p, high) < 0) {
      long low = v * next;
      v -= isAtLeast(p, low, top, next) ? 2 : 1;
    }
    return v;
  }

  /** (2^128 - 1) / d - 2^64, for d with its highest bit set (Möller and Granlund, algorithm 3). */
  private static long reciprocal(long d) {
    long odd = d & 1;
    long d40 = (d >>> 24) + 1;
    long d63 = (d >>> 1) + odd;
    long v0 = 0x7fd00 / (int) (d >>> 55);
    long v1 = (v0 << 11) - ((v0 * v0 * d40) >>> 40) - 1;
    long v2 = (v1 << 13) + ((v1 * ((1L << 60) - v1 * d40)) >>> 47);
    long e = ((v2 >>> 1) & -odd) - v2 * d63;
    long v3 = (Math.unsignedMultiplyHigh(v2, e) >>> 1) + (v2 << 31);
    long product = v3 * d;
    long sum = product + d;
    return v3 - (Math.unsignedMultiplyHigh(v3, d) + Words.carry(product, d, sum) + d);
  }
}
