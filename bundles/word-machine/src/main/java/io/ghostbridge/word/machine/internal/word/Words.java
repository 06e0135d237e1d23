package io.ghostbridge.word.machine.internal.word;

import io.ghostbridge.api.vm.Word;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.nio.ByteOrder;

/**
 * Words in an array of longs. A binary operation takes the index {@code b} of the second operand,
 * which is below the top of the stack at {@code b + 4}, and leaves its result at {@code b}. Nothing
 * is allocated.
 */
public final class Words {
  private static final VarHandle BIG_ENDIAN =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  private Words() {}

  /** The word at {@code i} as an object. */
  public static Word get(long[] s, int i) {
    return new Word(s[i + 3], s[i + 2], s[i + 1], s[i]);
  }

  /** Stores {@code word} at {@code i}. */
  public static void set(long[] s, int i, Word word) {
    s[i] = word.w0();
    s[i + 1] = word.w1();
    s[i + 2] = word.w2();
    s[i + 3] = word.w3();
  }

  /** Stores the unsigned {@code value} at {@code i}. */
  public static void set(long[] s, int i, long value) {
    s[i] = value;
    s[i + 1] = 0;
    s[i + 2] = 0;
    s[i + 3] = 0;
  }

  /** Copies a word. */
  public static void copy(long[] s, int from, int to) {
    long w0 = s[from];
    long w1 = s[from + 1];
    long w2 = s[from + 2];
    long w3 = s[from + 3];
    s[to] = w0;
    s[to + 1] = w1;
    s[to + 2] = w2;
    s[to + 3] = w3;
  }

  /** Exchanges two words. */
  public static void swap(long[] s, int i, int j) {
    long a0 = s[i];
    long a1 = s[i + 1];
    long a2 = s[i + 2];
    long a3 = s[i + 3];
    s[i] = s[j];
    s[i + 1] = s[j + 1];
    s[i + 2] = s[j + 2];
    s[i + 3] = s[j + 3];
    s[j] = a0;
    s[j + 1] = a1;
    s[j + 2] = a2;
    s[j + 3] = a3;
  }

  /** Reads 32 big-endian bytes. */
  public static void load(long[] s, int i, byte[] bytes, int offset) {
    s[i + 3] = (long) BIG_ENDIAN.get(bytes, offset);
    s[i + 2] = (long) BIG_ENDIAN.get(bytes, offset + 8);
    s[i + 1] = (long) BIG_ENDIAN.get(bytes, offset + 16);
    s[i] = (long) BIG_ENDIAN.get(bytes, offset + 24);
  }

  /** Writes 32 big-endian bytes. */
  public static void store(long[] s, int i, byte[] bytes, int offset) {
    BIG_ENDIAN.set(bytes, offset, s[i + 3]);
    BIG_ENDIAN.set(bytes, offset + 8, s[i + 2]);
    BIG_ENDIAN.set(bytes, offset + 16, s[i + 1]);
    BIG_ENDIAN.set(bytes, offset + 24, s[i]);
  }

  /** Whether the word is zero. */
  public static boolean isZero(long[] s, int i) {
    return (s[i] | s[i + 1] | s[i + 2] | s[i + 3]) == 0;
  }

  /** Whether the word is below 2<sup>63</sup>. */
  public static boolean fitsLong(long[] s, int i) {
    return (s[i + 1] | s[i + 2] | s[i + 3]) == 0 && s[i] >= 0;
  }

  /** The word, or {@link Long#MAX_VALUE} where it is larger. */
  public static long saturated(long[] s, int i) {
    return fitsLong(s, i) ? s[i] : Long.MAX_VALUE;
  }

  /** The carry out of sum = a + b + (0 or 1), without a branch (Hacker's Delight, 2-13). */
  static long carry(long a, long b, long sum) {
    return ((a & b) | ((a | b) & ~sum)) >>> 63;
  }

  /** The carry out of sum = a + b, of which nothing came over from below. */
  static long over(long sum, long a) {
    return Long.compareUnsigned(sum, a) < 0 ? 1 : 0;
  }

  /** The carry out of sum = a + b for b below 2<sup>63</sup>. */
  static long smallCarry(long a, long sum) {
    return (a & ~sum) >>> 63;
  }

  /** The borrow out of difference = a - b - (0 or 1), without a branch. */
  static long borrow(long a, long b, long difference) {
    return ((~a & b) | ((~a | b) & difference)) >>> 63;
  }

  /** a + b. */
  public static void add(long[] s, int b) {
    long a0 = s[b + 4];
    long b0 = s[b];
    long r0 = a0 + b0;
    long a1 = s[b + 5];
    long b1 = s[b + 1];
    long r1 = a1 + b1 + carry(a0, b0, r0);
    long a2 = s[b + 6];
    long b2 = s[b + 2];
    long r2 = a2 + b2 + carry(a1, b1, r1);
    s[b] = r0;
    s[b + 1] = r1;
    s[b + 2] = r2;
    s[b + 3] = s[b + 7] + s[b + 3] + carry(a2, b2, r2);
  }

  /** a - b. */
  public static void sub(long[] s, int b) {
    long a0 = s[b + 4];
    long b0 = s[b];
    long r0 = a0 - b0;
    long a1 = s[b + 5];
    long b1 = s[b + 1];
    long r1 = a1 - b1 - borrow(a0, b0, r0);
    long a2 = s[b + 6];
    long b2 = s[b + 2];
    long r2 = a2 - b2 - borrow(a1, b1, r1);
    s[b] = r0;
    s[b + 1] = r1;
    s[b + 2] = r2;
    s[b + 3] = s[b + 7] - s[b + 3] - borrow(a2, b2, r2);
  }

  /** a * b. */
  public static void mul(long[] s, int b) {
    product(s[b + 4], s[b + 5], s[b + 6], s[b + 7], s[b], s[b + 1], s[b + 2], s[b + 3], s, b);
  }

  /** The low 256 bits of the product of two words of arrays. */
  static void mul(long[] x, int a, long[] y, int b, long[] target, int r) {
    product(x[a], x[a + 1], x[a + 2], x[a + 3], y[b], y[b + 1], y[b + 2], y[b + 3], target, r);
  }

  /** The low 256 bits of the product of two words, at {@code r}. */
  public static void product(
      long a0,
      long a1,
      long a2,
      long a3,
      long b0,
      long b1,
      long b2,
      long b3,
      long[] target,
      int r) {
    // Sums in pairs, and what comes over from the column before last: a chain of carries would be
    // as long as the product takes.
    long high00 = Math.unsignedMultiplyHigh(a0, b0);
    long low01 = a0 * b1;
    long low10 = a1 * b0;
    long t1 = high00 + low01;
    long r1 = t1 + low10;
    long over1 = over(t1, high00) + over(r1, t1);
    long high01 = Math.unsignedMultiplyHigh(a0, b1);
    long high10 = Math.unsignedMultiplyHigh(a1, b0);
    long low02 = a0 * b2;
    long low11 = a1 * b1;
    long low20 = a2 * b0;
    long t2 = high01 + high10;
    long u2 = low02 + low11;
    long v2 = t2 + u2;
    long x2 = v2 + low20;
    long r2 = x2 + over1;
    long over2 = over(t2, high01) + over(u2, low02) + over(v2, t2) + over(x2, v2);
    // Of column 3 only the low half counts.
    long t3 = Math.unsignedMultiplyHigh(a0, b2) + Math.unsignedMultiplyHigh(a1, b1);
    long u3 = Math.unsignedMultiplyHigh(a2, b0) + a0 * b3;
    long v3 = a1 * b2 + a2 * b1;
    long x3 = t3 + u3 + (v3 + a3 * b0) + over2;
    target[r] = a0 * b0;
    target[r + 1] = r1;
    target[r + 2] = r2;
    target[r + 3] = x3 + smallCarry(x2, r2);
  }

  /** The low 256 bits of the square of the word at {@code i}, in place. */
  static void square(long[] s, int i) {
    long a0 = s[i];
    long a1 = s[i + 1];
    long a2 = s[i + 2];
    // a0 * a1 counts twice, with its highest bit in column 3.
    long low01 = a0 * a1;
    long high01 = Math.unsignedMultiplyHigh(a0, a1);
    long twice01 = low01 << 1;
    long high00 = Math.unsignedMultiplyHigh(a0, a0);
    long r1 = high00 + twice01;
    long over1 = over(r1, high00);
    long low02 = a0 * a2;
    long twice02 = low02 << 1;
    long low11 = a1 * a1;
    long t2 = (high01 << 1) | (low01 >>> 63);
    long u2 = twice02 + low11;
    long x2 = t2 + u2;
    long r2 = x2 + over1;
    long over2 = (high01 >>> 63) + (low02 >>> 63) + over(u2, twice02) + over(x2, t2);
    long half3 = Math.unsignedMultiplyHigh(a0, a2) + a0 * s[i + 3] + a1 * a2;
    long x3 = Math.unsignedMultiplyHigh(a1, a1) + (half3 << 1) + over2;
    s[i] = a0 * a0;
    s[i + 1] = r1;
    s[i + 2] = r2;
    s[i + 3] = x3 + smallCarry(x2, r2);
  }

  /** -a, in place. */
  static void negate(long[] s, int i) {
    long r0 = -s[i];
    long borrow = s[i] != 0 ? 1 : 0;
    long w1 = s[i + 1];
    long r1 = -w1 - borrow;
    borrow |= w1 != 0 ? 1 : 0;
    long w2 = s[i + 2];
    long r2 = -w2 - borrow;
    borrow |= w2 != 0 ? 1 : 0;
    s[i] = r0;
    s[i + 1] = r1;
    s[i + 2] = r2;
    s[i + 3] = -s[i + 3] - borrow;
  }

  /** Whether the word at {@code i} is below that at {@code j}, both unsigned. */
  public static boolean isBelow(long[] s, int i, int j) {
    if (s[i + 3] != s[j + 3]) {
      return Long.compareUnsigned(s[i + 3], s[j + 3]) < 0;
    }
    if (s[i + 2] != s[j + 2]) {
      return Long.compareUnsigned(s[i + 2], s[j + 2]) < 0;
    }
    if (s[i + 1] != s[j + 1]) {
      return Long.compareUnsigned(s[i + 1], s[j + 1]) < 0;
    }
    return Long.compareUnsigned(s[i], s[j]) < 0;
  }

  /** Whether the word at {@code i} is below that at {@code j}, both signed. */
  public static boolean isBelowSigned(long[] s, int i, int j) {
    return s[i + 3] != s[j + 3] ? s[i + 3] < s[j + 3] : isBelow(s, i, j);
  }

  /** Whether two words are equal. */
  public static boolean isEqual(long[] s, int i, int j) {
    return ((s[i] ^ s[j]) | (s[i + 1] ^ s[j + 1]) | (s[i + 2] ^ s[j + 2]) | (s[i + 3] ^ s[j + 3]))
        == 0;
  }

  /** a &amp; b. */
  public static void and(long[] s, int b) {
    s[b] &= s[b + 4];
    s[b + 1] &= s[b + 5];
    s[b + 2] &= s[b + 6];
    s[b + 3] &= s[b + 7];
  }

  /** a | b. */
  public static void or(long[] s, int b) {
    s[b] |= s[b + 4];
    s[b + 1] |= s[b + 5];
    s[b + 2] |= s[b + 6];
    s[b + 3] |= s[b + 7];
  }

  /** a ^ b. */
  public static void xor(long[] s, int b) {
    s[b] ^= s[b + 4];
    s[b + 1] ^= s[b + 5];
    s[b + 2] ^= s[b + 6];
    s[b + 3] ^= s[b + 7];
  }

  /** ~a, in place. */
  public static void not(long[] s, int i) {
    s[i] = ~s[i];
    s[i + 1] = ~s[i + 1];
    s[i + 2] = ~s[i + 2];
    s[i + 3] = ~s[i + 3];
  }

  /** Byte {@code a} of {@code b}, counted from the most significant. */
  public static void byteOf(long[] s, int b) {
    long index = fitsLong(s, b + 4) ? s[b + 4] : 32;
    long value = 0;
    if (index < 32) {
      int fromRight = 31 - (int) index;
      value = (s[b + (fromRight >> 3)] >>> ((fromRight & 7) << 3)) & 0xff;
    }
    set(s, b, value);
  }

  /** b &lt;&lt; a. */
  public static void shl(long[] s, int b) {
    if (!fitsLong(s, b + 4) || s[b + 4] > 255) {
      set(s, b, 0);
      return;
    }
    shiftLeft(s, b, (int) s[b + 4]);
  }

  static void shiftLeft(long[] s, int b, int bits) {
    long w0 = s[b];
    long w1 = s[b + 1];
    long w2 = s[b + 2];
    long w3 = s[b + 3];
    if ((bits & 128) != 0) {
      w3 = w1;
      w2 = w0;
      w1 = 0;
      w0 = 0;
    }
    if ((bits & 64) != 0) {
      w3 = w2;
      w2 = w1;
      w1 = w0;
      w0 = 0;
    }
    int n = bits & 63;
    if (n != 0) {
      w3 = (w3 << n) | (w2 >>> (64 - n));
      w2 = (w2 << n) | (w1 >>> (64 - n));
      w1 = (w1 << n) | (w0 >>> (64 - n));
      w0 <<= n;
    }
    s[b] = w0;
    s[b + 1] = w1;
    s[b + 2] = w2;
    s[b + 3] = w3;
  }

  /** b &gt;&gt;&gt; a. */
  public static void shr(long[] s, int b) {
    if (!fitsLong(s, b + 4) || s[b + 4] > 255) {
      set(s, b, 0);
      return;
    }
    shiftRight(s, b, (int) s[b + 4], 0);
  }

  /** b &gt;&gt; a, with b signed. */
  public static void sar(long[] s, int b) {
    long sign = s[b + 3] >> 63;
    if (!fitsLong(s, b + 4) || s[b + 4] > 255) {
      s[b] = sign;
      s[b + 1] = sign;
      s[b + 2] = sign;
      s[b + 3] = sign;
      return;
    }
    shiftRight(s, b, (int) s[b + 4], sign);
  }

  private static void shiftRight(long[] s, int b, int bits, long fill) {
    long w0 = s[b];
    long w1 = s[b + 1];
    long w2 = s[b + 2];
    long w3 = s[b + 3];
    if ((bits & 128) != 0) {
      w0 = w2;
      w1 = w3;
      w2 = fill;
      w3 = fill;
    }
    if ((bits & 64) != 0) {
      w0 = w1;
      w1 = w2;
      w2 = w3;
      w3 = fill;
    }
    int n = bits & 63;
    if (n != 0) {
      w0 = (w0 >>> n) | (w1 << (64 - n));
      w1 = (w1 >>> n) | (w2 << (64 - n));
      w2 = (w2 >>> n) | (w3 << (64 - n));
      w3 = (w3 >>> n) | (fill << (64 - n));
    }
    s[b] = w0;
    s[b + 1] = w1;
    s[b + 2] = w2;
    s[b + 3] = w3;
  }

  /** b with the sign of its byte {@code a}, counted from the least significant, above it. */
  public static void signExtend(long[] s, int b) {
    if (!fitsLong(s, b + 4) || s[b + 4] > 30) {
      return;
    }
    int bit = ((int) s[b + 4] << 3) + 7;
    int limb = bit >> 6;
    int shift = 63 - (bit & 63);
    long extended = (s[b + limb] << shift) >> shift;
    s[b + limb] = extended;
    for (int i = limb + 1; i < 4; i++) {
      s[b + i] = extended >> 63;
    }
  }

  /** The number of leading zero bits (EIP-7939), in place. */
  public static void countLeadingZeros(long[] s, int i) {
    set(s, i, 256 - bitLength(s, i));
  }

  /** The number of bits without leading zeros. */
  public static int bitLength(long[] s, int i) {
    if (s[i + 3] != 0) {
      return 256 - Long.numberOfLeadingZeros(s[i + 3]);
    }
    if (s[i + 2] != 0) {
      return 192 - Long.numberOfLeadingZeros(s[i + 2]);
    }
    if (s[i + 1] != 0) {
      return 128 - Long.numberOfLeadingZeros(s[i + 1]);
    }
    return 64 - Long.numberOfLeadingZeros(s[i]);
  }
}
