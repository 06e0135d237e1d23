package io.ghostbridge.evm.internal.bn254;

import java.math.BigInteger;

/** a + b i with i<sup>2</sup> = -1. */
record Fp2(Fp a, Fp b) {
  static final Fp2 ZERO = new Fp2(Fp.ZERO, Fp.ZERO);
  static final Fp2 ONE = new Fp2(Fp.ONE, Fp.ZERO);

  /** 9 + i, whose roots make the next extension. */
  static final Fp2 XI = new Fp2(Fp.of(9), Fp.ONE);

  boolean isZero() {
    return a.isZero() && b.isZero();
  }

  Fp2 plus(Fp2 o) {
    return new Fp2(a.plus(o.a), b.plus(o.b));
  }

  Fp2 minus(Fp2 o) {
    return new Fp2(a.minus(o.a), b.minus(o.b));
  }

  Fp2 negated() {
    return new Fp2(a.negated(), b.negated());
  }

  Fp2 twice() {
    return plus(this);
  }

  Fp2 conjugate() {
    return new Fp2(a, b.negated());
  }

  Fp2 times(Fp2 o) {
    Fp aa = a.times(o.a);
    Fp bb = b.times(o.b);
    Fp cross = a.plus(b).times(o.a.plus(o.b)).minus(aa).minus(bb);
    return new Fp2(aa.minus(bb), cross);
  }

  Fp2 times(Fp o) {
    return new Fp2(a.times(o), b.times(o));
  }

  Fp2 squared() {
    Fp ab = a.times(b);
    return new Fp2(a.plus(b).times(a.minus(b)), ab.twice());
  }

  /** Times 9 + i. */
  Fp2 timesXi() {
    Fp a8 = a.twice().twice().twice();
    Fp b8 = b.twice().twice().twice();
    return new Fp2(a8.plus(a).minus(b), b8.plus(b).plus(a));
  }

  Fp2 inverse() {
    Fp norm = a.squared().plus(b.squared()).inverse();
    return new Fp2(a.times(norm), b.negated().times(norm));
  }

  Fp2 power(BigInteger exponent) {
    Fp2 result = ONE;
    for (int i = exponent.bitLength() - 1; i >= 0; i--) {
      result = result.squared();
      if (exponent.testBit(i)) {
        result = result.times(this);
      }
    }
    return result;
  }
}
