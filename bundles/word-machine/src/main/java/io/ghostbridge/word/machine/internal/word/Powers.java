package io.ghostbridge.word.machine.internal.word;

/**
 * Powers modulo 2<sup>256</sup>, by windows of the exponent (Handbook of Applied Cryptography,
 * 14.82).
 */
public final class Powers {
  /** Odd powers of the base that are kept: the first, the third, and so on to the fifteenth. */
  private static final int ODD_POWERS = 8;

  private static final int WINDOW = 4;

  /** Exponents of fewer bits are not worth the odd powers. */
  private static final int LONG_EXPONENT = 24;

  private static final int RESULT = 0;
  private static final int EXPONENT = 4;
  private static final int ODD = 8;

  private Powers() {}

  /** The longs of working space that {@link #exp} needs. */
  public static final int SCRATCH = ODD + 4 * ODD_POWERS;

  /** a to the power of b, which is below a at {@code b}; 0 to the power of 0 is 1. */
  public static void exp(long[] s, int b, long[] scratch) {
    int a = b + 4;
    int bits = Words.bitLength(s, b);
    if (bits == 0) {
      Words.set(s, b, 1);
      return;
    }
    if ((s[a] & 1) == 0 && even(s, a, b, bits)) {
      return;
    }
    System.arraycopy(s, b, scratch, EXPONENT, 4);
    if (bits < LONG_EXPONENT) {
      binary(s, a, bits, scratch);
    } else {
      windows(s, a, bits, scratch);
    }
    System.arraycopy(scratch, RESULT, s, b, 4);
  }

  /** Powers of an even base that need no multiplication; whether it was one. */
  private static boolean even(long[] s, int a, int b, int bits) {
    if (bits > 8) {
      Words.set(s, b, 0);
      return true;
    }
    long base = s[a];
    if ((s[a + 1] | s[a + 2] | s[a + 3]) != 0 || (base & (base - 1)) != 0 || base == 0) {
      return false;
    }
    long shift = Long.numberOfTrailingZeros(base) * s[b];
    Words.set(s, b, shift < 256 ? 1 : 0);
    if (shift < 256) {
      Words.shiftLeft(s, b, (int) shift);
    }
    return true;
  }

  private static boolean bit(long[] scratch, int i) {
    return ((scratch[EXPONENT + (i >> 6)] >>> (i & 63)) & 1) != 0;
  }

  private static void binary(long[] s, int a, int bits, long[] scratch) {
    System.arraycopy(s, a, scratch, RESULT, 4);
    for (int i = bits - 2; i >= 0; i--) {
      Words.square(scratch, RESULT);
      if (bit(scratch, i)) {
        Words.mul(scratch, RESULT, s, a, scratch, RESULT);
      }
    }
  }

  private static void windows(long[] s, int a, int bits, long[] scratch) {
    System.arraycopy(s, a, scratch, ODD, 4);
    System.arraycopy(s, a, scratch, RESULT, 4);
    Words.square(scratch, RESULT);
    for (int i = 1; i < ODD_POWERS; i++) {
      Words.mul(scratch, ODD + 4 * i - 4, scratch, RESULT, scratch, ODD + 4 * i);
    }
    boolean begun = false;
    int i = bits - 1;
    while (i >= 0) {
      if (!bit(scratch, i)) {
        Words.square(scratch, RESULT);
        i--;
        continue;
      }
      int last = Math.max(0, i - WINDOW + 1);
      while (!bit(scratch, last)) {
        last++;
      }
      int value = 0;
      for (int j = i; j >= last; j--) {
        value = 2 * value + (bit(scratch, j) ? 1 : 0);
      }
      int odd = ODD + 4 * (value >> 1);
      if (begun) {
        for (int j = i; j >= last; j--) {
          Words.square(scratch, RESULT);
        }
        Words.mul(scratch, RESULT, scratch, odd, scratch, RESULT);
      } else {
        System.arraycopy(scratch, odd, scratch, RESULT, 4);
        begun = true;
      }
      i = last - 1;
    }
  }
}
