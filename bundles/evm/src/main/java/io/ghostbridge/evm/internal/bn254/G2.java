package io.ghostbridge.evm.internal.bn254;

import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * A point of the twist y<sup>2</sup> = x<sup>3</sup> + 3 / (9 + i), Jacobian; z is 0 at infinity.
 */
public record G2(Fp2 x, Fp2 y, Fp2 z) {
  /** The neutral point. */
  public static final G2 INFINITY = new G2(Fp2.ONE, Fp2.ONE, Fp2.ZERO);

  /** The number of points of the group. */
  static final BigInteger ORDER =
      new BigInteger(
          "21888242871839275222246405745257275088548364400416034343698204186575808495617");

  private static final Fp2 B = new Fp2(Fp.of(3), Fp.ZERO).times(Fp2.XI.inverse());

  /** The point x = a + b i, y = c + d i of the group, zeros for infinity; null if there is none. */
  public static @Nullable G2 of(BigInteger a, BigInteger b, BigInteger c, BigInteger d) {
    for (BigInteger part : new BigInteger[] {a, b, c, d}) {
      if (part.compareTo(Fp.PRIME) >= 0) {
        return null;
      }
    }
    if (a.signum() == 0 && b.signum() == 0 && c.signum() == 0 && d.signum() == 0) {
      return INFINITY;
    }
    Fp2 x = new Fp2(Fp.of(a), Fp.of(b));
    Fp2 y = new Fp2(Fp.of(c), Fp.of(d));
    if (!y.squared().equals(x.squared().times(x).plus(B))) {
      return null;
    }
    G2 point = new G2(x, y, Fp2.ONE);
    return point.times(ORDER).isInfinity() ? point : null;
  }

  /** Whether it is the neutral point. */
  public boolean isInfinity() {
    return z.isZero();
  }

  private G2 twice() {
    if (isInfinity() || y.isZero()) {
      return INFINITY;
    }
    Fp2 yy = y.squared();
    Fp2 s = x.times(yy).twice().twice();
    Fp2 xx = x.squared();
    Fp2 m = xx.twice().plus(xx);
    Fp2 x3 = m.squared().minus(s.twice());
    Fp2 y3 = m.times(s.minus(x3)).minus(yy.squared().twice().twice().twice());
    return new G2(x3, y3, y.times(z).twice());
  }

  private G2 plus(G2 o) {
    if (isInfinity()) {
      return o;
    }
    Fp2 z1 = z.squared();
    Fp2 z2 = o.z.squared();
    Fp2 u1 = x.times(z2);
    Fp2 u2 = o.x.times(z1);
    Fp2 s1 = y.times(z2).times(o.z);
    Fp2 s2 = o.y.times(z1).times(z);
    Fp2 h = u2.minus(u1);
    Fp2 r = s2.minus(s1);
    if (h.isZero()) {
      return r.isZero() ? twice() : INFINITY;
    }
    Fp2 hh = h.squared();
    Fp2 hhh = hh.times(h);
    Fp2 v = u1.times(hh);
    Fp2 x3 = r.squared().minus(hhh).minus(v.twice());
    Fp2 y3 = r.times(v.minus(x3)).minus(s1.times(hhh));
    return new G2(x3, y3, z.times(o.z).times(h));
  }

  private G2 times(BigInteger scalar) {
    G2 result = INFINITY;
    for (int i = scalar.bitLength() - 1; i >= 0; i--) {
      result = result.twice();
      if (scalar.testBit(i)) {
        result = result.plus(this);
      }
    }
    return result;
  }
}
