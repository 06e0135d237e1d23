package io.ghostbridge.evm.internal.bn254;

import java.math.BigInteger;

/**
 * A number modulo the curve's prime, in Montgomery's form (times 2<sup>256</sup>), the limbs from
 * the least significant on. Always below the prime.
 */
record Fp(long l0, long l1, long l2, long l3) {
  static final BigInteger PRIME =
      new BigInteger(
          "21888242871839275222246405745257275088696311157297823662689037894645226208583");
  private static final long P0 = PRIME.longValue();
  private static final long P1 = PRIME.shiftRight(64).longValue();
  private static final long P2 = PRIME.shiftRight(128).longValue();
  private static final long P3 = PRIME.shiftRight(192).longValue();

  /** -1/p modulo 2^64. */
  private static final long INVERSE =
      PRIME.modInverse(BigInteger.ONE.shiftLeft(64)).negate().longValue();

  private static final BigInteger R = BigInteger.ONE.shiftLeft(256);

  static final Fp ZERO = new Fp(0, 0, 0, 0);
  static final Fp ONE = of(BigInteger.ONE);

  static Fp of(BigInteger value) {
    return raw(value.multiply(R).mod(PRIME));
  }

  static Fp of(long value) {
    return of(BigInteger.valueOf(value));
  }

  private static Fp raw(BigInteger v) {
    return new Fp(
        v.longValue(),
        v.shiftRight(64).longValue(),
        v.shiftRight(128).longValue(),
        v.shiftRight(192).longValue());
  }

  private static BigInteger unsigned(long limb) {
    return new BigInteger(Long.toUnsignedString(limb));
  }

  private BigInteger montgomery() {
    return unsigned(l3)
        .shiftLeft(64)
        .add(unsigned(l2))
        .shiftLeft(64)
        .add(unsigned(l1))
        .shiftLeft(64)
        .add(unsigned(l0));
  }

  BigInteger value() {
    return montgomery().multiply(R.modInverse(PRIME)).mod(PRIME);
  }

  boolean isZero() {
    return (l0 | l1 | l2 | l3) == 0;
  }

  private static long below(long a, long b) {
    return Long.compareUnsigned(a, b) < 0 ? 1 : 0;
  }

  /** Takes the prime off where the number is not below it; the prime has 254 bits, so no carry. */
  private static Fp reduced(long a0, long a1, long a2, long a3) {
    long s0 = a0 - P0;
    long b = below(a0, P0);
    long t1 = a1 - P1;
    long s1 = t1 - b;
    b = below(a1, P1) | below(t1, b);
    long t2 = a2 - P2;
    long s2 = t2 - b;
    b = below(a2, P2) | below(t2, b);
    long t3 = a3 - P3;
    long s3 = t3 - b;
    b = below(a3, P3) | below(t3, b);
    return b == 0 ? new Fp(s0, s1, s2, s3) : new Fp(a0, a1, a2, a3);
  }

  Fp plus(Fp o) {
    long a0 = l0 + o.l0;
    long c = below(a0, l0);
    long t1 = l1 + o.l1;
    long a1 = t1 + c;
    c = below(t1, l1) | below(a1, t1);
    long t2 = l2 + o.l2;
    long a2 = t2 + c;
    c = below(t2, l2) | below(a2, t2);
    return reduced(a0, a1, a2, l3 + o.l3 + c);
  }

  Fp minus(Fp o) {
    long d0 = l0 - o.l0;
    long b = below(l0, o.l0);
    long t1 = l1 - o.l1;
    long d1 = t1 - b;
    b = below(l1, o.l1) | below(t1, b);
    long t2 = l2 - o.l2;
    long d2 = t2 - b;
    b = below(l2, o.l2) | below(t2, b);
    long t3 = l3 - o.l3;
    long d3 = t3 - b;
    b = below(l3, o.l3) | below(t3, b);
    if (b == 0) {
      return new Fp(d0, d1, d2, d3);
    }
    long a0 = d0 + P0;
    long c = below(a0, d0);
    long u1 = d1 + P1;
    long a1 = u1 + c;
    c = below(u1, d1) | below(a1, u1);
    long u2 = d2 + P2;
    long a2 = u2 + c;
    c = below(u2, d2) | below(a2, u2);
    return new Fp(a0, a1, a2, d3 + P3 + c);
  }

  Fp negated() {
    return isZero() ? this : ZERO.minus(this);
  }

  Fp twice() {
    return plus(this);
  }

  Fp squared() {
    return times(this);
  }

  /** Montgomery's multiplication, one limb of {@code this} after the other. */
  Fp times(Fp o) {
    long[] t = new long[5];
    step(t, l0, o);
    step(t, l1, o);
    step(t, l2, o);
    step(t, l3, o);
    return reduced(t[0], t[1], t[2], t[3]);
  }

  /** t = (t + x * o + m * p) / 2^64, with the m that makes that whole. */
  private static void step(long[] t, long x, Fp o) {
    long low = x * o.l0;
    long s0 = t[0] + low;
    long c = Math.unsignedMultiplyHigh(x, o.l0) + below(s0, low);
    low = x * o.l1;
    long u = low + c;
    c = Math.unsignedMultiplyHigh(x, o.l1) + below(u, low);
    long s1 = t[1] + u;
    c += below(s1, u);
    low = x * o.l2;
    u = low + c;
    c = Math.unsignedMultiplyHigh(x, o.l2) + below(u, low);
    long s2 = t[2] + u;
    c += below(s2, u);
    low = x * o.l3;
    u = low + c;
    c = Math.unsignedMultiplyHigh(x, o.l3) + below(u, low);
    long s3 = t[3] + u;
    c += below(s3, u);
    long s4 = t[4] + c;
    long m = s0 * INVERSE;
    low = m * P0;
    c = Math.unsignedMultiplyHigh(m, P0) + below(s0 + low, low);
    low = m * P1;
    u = low + c;
    c = Math.unsignedMultiplyHigh(m, P1) + below(u, low);
    long r0 = s1 + u;
    c += below(r0, u);
    low = m * P2;
    u = low + c;
    c = Math.unsignedMultiplyHigh(m, P2) + below(u, low);
    long r1 = s2 + u;
    c += below(r1, u);
    low = m * P3;
    u = low + c;
    c = Math.unsignedMultiplyHigh(m, P3) + below(u, low);
    long r2 = s3 + u;
    c += below(r2, u);
    t[0] = r0;
    t[1] = r1;
    t[2] = r2;
    long r3 = s4 + c;
    t[3] = r3;
    t[4] = below(r3, c);
  }

  /** The inverse; that of zero is none. */
  Fp inverse() {
    return of(value().modInverse(PRIME));
  }
}
