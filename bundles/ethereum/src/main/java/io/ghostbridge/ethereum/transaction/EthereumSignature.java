package io.ghostbridge.ethereum.transaction;

import java.math.BigInteger;

/**
 * A signature by secp256k1 as Ethereum carries it.
 *
 * @param yParity 0 or 1: whether the y of the point R is odd
 */
public record EthereumSignature(int yParity, BigInteger r, BigInteger s) {
  /** The order of the curve. */
  static final BigInteger ORDER =
      new BigInteger("fffffffffffffffffffffffffffffffebaaedce6af48a03bbfd25e8cd0364141", 16);

  private static final BigInteger HALF_ORDER = ORDER.shiftRight(1);
  private static final int LENGTH = 32;

  /** Whether r and s are in the range of a signature (Yellow Paper, appendix F). */
  public boolean isInRange() {
    return r.signum() > 0
        && r.compareTo(ORDER) < 0
        && s.signum() > 0
        && s.compareTo(ORDER) < 0
        && (yParity == 0 || yParity == 1);
  }

  /** Whether s is in the lower half, so that nobody else can make a second one of it (EIP-2). */
  public boolean hasLowS() {
    return s.compareTo(HALF_ORDER) <= 0;
  }

  /** r, s and the parity: 65 bytes, as {@code RecoverableSignatureScheme} takes them. */
  byte[] toRecoverable() {
    byte[] bytes = new byte[2 * LENGTH + 1];
    put(r, bytes, 0);
    put(s, bytes, LENGTH);
    bytes[2 * LENGTH] = (byte) yParity;
    return bytes;
  }

  /** The signature in 65 bytes that {@code RecoverableSigningKey} made. */
  public static EthereumSignature ofRecoverable(byte[] signature) {
    return new EthereumSignature(
        signature[2 * LENGTH],
        new BigInteger(1, signature, 0, LENGTH),
        new BigInteger(1, signature, LENGTH, LENGTH));
  }

  private static void put(BigInteger value, byte[] target, int offset) {
    byte[] signed = value.toByteArray();
    int length = Math.min(LENGTH, signed.length);
    System.arraycopy(signed, signed.length - length, target, offset + LENGTH - length, length);
  }
}
