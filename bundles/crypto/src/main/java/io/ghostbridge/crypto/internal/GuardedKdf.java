package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.Kdf;
import io.ghostbridge.api.crypto.SecretBytes;

/** A Kdf that outlives the bundle behind it. */
final class GuardedKdf implements Kdf {
  private final Slot<Kdf> slot;

  GuardedKdf(Slot<Kdf> slot) {
    this.slot = slot;
  }

  @Override
  public String algorithm() {
    return slot.name();
  }

  @Override
  public int hashLength() {
    return slot.implementation().hashLength();
  }

  @Override
  public SecretBytes extract(byte[] salt, SecretBytes inputKeyingMaterial) {
    return slot.implementation().extract(salt, inputKeyingMaterial);
  }

  @Override
  public SecretBytes expand(SecretBytes pseudoRandomKey, byte[] info, int length) {
    return slot.implementation().expand(pseudoRandomKey, info, length);
  }
}
