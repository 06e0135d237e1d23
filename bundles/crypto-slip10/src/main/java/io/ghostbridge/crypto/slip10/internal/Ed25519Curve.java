package io.ghostbridge.crypto.slip10.internal;

import java.util.Optional;
import org.bouncycastle.math.ec.rfc8032.Ed25519;

/** Ed25519, whose keys are seeds: every 32 bytes are one, and children are hardened. */
final class Ed25519Curve implements Curve {
  @Override
  public boolean isPrivateKey(byte[] key) {
    return true;
  }

  @Override
  public byte[] publicKey(byte[] key) {
    byte[] publicKey = new byte[1 + Ed25519.PUBLIC_KEY_SIZE];
    Ed25519.generatePublicKey(key, 0, publicKey, 1);
    return publicKey;
  }

  @Override
  public Optional<byte[]> childKey(byte[] left, byte[] parent) {
    return Optional.of(left.clone());
  }

  @Override
  public boolean hasOrdinaryChildren() {
    return false;
  }
}
