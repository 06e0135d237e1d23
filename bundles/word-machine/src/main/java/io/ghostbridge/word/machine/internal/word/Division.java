package io.ghostbridge.word.machine.internal.word;

/**
 * Division, remainders and powers. Long division is Knuth's algorithm D (The Art of Computer
 * Programming 2, 4.3.1) on limbs of 64 bits, with the reciprocal of Möller and Granlund ("Improved
 * Division by Invariant Integers", 2011) in place of a 128-bit divide, which Java lacks.
 *
 * <p>{@code scratch} has {@link #SCRATCH} longs whose contents do not matter.
 */
public final class Division {
  /** The longs that an operation needs beside its operands. */
  public static final int SCRATCH = 32;

  /** Places in the scratch: dividend of up to 9 limbs, divisor, quotient of up to 8. */
  private static final int DIVIDEND = 0;

  private static final int DIVISOR = 10;
  private static final int QUOTIENT = 16;

  private Division() {}

  /** a / b; 0 where b is 0. */
  public static void div(long[] s, int b, long[] scratch) {
    int a = b + 4;
    if ((s[a + 1] | s[a + 2] | s[a + 3] | s[b + 1] | s[b + 2] | s[b + 3]) == 0) {
      Words.set(s, b, s[b] == 0 ? 0 : Long.divideUnsigned(s[a], s[b]));
      return;
    }
    int n = limbs(s, b, 4);
    int m = limbs(s, a, 4);
    if (n == 0 || m < n) {
      Words.set(s, b, 0);
      return;
    }
    divide(s, a, m, s, b, n, scratch);
    for (int i = 0; i < 4; i++) {
      s[b + i] = i <= m - n ? scratch[QUOTIENT + i] : 0;
    }
  }

  /** a % b; 0 where b is 0. */
  public static void mod(long[] s, int b, long[] scratch) {
    int a = b + 4;
    if ((s[a + 1] | s[a + 2] | s[a + 3] | s[b + 1] | s[b + 2] | s[b + 3]) == 0) {
      Words.set(s, b, s[b] == 0 ? 0 : Long.remainderUnsigned(s[a], s[b]));
      return;
    }
    remainder(s, a, 4, s, b, s, b, scratch);
  }

  /** a / b, both signed, towards zero. */
  public static void sdiv(long[] s, int b, long[] scratch) {
    boolean negative = (s[b + 3] ^ s[b + 7]) < 0;
    absolute(s, b);
    absolute(s, b + 4);
    div(s, b, scratch);
    if (negative) {
      Words.negate(s, b);
    }
  }

  /** a % b, both signed, with the sign of a. */
  public static void smod(long[] s, int b, long[] scratch) {
    boolean negative = s[b + 7] < 0;
    absolute(s, b);
    absolute(s, b + 4);
    mod(s, b, scratch);
    if (negative) {
      Words.negate(s, b);
    }
  }

  private static void absolute(long[] s, int i) {
    if (s[i + 3] < 0) {
      Words.negate(s, i);
    }
  }

  /** (a + b) % n without loss, where n is at {@code n}, b above it and a above that. */
  public static void addmod(long[] s, int n, long[] scratch) {
    int b = n + 4;
    int a = n + 8;
    long carry = 0;
    for (int i = 0; i < 4; i++) {
      long t = s[a + i] + s[b + i];
      long overflow = Long.compareUnsigned(t, s[a + i]) < 0 ? 1 : 0;
      long sum = t + carry;
      carry = overflow | (Long.compareUnsigned(sum, t) < 0 ? 1 : 0);
      scratch[24 + i] = sum;
    }
    scratch[28] = carry;
    remainder(scratch, 24, 5, s, n, s, n, scratch);
  }

  /** (a * b) % n without loss, where n is at {@code n}, b above it and a above that. */
  public static void mulmod(long[] s, int n, long[] scratch) {
    int b = n + 4;
    int a = n + 8;
    // The product lies where the quotient comes afterwards: the dividend is copied before.
    for (int i = 0; i < 8; i++) {
      scratch[24 + i] = 0;
    }
    for (int i = 0; i < 4; i++) {
      long x = s[a + i];
      if (x == 0) {
        continue;
      }
      long carry = 0;
      for (int j = 0; j < 4; j++) {
        long y = s[b + j];
        long low = x * y;
        long high = Math.unsignedMultiplyHigh(x, y);
        long t = low + scratch[24 + i + j];
        high += Long.compareUnsigned(t, low) < 0 ? 1 : 0;
        long sum = t + carry;
        carry = high + (Long.compareUnsigned(sum, t) < 0 ? 1 : 0);
        scratch[24 + i + j] = sum;
      }
      scratch[24 + i + 4] = carry;
    }
    remainder(scratch, 24, 8, s, n, s, n, scratch);
  }

  /** a to the power of b. */
  public static void exp(long[] s, int b, long[] scratch) {
    int a = b + 4;
    int bits = Words.bitLength(s, b);
    if ((s[a + 1] | s[a + 2] | s[a + 3]) == 0 && s[a] == 2) {
      boolean beyond = bits > 8;
      int shift = beyond ? 0 : (int) s[b];
      Words.set(s, b, beyond ? 0 : 1);
      Words.shiftLeft(s, b, shift);
      return;
    }
    System.arraycopy(s, b, scratch, DIVISOR, 4);
    Words.set(scratch, DIVIDEND, 1);
    for (int i = bits - 1; i >= 0; i--) {
      Words.mul(scratch, DIVIDEND, scratch, DIVIDEND, scratch, DIVIDEND);
      if (((scratch[DIVISOR + (i >> 6)] >>> (i & 63)) & 1) != 0) {
        Words.mul(scratch, DIVIDEND, s, a, scratch, DIVIDEND);
      }
    }
    System.arraycopy(scratch, DIVIDEND, s, b, 4);
  }

  private static int limbs(long[] x, int from, int most) {
    int n = most;
    while (n > 0 && x[from + n - 1] == 0) {
      n--;
    }
    return n;
  }

  /** The remainder of up to 8 limbs by 4; 0 where the divisor is 0. */
  private static void remainder(
      long[] x, int a, int most, long[] y, int b, long[] target, int r, long[] scratch) {
    int n = limbs(y, b, 4);
    int m = limbs(x, a, most);
    if (n == 0) {
      Words.set(target, r, 0);
      return;
    }
    if (m < n) {
      for (int i = 0; i < 4; i++) {
        target[r + i] = i < m ? x[a + i] : 0;
      }
      return;
    }
    int shift = divide(x, a, m, y, b, n, scratch);
    for (int i = 0; i < 4; i++) {
      long limb = 0;
      if (i < n) {
        limb = scratch[DIVIDEND + i] >>> shift;
        if (shift != 0 && i + 1 < n) {
          limb |= scratch[DIVIDEND + i + 1] << (64 - shift);
        }
      }
      target[r + i] = limb;
    }
  }

  /**
   * Divides m limbs of x by n limbs of y, whose highest is not 0, with m at least n. Leaves the
   * quotient's m - n + 1 limbs, and the remainder, shifted left by what is returned, in the
   * dividend's place.
   */
  private static int divide(long[] x, int a, int m, long[] y, int b, int n, long[] scratch) {
    int shift = Long.numberOfLeadingZeros(y[b + n - 1]);
    shifted(x, a, m, shift, scratch, DIVIDEND);
    scratch[DIVIDEND + m] = shift == 0 ? 0 : x[a + m - 1] >>> (64 - shift);
    shifted(y, b, n, shift, scratch, DIVISOR);
    long top = scratch[DIVISOR + n - 1];
    long reciprocal = reciprocal(top);
    if (n == 1) {
      divideByLimb(scratch, m, top, reciprocal);
      return shift;
    }
    long next = scratch[DIVISOR + n - 2];
    for (int j = m - n; j >= 0; j--) {
      scratch[QUOTIENT + j] = step(scratch, j, n, top, next, reciprocal);
    }
    return shift;
  }

  private static void shifted(long[] from, int start, int n, int shift, long[] to, int at) {
    for (int i = n - 1; i > 0; i--) {
      to[at + i] =
          shift == 0
              ? from[start + i]
              : (from[start + i] << shift) | (from[start + i - 1] >>> (64 - shift));
    }
    to[at] = from[start] << shift;
  }

  private static void divideByLimb(long[] scratch, int m, long d, long v) {
    long rest = scratch[DIVIDEND + m];
    for (int j = m - 1; j >= 0; j--) {
      long low = scratch[DIVIDEND + j];
      long q = quotient(rest, low, d, v);
      rest = low - q * d;
      scratch[QUOTIENT + j] = q;
    }
    scratch[DIVIDEND] = rest;
  }

  /** One digit of the quotient: estimated by the two highest limbs, then corrected. */
  private static long step(long[] u, int j, int n, long top, long next, long reciprocal) {
    long u2 = u[DIVIDEND + j + n];
    long u1 = u[DIVIDEND + j + n - 1];
    long u0 = u[DIVIDEND + j + n - 2];
    // The highest limbs are equal where the digit is the largest or next to it.
    long q = u2 == top ? -1 : quotient(u2, u1, top, reciprocal);
    long rest = u2 == top ? u1 + top : u1 - q * top;
    boolean fits = u2 != top || Long.compareUnsigned(rest, top) >= 0;
    while (fits && isAbove(q, next, rest, u0)) {
      q--;
      rest += top;
      fits = Long.compareUnsigned(rest, top) >= 0;
    }
    long borrow = 0;
    for (int i = 0; i < n; i++) {
      long d = u[DIVISOR + i];
      long low = q * d;
      long high = Math.unsignedMultiplyHigh(q, d);
      long t = low + borrow;
      high += Long.compareUnsigned(t, low) < 0 ? 1 : 0;
      long limb = u[DIVIDEND + i + j];
      u[DIVIDEND + i + j] = limb - t;
      borrow = high + (Long.compareUnsigned(limb, t) < 0 ? 1 : 0);
    }
    u[DIVIDEND + j + n] = u2 - borrow;
    if (Long.compareUnsigned(u2, borrow) < 0) {
      addBack(u, j, n);
      q--;
    }
    return q;
  }

  /** The estimate was one too many, which is rare. */
  private static void addBack(long[] u, int j, int n) {
    long carry = 0;
    for (int i = 0; i < n; i++) {
      long limb = u[DIVIDEND + i + j];
      long t = limb + u[DIVISOR + i];
      long overflow = Long.compareUnsigned(t, limb) < 0 ? 1 : 0;
      long sum = t + carry;
      carry = overflow | (Long.compareUnsigned(sum, t) < 0 ? 1 : 0);
      u[DIVIDEND + i + j] = sum;
    }
    u[DIVIDEND + j + n] += carry;
  }

  /** Whether q * next is above (rest, u0). */
  private static boolean isAbove(long q, long next, long rest, long u0) {
    long high = Math.unsignedMultiplyHigh(q, next);
    int order = Long.compareUnsigned(high, rest);
    return order > 0 || (order == 0 && Long.compareUnsigned(q * next, u0) > 0);
  }

  /** (2^128 - 1) / d - 2^64, for d with its highest bit set. */
  private static long reciprocal(long d) {
    return divideLong(~d, -1L, d);
  }

  /** (high, low) / d for high below d, whose highest bit is set, by the reciprocal v of d. */
  private static long quotient(long high, long low, long d, long v) {
    long q0 = v * high;
    long q1 = Math.unsignedMultiplyHigh(v, high);
    q0 += low;
    q1 += high + (Long.compareUnsigned(q0, low) < 0 ? 1 : 0) + 1;
    long rest = low - q1 * d;
    if (Long.compareUnsigned(rest, q0) > 0) {
      q1--;
      rest += d;
    }
    if (Long.compareUnsigned(rest, d) >= 0) {
      q1++;
    }
    return q1;
  }

  /** (high, low) / d for high below d, whose highest bit is set, in two halves of 32 bits. */
  private static long divideLong(long high, long low, long d) {
    long d1 = d >>> 32;
    long d0 = d & 0xffffffffL;
    long q1 = Long.divideUnsigned(high, d1);
    long rest = high - q1 * d1;
    while (q1 >>> 32 != 0 || Long.compareUnsigned(q1 * d0, (rest << 32) | (low >>> 32)) > 0) {
      q1--;
      rest += d1;
      if (rest >>> 32 != 0) {
        break;
      }
    }
    long middle = (high << 32) + (low >>> 32) - q1 * d;
    long q0 = Long.divideUnsigned(middle, d1);
    rest = middle - q0 * d1;
    while (q0 >>> 32 != 0
        || Long.compareUnsigned(q0 * d0, (rest << 32) | (low & 0xffffffffL)) > 0) {
      q0--;
      rest += d1;
      if (rest >>> 32 != 0) {
        break;
      }
    }
    return (q1 << 32) + q0;
  }
}
