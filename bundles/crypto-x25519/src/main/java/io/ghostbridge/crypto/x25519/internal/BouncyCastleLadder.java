package io.ghostbridge.crypto.x25519.internal;

import org.bouncycastle.math.ec.rfc7748.X25519;

/** Bouncy Castle: on every platform. */
final class BouncyCastleLadder implements Ladder {
  @Override
  public byte[] multiply(byte[] scalar, byte[] point) {
    byte[] result = new byte[X25519.POINT_SIZE];
    X25519.scalarMult(scalar, 0, point, 0, result, 0);
    return result;
  }
}
