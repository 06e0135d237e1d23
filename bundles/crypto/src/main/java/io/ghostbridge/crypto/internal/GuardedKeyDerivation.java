package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.DerivedPublicKey;
import io.ghostbridge.api.crypto.DeterministicKeyDerivation;
import io.ghostbridge.api.crypto.SecretBytes;

/** A DeterministicKeyDerivation that outlives the bundle behind it. */
final class GuardedKeyDerivation implements DeterministicKeyDerivation {
  private final Slot<DeterministicKeyDerivation> slot;

  GuardedKeyDerivation(Slot<DeterministicKeyDerivation> slot) {
    this.slot = slot;
  }

  @Override
  public String algorithm() {
    return slot.name();
  }

  @Override
  public DerivedKey master(SecretBytes seed) {
    return slot.implementation().master(seed);
  }

  @Override
  public DerivedKey parse(SecretBytes extendedKey) {
    return slot.implementation().parse(extendedKey);
  }

  @Override
  public DerivedPublicKey parsePublic(String extendedKey) {
    return slot.implementation().parsePublic(extendedKey);
  }
}
