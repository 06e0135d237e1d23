package io.ghostbridge.evm.internal.bn254;

import java.math.BigInteger;

/** a + b w with w<sup>2</sup> = v. */
record Fp12(Fp6 a, Fp6 b) {
  static final Fp12 ONE = new Fp12(Fp6.ONE, Fp6.ZERO);

  /** (9 + i) to the power of k (p^n - 1) / 6, for k from 0 to 5: what a power of w becomes. */
  private static final Fp2[] FROBENIUS = constants(Fp.PRIME);

  private static final Fp2[] FROBENIUS2 = constants(Fp.PRIME.pow(2));
  private static final Fp2[] FROBENIUS3 = constants(Fp.PRIME.pow(3));

  private static Fp2[] constants(BigInteger q) {
    BigInteger exponent = q.subtract(BigInteger.ONE).divide(BigInteger.valueOf(6));
    Fp2 first = Fp2.XI.power(exponent);
    Fp2[] powers = new Fp2[6];
    powers[0] = Fp2.ONE;
    for (int k = 1; k < 6; k++) {
      powers[k] = powers[k - 1].times(first);
    }
    return powers;
  }

  Fp12 times(Fp12 o) {
    Fp6 aa = a.times(o.a);
    Fp6 bb = b.times(o.b);
    Fp6 cross = a.plus(b).times(o.a.plus(o.b)).minus(aa).minus(bb);
    return new Fp12(aa.plus(bb.timesV()), cross);
  }

  Fp12 squared() {
    Fp6 ab = a.times(b);
    Fp6 t = a.plus(b).times(a.plus(b.timesV()));
    return new Fp12(t.minus(ab).minus(ab.timesV()), ab.plus(ab));
  }

  /** Times x + y w + z w^3, as a line is. */
  Fp12 timesLine(Fp x, Fp2 y, Fp2 z) {
    Fp2 x2 = new Fp2(x, Fp.ZERO);
    Fp6 aa = a.times(x2);
    Fp6 line = new Fp6(y, z, Fp2.ZERO);
    Fp6 bb = b.times(line);
    Fp6 cross = a.plus(b).times(new Fp6(y.plus(x2), z, Fp2.ZERO)).minus(aa).minus(bb);
    return new Fp12(aa.plus(bb.timesV()), cross);
  }

  Fp12 conjugate() {
    return new Fp12(a, b.negated());
  }

  Fp12 inverse() {
    Fp6 norm = a.times(a).minus(b.times(b).timesV()).inverse();
    return new Fp12(a.times(norm), b.negated().times(norm));
  }

  Fp12 frobenius() {
    return mapped(FROBENIUS, true);
  }

  Fp12 frobenius2() {
    return mapped(FROBENIUS2, false);
  }

  Fp12 frobenius3() {
    return mapped(FROBENIUS3, true);
  }

  private Fp12 mapped(Fp2[] constants, boolean conjugates) {
    return new Fp12(
        new Fp6(
            part(a.a(), constants[0], conjugates),
            part(a.b(), constants[2], conjugates),
            part(a.c(), constants[4], conjugates)),
        new Fp6(
            part(b.a(), constants[1], conjugates),
            part(b.b(), constants[3], conjugates),
            part(b.c(), constants[5], conjugates)));
  }

  private static Fp2 part(Fp2 x, Fp2 constant, boolean conjugates) {
    return (conjugates ? x.conjugate() : x).times(constant);
  }

  Fp12 power(BigInteger exponent) {
    Fp12 result = ONE;
    for (int i = exponent.bitLength() - 1; i >= 0; i--) {
      result = result.squared();
      if (exponent.testBit(i)) {
        result = result.times(this);
      }
    }
    return result;
  }
}
