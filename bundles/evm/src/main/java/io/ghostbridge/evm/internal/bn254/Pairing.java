package io.ghostbridge.evm.internal.bn254;

import java.math.BigInteger;

/**
 * The optimal ate pairing (Vercauteren, "Optimal Pairings", 2010) with affine points of the twist,
 * and the final exponentiation of Scott and others ("On the Final Exponentiation for Calculating
 * Pairings on Ordinary Elliptic Curves", 2009).
 */
public final class Pairing {
  /** The curve's parameter. */
  private static final BigInteger T = new BigInteger("4965661367192848881");

  private static final BigInteger LOOP = T.multiply(BigInteger.valueOf(6)).add(BigInteger.TWO);

  private static final Fp2 X_FROBENIUS = power(Fp.PRIME, 3);
  private static final Fp2 Y_FROBENIUS = power(Fp.PRIME, 2);
  private static final Fp2 X_FROBENIUS2 = power(Fp.PRIME.pow(2), 3);

  private Fp12 product = Fp12.ONE;

  /** A product of none. */
  public Pairing() {}

  private static Fp2 power(BigInteger q, int divisor) {
    return Fp2.XI.power(q.subtract(BigInteger.ONE).divide(BigInteger.valueOf(divisor)));
  }

  /** Multiplies the product by the pairing of two points. */
  public void multiply(G1 p, G2 q) {
    if (!p.isInfinity() && !q.isInfinity()) {
      product = product.times(new Miller(p.affine(), q).run());
    }
  }

  /** Whether the product is 1. */
  public boolean isOne() {
    return finalExponentiation(product).equals(Fp12.ONE);
  }

  /** One loop: the moving point of the twist, and the value so far. */
  private static final class Miller {
    private final G1 p;
    private final Fp2 qx;
    private final Fp2 qy;
    private Fp2 x;
    private Fp2 y;
    private Fp12 f = Fp12.ONE;

    Miller(G1 p, G2 q) {
      this.p = p;
      this.qx = q.x();
      this.qy = q.y();
      this.x = qx;
      this.y = qy;
    }

    Fp12 run() {
      for (int i = LOOP.bitLength() - 2; i >= 0; i--) {
        f = f.squared();
        twice();
        if (LOOP.testBit(i)) {
          add(qx, qy);
        }
      }
      add(qx.conjugate().times(X_FROBENIUS), qy.conjugate().times(Y_FROBENIUS));
      // The square of Frobenius turns y to its negative, and this point is subtracted.
      add(qx.times(X_FROBENIUS2), qy);
      return f;
    }

    private void twice() {
      Fp2 xx = x.squared();
      step(xx.twice().plus(xx).times(y.twice().inverse()), x);
    }

    private void add(Fp2 ox, Fp2 oy) {
      step(oy.minus(y).times(ox.minus(x).inverse()), ox);
    }

    /** The line with this slope through the point, and its third intersection, mirrored. */
    private void step(Fp2 slope, Fp2 ox) {
      f = f.timesLine(p.y(), slope.times(p.x()).negated(), slope.times(x).minus(y));
      Fp2 x3 = slope.squared().minus(x).minus(ox);
      y = slope.times(x.minus(x3)).minus(y);
      x = x3;
    }
  }

  private static Fp12 finalExponentiation(Fp12 in) {
    Fp12 f = in.conjugate().times(in.inverse());
    f = f.frobenius2().times(f);
    Fp12 fu = f.power(T);
    Fp12 fu2 = fu.power(T);
    Fp12 fu3 = fu2.power(T);
    Fp12 y0 = f.frobenius().times(f.frobenius2()).times(f.frobenius3());
    Fp12 y1 = f.conjugate();
    Fp12 y2 = fu2.frobenius2();
    Fp12 y3 = fu.frobenius().conjugate();
    Fp12 y4 = fu.times(fu2.frobenius()).conjugate();
    Fp12 y5 = fu2.conjugate();
    Fp12 y6 = fu3.times(fu3.frobenius()).conjugate();
    Fp12 t0 = y6.squared().times(y4).times(y5);
    Fp12 t1 = y3.times(y5).times(t0);
    t0 = t0.times(y2);
    t1 = t1.squared().times(t0).squared();
    t0 = t1.times(y1);
    t1 = t1.times(y0);
    return t0.squared().times(t1);
  }
}
