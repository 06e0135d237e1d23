package io.ghostbridge.word.machine.internal.word;

/**
 * Division and remainders of words in an array.
 *
 * <p>{@code scratch} has {@link #SCRATCH} longs, zeros at first, that nobody else writes to.
 */
public final class Division {
  /** Where an operation that divides afterwards may keep up to 9 limbs. */
  static final int WIDE = 24;

  /** The longs that an operation needs beside its operands. */
  public static final int SCRATCH = LongDivision.SCRATCH;

  private Division() {}

  /** a / b; 0 where b is 0. */
  public static void div(long[] s, int b, long[] scratch) {
    div(s[b + 4], s[b + 5], s[b + 6], s[b + 7], s[b], s[b + 1], s[b + 2], s[b + 3], s, b, scratch);
  }

  /** a / b at {@code i}; 0 where b is 0. */
  public static void div(
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
      long[] scratch) {
    if (isBelow(a0, a1, a2, a3, b0, b1, b2, b3)) {
      Words.set(s, i, 0);
      return;
    }
    WordDivision.divide(a0, a1, a2, a3, b0, b1, b2, b3, s, i, scratch, false);
  }

  /** a % b at {@code i}; 0 where b is 0. */
  public static void mod(
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
      long[] scratch) {
    if (isBelow(a0, a1, a2, a3, b0, b1, b2, b3)) {
      s[i] = a0;
      s[i + 1] = a1;
      s[i + 2] = a2;
      s[i + 3] = a3;
      return;
    }
    WordDivision.divide(a0, a1, a2, a3, b0, b1, b2, b3, s, i, scratch, true);
  }

  private static boolean isBelow(
      long a0, long a1, long a2, long a3, long b0, long b1, long b2, long b3) {
    if (a3 != b3) {
      return Long.compareUnsigned(a3, b3) < 0;
    }
    if (a2 != b2) {
      return Long.compareUnsigned(a2, b2) < 0;
    }
    return a1 != b1 ? Long.compareUnsigned(a1, b1) < 0 : Long.compareUnsigned(a0, b0) < 0;
  }

  /** a % b; 0 where b is 0. */
  public static void mod(long[] s, int b, long[] scratch) {
    mod(s[b + 4], s[b + 5], s[b + 6], s[b + 7], s[b], s[b + 1], s[b + 2], s[b + 3], s, b, scratch);
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
      long x = s[a + i];
      long y = s[b + i];
      long sum = x + y + carry;
      carry = Words.carry(x, y, sum);
      scratch[WIDE + i] = sum;
    }
    if (carry == 0) {
      mod(
          scratch[WIDE],
          scratch[WIDE + 1],
          scratch[WIDE + 2],
          scratch[WIDE + 3],
          s[n],
          s[n + 1],
          s[n + 2],
          s[n + 3],
          s,
          n,
          scratch);
      return;
    }
    scratch[WIDE + 4] = carry;
    remainder(scratch, WIDE, 5, s, n, s, n, scratch);
  }

  private static int limbs(long[] x, int from, int most) {
    int n = most;
    while (n > 0 && x[from + n - 1] == 0) {
      n--;
    }
    return n;
  }

  /** The quotient of two words of four limbs, the dividend not below the divisor, at {@code b}. */
  static void quotient(long[] x, int a, long[] s, int b, long[] scratch) {
    int n = limbs(s, b, 4);
    int m = limbs(x, a, 4);
    LongDivision.divide(x, a, m, s, b, n, scratch);
    for (int i = 0; i < 4; i++) {
      s[b + i] = i <= m - n ? scratch[LongDivision.QUOTIENT + i] : 0;
    }
  }

  /** The remainder of up to 8 limbs by 4; 0 where the divisor is 0. */
  static void remainder(
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
    int shift = LongDivision.divide(x, a, m, y, b, n, scratch);
    for (int i = 0; i < 4; i++) {
      long limb = 0;
      if (i < n) {
        limb = scratch[LongDivision.DIVIDEND + i] >>> shift;
        if (shift != 0 && i + 1 < n) {
          limb |= scratch[LongDivision.DIVIDEND + i + 1] << (64 - shift);
        }
      }
      target[r + i] = limb;
    }
  }
}
