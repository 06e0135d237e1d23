package io.ghostbridge.api.data;

import java.util.Arrays;
import java.util.HexFormat;

/** An immutable byte string. Safe for use by any thread; equal when the bytes are equal. */
public final class Bytes implements Comparable<Bytes> {
  /** The empty byte string. */
  public static final Bytes EMPTY = new Bytes(new byte[0]);

  private final byte[] value;

  private Bytes(byte[] value) {
    this.value = value;
  }

  /** A copy of {@code value}. */
  public static Bytes copyOf(byte[] value) {
    return value.length == 0 ? EMPTY : new Bytes(value.clone());
  }

  /**
   * Wraps {@code value} without a copy. The caller gives the array away and must never change it
   * afterwards.
   */
  public static Bytes wrap(byte[] value) {
    return value.length == 0 ? EMPTY : new Bytes(value);
  }

  /**
   * Parses hexadecimal digits of either case, without a prefix.
   *
   * @throws IllegalArgumentException if a character is no hexadecimal digit or their number is odd
   */
  public static Bytes fromHex(String hex) {
    return wrap(HexFormat.of().parseHex(hex));
  }

  /** The number of bytes. */
  public int size() {
    return value.length;
  }

  /** Whether there is no byte. */
  public boolean isEmpty() {
    return value.length == 0;
  }

  /** The byte at {@code index}. */
  public byte get(int index) {
    return value[index];
  }

  /** A copy of the bytes. */
  public byte[] toByteArray() {
    return value.clone();
  }

  /**
   * The bytes themselves, without a copy, for code that hands them to a digest or an output. The
   * caller must not change them.
   */
  public byte[] unsafeArray() {
    return value;
  }

  /** Lower-case hexadecimal digits, without a prefix. */
  public String toHex() {
    return HexFormat.of().formatHex(value);
  }

  /** Compares as unsigned bytes, lexicographically. */
  @Override
  public int compareTo(Bytes other) {
    return Arrays.compareUnsigned(value, other.value);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Bytes that && Arrays.equals(value, that.value);
  }

  @Override
  public int hashCode() {
    return Arrays.hashCode(value);
  }

  /** The bytes in hexadecimal; never use this type for secrets. */
  @Override
  public String toString() {
    return toHex();
  }
}
