package io.ghostbridge.crypto.x25519.internal;

/** The function X25519 of RFC 7748, section 5, in time that does not depend on the scalar. */
@FunctionalInterface
interface Ladder {
  /**
   * @param scalar 32 bytes, not yet clamped
   * @param point 32 bytes
   * @return 32 bytes, all zero for a point of small order
   */
  byte[] multiply(byte[] scalar, byte[] point);
}
