package io.ghostbridge.evm.internal.bn254;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/** A point of y<sup>2</sup> = x<sup>3</sup> + 3 in Jacobian coordinates; z is 0 at infinity. */
public record G1(Fp x, Fp y, Fp z) {
  /** The neutral point. */
  public static final G1 INFINITY = new G1(Fp.ONE, Fp.ONE, Fp.ZERO);

  private static final Fp THREE = Fp.of(3);

  /** The point with these coordinates, (0, 0) for infinity; null if there is none. */
  public static @Nullable G1 of(BigInteger x, BigInteger y) {
    if (x.compareTo(Fp.PRIME) >= 0 || y.compareTo(Fp.PRIME) >= 0) {
      return null;
    }
    if (x.signum() == 0 && y.signum() == 0) {
      return INFINITY;
    }
    Fp px = Fp.of(x);
    Fp py = Fp.of(y);
    boolean on = py.squared().equals(px.squared().times(px).plus(THREE));
    return on ? new G1(px, py, Fp.ONE) : null;
  }

  /** Whether it is the neutral point. */
  public boolean isInfinity() {
    return z.isZero();
  }

  /** With z equal to 1. */
  public G1 affine() {
    if (isInfinity()) {
      return this;
    }
    Fp inverse = z.inverse();
    Fp square = inverse.squared();
    return new G1(x.times(square), y.times(square).times(inverse), Fp.ONE);
  }

  /** The coordinates of the affine form, x and y; zeros for infinity. */
  public BigInteger[] coordinates() {
    if (isInfinity()) {
      return new BigInteger[] {BigInteger.ZERO, BigInteger.ZERO};
    }
    G1 point = affine();
    return new BigInteger[] {point.x.value(), point.y.value()};
  }

  private G1 twice() {
    if (isInfinity() || y.isZero()) {
      return INFINITY;
    }
    Fp yy = y.squared();
    Fp s = x.times(yy).twice().twice();
    Fp xx = x.squared();
    Fp m = xx.twice().plus(xx);
    Fp x3 = m.squared().minus(s.twice());
    Fp y3 = m.times(s.minus(x3)).minus(yy.squared().twice().twice().twice());
    return new G1(x3, y3, y.times(z).twice());
  }

  /** The sum. */
  public G1 plus(G1 o) {
    if (isInfinity()) {
      return o;
    }
    if (o.isInfinity()) {
      return this;
    }
    Fp z1 = z.squared();
    Fp z2 = o.z.squared();
    Fp u1 = x.times(z2);
    Fp u2 = o.x.times(z1);
    Fp s1 = y.times(z2).times(o.z);
    Fp s2 = o.y.times(z1).times(z);
    Fp h = u2.minus(u1);
    Fp r = s2.minus(s1);
    if (h.isZero()) {
      return r.isZero() ? twice() : INFINITY;
    }
    Fp hh = h.squared();
    Fp hhh = hh.times(h);
    Fp v = u1.times(hh);
    Fp x3 = r.squared().minus(hhh).minus(v.twice());
    Fp y3 = r.times(v.minus(x3)).minus(s1.times(hhh));
    return new G1(x3, y3, z.times(o.z).times(h));
  }

  /** The product with an unsigned number. */
  public G1 times(BigInteger scalar) {
    G1 result = INFINITY;
    for (int i = scalar.bitLength() - 1; i >= 0; i--) {
      result = result.twice();
      if (scalar.testBit(i)) {
        result = result.plus(this);
      }
    }
    return result;
  }
}
