package io.ghostbridge.crypto.slip10.internal;

import java.util.Optional;

/** What SLIP-10 needs of a curve. */
interface Curve {
  /** Whether 32 bytes are a private key. */
  boolean isPrivateKey(byte[] key);

  /** The 33 bytes that SLIP-10 calls serP(point(k)). */
  byte[] publicKey(byte[] key);

  /** The child's key of the HMAC's left half; empty if there is none. */
  Optional<byte[]> childKey(byte[] left, byte[] parent);

  /** Whether there are children that are not hardened. */
  boolean hasOrdinaryChildren();
}
