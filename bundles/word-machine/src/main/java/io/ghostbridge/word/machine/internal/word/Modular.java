package io.ghostbridge.word.machine.internal.word;

/**
 * Products modulo a word. A modulus just below 2<sup>256</sup>, as prime fields of cryptography
 * have it, needs no division: what is above 2<sup>256</sup> counts as often as the modulus lacks.
 */
public final class Modular {
  private Modular() {}

  /** (a * b) % n without loss, where n is at {@code n}, b above it and a above that. */
  public static void mulmod(long[] s, int n, long[] scratch) {
    int at = Division.WIDE;
    long b0 = s[n + 4];
    long b1 = s[n + 5];
    long b2 = s[n + 6];
    long b3 = s[n + 7];
    for (int i = 0; i < 4; i++) {
      scratch[at + i] = 0;
    }
    addProduct(s[n + 8], b0, b1, b2, b3, scratch, at);
    addProduct(s[n + 9], b0, b1, b2, b3, scratch, at + 1);
    addProduct(s[n + 10], b0, b1, b2, b3, scratch, at + 2);
    addProduct(s[n + 11], b0, b1, b2, b3, scratch, at + 3);
    if ((s[n + 1] & s[n + 2] & s[n + 3]) == -1 && s[n] != 0) {
      fold(scratch, at, -s[n]);
      System.arraycopy(scratch, at, s, n, 4);
      return;
    }
    Division.remainder(scratch, at, 8, s, n, s, n, scratch);
  }

  /** t += x * b, five limbs of it, the highest of which is taken as 0 before. */
  private static void addProduct(long x, long b0, long b1, long b2, long b3, long[] t, int at) {
    long low = x * b0;
    long before = t[at];
    long sum = before + low;
    t[at] = sum;
    long over = Math.unsignedMultiplyHigh(x, b0) + Words.carry(before, low, sum);
    over = addLimb(x, b1, over, t, at + 1);
    over = addLimb(x, b2, over, t, at + 2);
    t[at + 4] = addLimb(x, b3, over, t, at + 3);
  }

  /** t += x * b + over in one limb; what is above it. */
  private static long addLimb(long x, long b, long over, long[] t, int at) {
    long low = x * b;
    long plus = low + over;
    long before = t[at];
    long sum = before + plus;
    t[at] = sum;
    return Math.unsignedMultiplyHigh(x, b)
        + Words.carry(low, over, plus)
        + Words.carry(before, plus, sum);
  }

  /** Eight limbs modulo 2^256 - c, in place. */
  private static void fold(long[] t, int at, long c) {
    addProduct(c, t[at + 4], t[at + 5], t[at + 6], t[at + 7], t, at);
    long top = t[at + 4];
    long over = addWord(t, at, top * c, Math.unsignedMultiplyHigh(top, c));
    if (over != 0) {
      addWord(t, at, c, 0);
    }
    // Not below the modulus where adding c leads beyond 2^256.
    long r0 = t[at] + c;
    long carry = Words.carry(t[at], c, r0);
    long r1 = t[at + 1] + carry;
    carry = r1 == 0 ? carry : 0;
    long r2 = t[at + 2] + carry;
    carry = r2 == 0 ? carry : 0;
    long r3 = t[at + 3] + carry;
    if (carry != 0 && r3 == 0) {
      t[at] = r0;
      t[at + 1] = r1;
      t[at + 2] = r2;
      t[at + 3] = r3;
    }
  }

  /** t += (high, low) in four limbs; the carry. */
  private static long addWord(long[] t, int at, long low, long high) {
    long t0 = t[at];
    long r0 = t0 + low;
    long t1 = t[at + 1];
    long c0 = Words.carry(t0, low, r0);
    long r1 = t1 + high + c0;
    long c1 = Words.carry(t1, high, r1);
    long r2 = t[at + 2] + c1;
    long c2 = r2 == 0 ? c1 : 0;
    long r3 = t[at + 3] + c2;
    t[at] = r0;
    t[at + 1] = r1;
    t[at + 2] = r2;
    t[at + 3] = r3;
    return r3 == 0 ? c2 : 0;
  }
}
