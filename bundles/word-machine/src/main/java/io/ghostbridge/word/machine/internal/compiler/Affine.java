package io.ghostbridge.word.machine.internal.compiler;

import java.math.BigInteger;

/**
 * How a word came about: {@code base * factor + summand} modulo 2<sup>256</sup> with known words,
 * so that further sums and products with known words are one of each again.
 *
 * @param base what is not known
 * @param factor from 0 to 2<sup>256</sup> - 1
 * @param summand from 0 to 2<sup>256</sup> - 1
 * @param pending whether the word itself is not computed, since it only leads to the next of its
 *     kind
 */
record Affine(Val base, BigInteger factor, BigInteger summand, boolean pending) {
  private static final BigInteger MODULUS = BigInteger.ONE.shiftLeft(256);
  private static final BigInteger LIMB = BigInteger.ONE.shiftLeft(64).subtract(BigInteger.ONE);

  /** How {@code value} came about; itself where nothing is known. */
  static Affine of(Val value) {
    Affine known = value.affine();
    return known == null ? new Affine(value, BigInteger.ONE, BigInteger.ZERO, false) : known;
  }

  /** Whether it is more than its base. */
  boolean isMore() {
    return isProduct() || isSum();
  }

  boolean isProduct() {
    return !factor.equals(BigInteger.ONE);
  }

  boolean isSum() {
    return summand.signum() != 0;
  }

  /** This plus a known word. */
  Affine plus(Val known) {
    return new Affine(base, factor, summand.add(number(known)).mod(MODULUS), false);
  }

  /** This minus a known word. */
  Affine minus(Val known) {
    return new Affine(base, factor, summand.subtract(number(known)).mod(MODULUS), false);
  }

  /** This times a known word. */
  Affine times(Val known) {
    BigInteger number = number(known);
    return new Affine(
        base, factor.multiply(number).mod(MODULUS), summand.multiply(number).mod(MODULUS), false);
  }

  /** The same, whose word is not computed. */
  Val pend() {
    return base.with(new Affine(base, factor, summand, true));
  }

  Val factorWord() {
    return word(factor);
  }

  Val summandWord() {
    return word(summand);
  }

  private static BigInteger number(Val known) {
    BigInteger number = BigInteger.ZERO;
    for (int i = 3; i >= 0; i--) {
      if (!(known.limb(i) instanceof Expr.Const limb)) {
        throw new IllegalArgumentException("the word is not known at compile time");
      }
      number = number.shiftLeft(64).or(BigInteger.valueOf(limb.value()).and(LIMB));
    }
    return number;
  }

  private static Val word(BigInteger number) {
    return Val.of(
        Expr.of(number.longValue()),
        Expr.of(number.shiftRight(64).longValue()),
        Expr.of(number.shiftRight(128).longValue()),
        Expr.of(number.shiftRight(192).longValue()));
  }
}
