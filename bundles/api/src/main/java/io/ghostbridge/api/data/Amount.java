package io.ghostbridge.api.data;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.OptionalLong;

/**
 * An amount of GHOST: an unsigned integer below 2<sup>256</sup> that counts atto-GHOST
 * (10<sup>-18</sup>). Arithmetic that would leave the range throws; nothing is ever rounded or
 * wrapped.
 */
public record Amount(BigInteger atto) implements Comparable<Amount> {
  /** No GHOST. */
  public static final Amount ZERO = new Amount(BigInteger.ZERO);

  private static final int MAX_BYTES = 32;
  private static final int DECIMALS = 18;
  private static final BigInteger ATTO_PER_NANO = BigInteger.TEN.pow(9);

  /**
   * @throws IllegalArgumentException if {@code atto} is negative or has more than 256 bits
   */
  public Amount {
    if (atto.signum() < 0 || atto.bitLength() > 8 * MAX_BYTES) {
      throw new IllegalArgumentException("an amount is at least 0 and below 2^256, not " + atto);
    }
  }

  /**
   * So many nano-GHOST (10<sup>-9</sup>), the unit of the wire's {@code uint64} amounts; read as
   * unsigned.
   */
  public static Amount ofNano(long nano) {
    return new Amount(new BigInteger(Long.toUnsignedString(nano)).multiply(ATTO_PER_NANO));
  }

  /** So many whole GHOST. */
  public static Amount ofGhost(long ghost) {
    return new Amount(BigInteger.valueOf(ghost).multiply(BigInteger.TEN.pow(DECIMALS)));
  }

  /**
   * Parses a decimal number of GHOST such as {@code 1.5}.
   *
   * @throws IllegalArgumentException if it is no number, negative, too large, or finer than
   *     10<sup>-18</sup>
   */
  public static Amount parse(String ghost) {
    try {
      if (ghost.length() > 100 || ghost.indexOf('e') >= 0 || ghost.indexOf('E') >= 0) {
        throw new NumberFormatException("no plain decimal number");
      }
      return new Amount(new BigDecimal(ghost).movePointRight(DECIMALS).toBigIntegerExact());
    } catch (ArithmeticException | NumberFormatException e) {
      throw new IllegalArgumentException(
          "an amount is a decimal number of GHOST with at most 18 decimals, such as 1.5, not '"
              + ghost
              + "'",
          e);
    }
  }

  /**
   * Reads the wire form: big-endian, unsigned, no leading zero byte, at most 32 bytes; no byte at
   * all is zero.
   *
   * @throws IllegalArgumentException if there are more bytes or a leading zero byte
   */
  public static Amount fromBytes(byte[] bigEndian) {
    if (bigEndian.length > MAX_BYTES) {
      throw new IllegalArgumentException("an amount has at most 32 bytes, not " + bigEndian.length);
    }
    if (bigEndian.length > 0 && bigEndian[0] == 0) {
      throw new IllegalArgumentException("an amount has no leading zero byte");
    }
    return new Amount(new BigInteger(1, bigEndian));
  }

  /** The wire form that {@link #fromBytes} reads. */
  public byte[] toBytes() {
    byte[] signed = atto.toByteArray();
    if (signed[0] != 0) {
      return signed;
    }
    return java.util.Arrays.copyOfRange(signed, 1, signed.length);
  }

  /**
   * The amount in nano-GHOST as an unsigned long, or empty if it is no whole number of those or
   * does not fit.
   */
  public OptionalLong toNanoExact() {
    BigInteger[] parts = atto.divideAndRemainder(ATTO_PER_NANO);
    if (parts[1].signum() != 0 || parts[0].bitLength() > 64) {
      return OptionalLong.empty();
    }
    return OptionalLong.of(parts[0].longValue());
  }

  /**
   * The amount in nano-GHOST, rounded down, and 2<sup>64</sup>-1 where it does not fit; for fields
   * marked inexact.
   */
  public long toNanoFloor() {
    BigInteger nano = atto.divide(ATTO_PER_NANO);
    return nano.bitLength() > 64 ? -1L : nano.longValue();
  }

  /**
   * @throws IllegalArgumentException if the sum needs more than 256 bits
   */
  public Amount plus(Amount other) {
    return new Amount(atto.add(other.atto));
  }

  /**
   * @throws IllegalArgumentException if {@code other} is more than this
   */
  public Amount minus(Amount other) {
    return new Amount(atto.subtract(other.atto));
  }

  /**
   * @param factor at least 0
   * @throws IllegalArgumentException if the product needs more than 256 bits
   */
  public Amount times(long factor) {
    return new Amount(atto.multiply(BigInteger.valueOf(factor)));
  }

  @Override
  public int compareTo(Amount other) {
    return atto.compareTo(other.atto);
  }

  /** The plain decimal number of GHOST, without a unit. */
  @Override
  public String toString() {
    return new BigDecimal(atto, DECIMALS).stripTrailingZeros().toPlainString();
  }
}
