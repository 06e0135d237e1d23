package io.ghostbridge.word.machine.internal.word;

import static io.ghostbridge.word.machine.internal.word.Words.over;
import static io.ghostbridge.word.machine.internal.word.Words.smallCarry;

/**
 * Products modulo a word. A modulus just below 2<sup>256</sup>, as prime fields of cryptography
 * have it, needs no division: what is above 2<sup>256</sup> counts as often as the modulus lacks.
 */
public final class Modular {
  private Modular() {}

  /** (a * b) % n without loss, where n is at {@code n}, b above it and a above that. */
  public static void mulmod(long[] s, int n, long[] scratch) {
    long b0 = s[n + 4];
    long b1 = s[n + 5];
    long b2 = s[n + 6];
    long b3 = s[n + 7];
    long a0 = s[n + 8];
    long a1 = s[n + 9];
    long a2 = s[n + 10];
    long a3 = s[n + 11];
    // Each column of the product is summed in pairs, what comes over last.
    long low00 = a0 * b0;
    long t0 = low00;
    long high00 = Math.unsignedMultiplyHigh(a0, b0);
    long low01 = a0 * b1;
    long low10 = a1 * b0;
    long s1a = high00 + low01;
    long s1b = s1a + low10;
    long t1 = s1b;
    long over1 = over(s1a, high00) + over(s1b, s1a);
    long high01 = Math.unsignedMultiplyHigh(a0, b1);
    long high10 = Math.unsignedMultiplyHigh(a1, b0);
    long low02 = a0 * b2;
    long low11 = a1 * b1;
    long low20 = a2 * b0;
    long s2a = high01 + high10;
    long s2b = low02 + low11;
    long s2c = s2a + s2b;
    long s2d = s2c + low20;
    long t2 = s2d + over1;
    long over2 =
        over(s2a, high01)
            + over(s2b, low02)
            + over(s2c, s2a)
            + over(s2d, s2c)
            + smallCarry(s2d, t2);
    long high02 = Math.unsignedMultiplyHigh(a0, b2);
    long high11 = Math.unsignedMultiplyHigh(a1, b1);
    long high20 = Math.unsignedMultiplyHigh(a2, b0);
    long low03 = a0 * b3;
    long low12 = a1 * b2;
    long low21 = a2 * b1;
    long low30 = a3 * b0;
    long s3a = high02 + high11;
    long s3b = high20 + low03;
    long s3c = low12 + low21;
    long s3d = s3a + s3b;
    long s3e = s3c + low30;
    long s3f = s3d + s3e;
    long t3 = s3f + over2;
    long over3 =
        over(s3a, high02)
            + over(s3b, high20)
            + over(s3c, low12)
            + over(s3d, s3a)
            + over(s3e, s3c)
            + over(s3f, s3d)
            + smallCarry(s3f, t3);
    long high03 = Math.unsignedMultiplyHigh(a0, b3);
    long high12 = Math.unsignedMultiplyHigh(a1, b2);
    long high21 = Math.unsignedMultiplyHigh(a2, b1);
    long high30 = Math.unsignedMultiplyHigh(a3, b0);
    long low13 = a1 * b3;
    long low22 = a2 * b2;
    long low31 = a3 * b1;
    long s4a = high03 + high12;
    long s4b = high21 + high30;
    long s4c = low13 + low22;
    long s4d = s4a + s4b;
    long s4e = s4c + low31;
    long s4f = s4d + s4e;
    long t4 = s4f + over3;
    long over4 =
        over(s4a, high03)
            + over(s4b, high21)
            + over(s4c, low13)
            + over(s4d, s4a)
            + over(s4e, s4c)
            + over(s4f, s4d)
            + smallCarry(s4f, t4);
    long high13 = Math.unsignedMultiplyHigh(a1, b3);
    long high22 = Math.unsignedMultiplyHigh(a2, b2);
    long high31 = Math.unsignedMultiplyHigh(a3, b1);
    long low23 = a2 * b3;
    long low32 = a3 * b2;
    long s5a = high13 + high22;
    long s5b = high31 + low23;
    long s5c = s5a + s5b;
    long s5d = s5c + low32;
    long t5 = s5d + over4;
    long over5 =
        over(s5a, high13)
            + over(s5b, high31)
            + over(s5c, s5a)
            + over(s5d, s5c)
            + smallCarry(s5d, t5);
    long high23 = Math.unsignedMultiplyHigh(a2, b3);
    long high32 = Math.unsignedMultiplyHigh(a3, b2);
    long low33 = a3 * b3;
    long s6a = high23 + high32;
    long s6b = s6a + low33;
    long t6 = s6b + over5;
    long over6 = over(s6a, high23) + over(s6b, s6a) + smallCarry(s6b, t6);
    long high33 = Math.unsignedMultiplyHigh(a3, b3);
    long t7 = high33 + over6;
    if ((s[n + 1] & s[n + 2] & s[n + 3]) == -1 && s[n] != 0) {
      fold(t0, t1, t2, t3, t4, t5, t6, t7, -s[n], s, n);
      return;
    }
    if ((t4 | t5 | t6 | t7) == 0) {
      WordDivision.divide(t0, t1, t2, t3, s[n], s[n + 1], s[n + 2], s[n + 3], s, n, scratch, true);
      return;
    }
    scratch[Division.WIDE] = t0;
    scratch[Division.WIDE + 1] = t1;
    scratch[Division.WIDE + 2] = t2;
    scratch[Division.WIDE + 3] = t3;
    scratch[Division.WIDE + 4] = t4;
    scratch[Division.WIDE + 5] = t5;
    scratch[Division.WIDE + 6] = t6;
    scratch[Division.WIDE + 7] = t7;
    Division.remainder(scratch, Division.WIDE, 8, s, n, s, n, scratch);
  }

  /** Eight limbs modulo 2^256 - c. */
  private static void fold(
      long t0,
      long t1,
      long t2,
      long t3,
      long t4,
      long t5,
      long t6,
      long t7,
      long c,
      long[] s,
      int n) {
    long low0 = t4 * c;
    long u0 = t0 + low0;
    long over = over(u0, t0);
    long low1 = t5 * c;
    long high0 = Math.unsignedMultiplyHigh(t4, c);
    long p1 = t1 + low1;
    long q1 = p1 + high0;
    long u1 = q1 + over;
    over = over(p1, t1) + over(q1, p1) + smallCarry(q1, u1);
    long low2 = t6 * c;
    long high1 = Math.unsignedMultiplyHigh(t5, c);
    long p2 = t2 + low2;
    long q2 = p2 + high1;
    long u2 = q2 + over;
    over = over(p2, t2) + over(q2, p2) + smallCarry(q2, u2);
    long low3 = t7 * c;
    long high2 = Math.unsignedMultiplyHigh(t6, c);
    long p3 = t3 + low3;
    long q3 = p3 + high2;
    long u3 = q3 + over;
    over = over(p3, t3) + over(q3, p3) + smallCarry(q3, u3);
    long top = Math.unsignedMultiplyHigh(t7, c) + over;
    // What is above 2^256 once more; after that it is at most c.
    long low = top * c;
    long v0 = u0 + low;
    long high = Math.unsignedMultiplyHigh(top, c);
    long w1 = u1 + high;
    long k0 = over(v0, u0);
    long v1 = w1 + k0;
    long k1 = over(w1, u1) + smallCarry(w1, v1);
    long v2 = u2 + k1;
    long k2 = smallCarry(u2, v2);
    long v3 = u3 + k2;
    long above = smallCarry(u3, v3);
    // One c more where it went beyond 2^256, or where adding c leads beyond it: then it was not
    // below the modulus.
    long r0 = v0 + c;
    long c0 = over(r0, v0);
    long r1 = v1 + c0;
    long c1 = smallCarry(v1, r1);
    long r2 = v2 + c1;
    long c2 = smallCarry(v2, r2);
    long r3 = v3 + c2;
    long take = -(above | smallCarry(v3, r3));
    s[n] = v0 ^ ((v0 ^ r0) & take);
    s[n + 1] = v1 ^ ((v1 ^ r1) & take);
    s[n + 2] = v2 ^ ((v2 ^ r2) & take);
    s[n + 3] = v3 ^ ((v3 ^ r3) & take);
  }
}
