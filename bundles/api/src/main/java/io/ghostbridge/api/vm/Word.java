package io.ghostbridge.api.vm;

import io.ghostbridge.api.data.Address;
import io.ghostbridge.api.data.Amount;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.VarHandle;
import java.math.BigInteger;
import java.nio.ByteOrder;
import java.util.HexFormat;

/**
 * An unsigned integer of 256 bits; arithmetic wraps around. Immutable, and small enough that the
 * JIT often keeps it in registers.
 *
 * @param w3 bits 192 to 255, the most significant
 * @param w2 bits 128 to 191
 * @param w1 bits 64 to 127
 * @param w0 bits 0 to 63
 */
public record Word(long w3, long w2, long w1, long w0) implements Comparable<Word> {
  /** The number of bytes. */
  public static final int SIZE = 32;

  /** Zero. */
  public static final Word ZERO = new Word(0, 0, 0, 0);

  /** One. */
  public static final Word ONE = new Word(0, 0, 0, 1);

  /** 2<sup>256</sup> - 1. */
  public static final Word MAX = new Word(-1, -1, -1, -1);

  private static final VarHandle LONGS =
      MethodHandles.byteArrayViewVarHandle(long[].class, ByteOrder.BIG_ENDIAN);

  /** {@code value}, read as unsigned. */
  public static Word of(long value) {
    return value == 0 ? ZERO : new Word(0, 0, 0, value);
  }

  /**
   * @throws IllegalArgumentException if {@code value} is negative or has more than 256 bits
   */
  public static Word of(BigInteger value) {
    if (value.signum() < 0 || value.bitLength() > 256) {
      throw new IllegalArgumentException("a word is at least 0 and below 2^256, not " + value);
    }
    return new Word(
        value.shiftRight(192).longValue(),
        value.shiftRight(128).longValue(),
        value.shiftRight(64).longValue(),
        value.longValue());
  }

  /** The amount in atto-GHOST. */
  public static Word of(Amount amount) {
    return of(amount.atto());
  }

  /** The address in the low 20 bytes. */
  public static Word of(Address address) {
    byte[] bytes = address.bytes().unsafeArray();
    return new Word(
        0,
        ((bytes[0] & 0xffL) << 24)
            | ((bytes[1] & 0xffL) << 16)
            | ((bytes[2] & 0xffL) << 8)
            | (bytes[3] & 0xffL),
        (long) LONGS.get(bytes, 4),
        (long) LONGS.get(bytes, 12));
  }

  /** The digest as a big-endian number. */
  public static Word of(Hash hash) {
    return read(hash.bytes().unsafeArray(), 0);
  }

  /**
   * The 32 big-endian bytes from {@code offset} on.
   *
   * @throws IndexOutOfBoundsException if there are fewer
   */
  public static Word read(byte[] bytes, int offset) {
    return new Word(
        (long) LONGS.get(bytes, offset),
        (long) LONGS.get(bytes, offset + 8),
        (long) LONGS.get(bytes, offset + 16),
        (long) LONGS.get(bytes, offset + 24));
  }

  /**
   * Big-endian bytes, the most significant first; none at all is zero.
   *
   * @throws IllegalArgumentException if there are more than 32
   */
  public static Word fromBytes(byte[] bigEndian) {
    if (bigEndian.length > SIZE) {
      throw new IllegalArgumentException("a word has at most 32 bytes, not " + bigEndian.length);
    }
    byte[] padded = new byte[SIZE];
    System.arraycopy(bigEndian, 0, padded, SIZE - bigEndian.length, bigEndian.length);
    return read(padded, 0);
  }

  /**
   * Parses hexadecimal digits, with or without the prefix {@code 0x}; none at all is zero.
   *
   * @throws IllegalArgumentException if there are more than 64, or one is none
   */
  public static Word fromHex(String text) {
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    if (digits.length() > 2 * SIZE) {
      throw new IllegalArgumentException(
          "a word has at most 64 hexadecimal digits, not " + digits.length());
    }
    return fromBytes(HexFormat.of().parseHex(digits.length() % 2 == 0 ? digits : "0" + digits));
  }

  /** Writes the 32 big-endian bytes to {@code target} from {@code offset} on. */
  public void write(byte[] target, int offset) {
    LONGS.set(target, offset, w3);
    LONGS.set(target, offset + 8, w2);
    LONGS.set(target, offset + 16, w1);
    LONGS.set(target, offset + 24, w0);
  }

  /** The 32 big-endian bytes. */
  public byte[] toBytes() {
    byte[] bytes = new byte[SIZE];
    write(bytes, 0);
    return bytes;
  }

  /** The big-endian bytes without leading zero bytes, as RLP has them; zero has none. */
  public Bytes toMinimalBytes() {
    int length = (bitLength() + 7) / 8;
    byte[] minimal = new byte[length];
    System.arraycopy(toBytes(), SIZE - length, minimal, 0, length);
    return Bytes.wrap(minimal);
  }

  /** The low 20 bytes; what is above is ignored, as Ethereum does. */
  public Address toAddress() {
    byte[] bytes = new byte[Address.SIZE];
    bytes[0] = (byte) (w2 >>> 24);
    bytes[1] = (byte) (w2 >>> 16);
    bytes[2] = (byte) (w2 >>> 8);
    bytes[3] = (byte) w2;
    LONGS.set(bytes, 4, w1);
    LONGS.set(bytes, 12, w0);
    return Address.wrap(bytes);
  }

  /** The bytes as a hash. */
  public Hash toHash() {
    return Hash.wrap(toBytes());
  }

  /** The number, for what is off the hot path. */
  public BigInteger toBigInteger() {
    return new BigInteger(1, toBytes());
  }

  /** The number as an amount of atto-GHOST. */
  public Amount toAmount() {
    return new Amount(toBigInteger());
  }

  /** Whether the number is 0. */
  public boolean isZero() {
    return (w3 | w2 | w1 | w0) == 0;
  }

  /** Whether the number is below 2<sup>63</sup>, so that {@link #w0} is all of it as a long. */
  public boolean fitsLong() {
    return (w3 | w2 | w1) == 0 && w0 >= 0;
  }

  /** The number, or {@link Long#MAX_VALUE} where it is larger. */
  public long toLongSaturated() {
    return fitsLong() ? w0 : Long.MAX_VALUE;
  }

  /** The number of bits without leading zeros; 0 for zero. */
  public int bitLength() {
    if (w3 != 0) {
      return 256 - Long.numberOfLeadingZeros(w3);
    }
    if (w2 != 0) {
      return 192 - Long.numberOfLeadingZeros(w2);
    }
    if (w1 != 0) {
      return 128 - Long.numberOfLeadingZeros(w1);
    }
    return 64 - Long.numberOfLeadingZeros(w0);
  }

  /** The sum modulo 2<sup>256</sup>. */
  public Word plus(Word other) {
    long s0 = w0 + other.w0;
    long c0 = Long.compareUnsigned(s0, w0) < 0 ? 1 : 0;
    long t1 = w1 + other.w1;
    long s1 = t1 + c0;
    long c1 =
        (Long.compareUnsigned(t1, w1) < 0 ? 1 : 0) | (Long.compareUnsigned(s1, t1) < 0 ? 1 : 0);
    long t2 = w2 + other.w2;
    long s2 = t2 + c1;
    long c2 =
        (Long.compareUnsigned(t2, w2) < 0 ? 1 : 0) | (Long.compareUnsigned(s2, t2) < 0 ? 1 : 0);
    return new Word(w3 + other.w3 + c2, s2, s1, s0);
  }

  /** The difference modulo 2<sup>256</sup>. */
  public Word minus(Word other) {
    long d0 = w0 - other.w0;
    long b0 = Long.compareUnsigned(w0, other.w0) < 0 ? 1 : 0;
    long t1 = w1 - other.w1;
    long d1 = t1 - b0;
    long b1 =
        (Long.compareUnsigned(w1, other.w1) < 0 ? 1 : 0)
            | (Long.compareUnsigned(t1, b0) < 0 ? 1 : 0);
    long t2 = w2 - other.w2;
    long d2 = t2 - b1;
    long b2 =
        (Long.compareUnsigned(w2, other.w2) < 0 ? 1 : 0)
            | (Long.compareUnsigned(t2, b1) < 0 ? 1 : 0);
    return new Word(w3 - other.w3 - b2, d2, d1, d0);
  }

  /** Compares as unsigned numbers. */
  @Override
  public int compareTo(Word other) {
    int order = Long.compareUnsigned(w3, other.w3);
    if (order == 0) {
      order = Long.compareUnsigned(w2, other.w2);
    }
    if (order == 0) {
      order = Long.compareUnsigned(w1, other.w1);
    }
    return order == 0 ? Long.compareUnsigned(w0, other.w0) : order;
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Word that
        && w0 == that.w0
        && w1 == that.w1
        && w2 == that.w2
        && w3 == that.w3;
  }

  @Override
  public int hashCode() {
    long mixed = (((w3 * 31 + w2) * 31 + w1) * 31 + w0) * 0x9E3779B97F4A7C15L;
    return (int) (mixed >>> 32);
  }

  /** {@code 0x} and hexadecimal digits without leading zeros. */
  @Override
  public String toString() {
    String digits = HexFormat.of().formatHex(toBytes()).replaceFirst("^0+(?=.)", "");
    return "0x" + digits;
  }
}
