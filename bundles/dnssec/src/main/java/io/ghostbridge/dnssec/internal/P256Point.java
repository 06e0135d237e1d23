package io.ghostbridge.dnssec.internal;

import java.math.BigInteger;

/** Points of P-256 (SP 800-186, section 3.2.1.3) between the two forms of SEC 1, section 2.3. */
final class P256Point {
  private static final int COORDINATE = 32;
  private static final BigInteger P =
      new BigInteger("ffffffff00000001000000000000000000000000ffffffffffffffffffffffff", 16);
  private static final BigInteger B =
      new BigInteger("5ac635d8aa3a93e7b3ebbd55769886bc651d06b0cc53b0f63bce3c3e27d2604b", 16);
  private static final BigInteger ROOT_EXPONENT = P.add(BigInteger.ONE).shiftRight(2);
  private static final BigInteger THREE = BigInteger.valueOf(3);

  private P256Point() {}

  /**
   * Both coordinates, 64 bytes, of a point in compressed form.
   *
   * @throws IllegalArgumentException if it is no point
   */
  static byte[] uncompressed(byte[] compressed) {
    if (compressed.length != COORDINATE + 1 || (compressed[0] & ~1) != 2) {
      throw new IllegalArgumentException(
          "a compressed point of P-256 has 33 bytes and begins with 2 or 3; this has "
              + compressed.length);
    }
    BigInteger x = new BigInteger(1, compressed, 1, COORDINATE);
    BigInteger square = x.modPow(THREE, P).subtract(x.multiply(THREE)).add(B).mod(P);
    BigInteger y = square.modPow(ROOT_EXPONENT, P);
    if (x.compareTo(P) >= 0 || !y.multiply(y).mod(P).equals(square)) {
      throw new IllegalArgumentException("the bytes are no point of P-256");
    }
    if (y.testBit(0) != ((compressed[0] & 1) == 1)) {
      y = P.subtract(y);
    }
    byte[] point = new byte[2 * COORDINATE];
    System.arraycopy(compressed, 1, point, 0, COORDINATE);
    byte[] tail = y.toByteArray();
    int length = Math.min(tail.length, COORDINATE);
    System.arraycopy(tail, tail.length - length, point, point.length - length, length);
    return point;
  }
}
