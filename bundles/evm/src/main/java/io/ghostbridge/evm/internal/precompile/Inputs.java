package io.ghostbridge.evm.internal.precompile;

import java.math.BigInteger;
import java.util.Arrays;

/** Parts of a precompiled contract's input: beyond its end are zeros. */
final class Inputs {
  private Inputs() {}

  /** The words that hold {@code bytes} bytes. */
  static long words(long bytes) {
    return (bytes + 31) / 32;
  }

  /** Bytes of the input. */
  static byte[] slice(byte[] input, long offset, int length) {
    byte[] slice = new byte[length];
    if (offset < input.length) {
      int there = Math.min(length, input.length - (int) offset);
      System.arraycopy(input, (int) offset, slice, 0, there);
    }
    return slice;
  }

  /** A number of the input. */
  static BigInteger number(byte[] input, long offset, int length) {
    return new BigInteger(1, slice(input, offset, length));
  }

  /** {@code number} in so many bytes. */
  static byte[] padded(BigInteger number, int length) {
    byte[] signed = number.toByteArray();
    byte[] padded = new byte[length];
    int from = Math.max(0, signed.length - length);
    int count = signed.length - from;
    System.arraycopy(signed, from, padded, length - count, count);
    return padded;
  }

  /** Whether all bytes are zero. */
  static boolean isZero(byte[] bytes, int from, int to) {
    return Arrays.mismatch(bytes, from, to, new byte[to - from], 0, to - from) < 0;
  }
}
