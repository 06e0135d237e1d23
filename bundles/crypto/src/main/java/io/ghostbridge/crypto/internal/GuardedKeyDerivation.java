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
    Generation<DeterministicKeyDerivation> generation = slot.generation();
    return GuardedDerivedKey.of(slot, generation, generation.service().master(seed));
  }

  @Override
  public DerivedKey parse(SecretBytes extendedKey) {
    Generation<DeterministicKeyDerivation> generation = slot.generation();
    return GuardedDerivedKey.of(slot, generation, generation.service().parse(extendedKey));
  }

  @Override
  public DerivedPublicKey parsePublic(String extendedKey) {
    Generation<DeterministicKeyDerivation> generation = slot.generation();
    return GuardedDerivedPublicKey.of(
        slot, generation, generation.service().parsePublic(extendedKey));
  }
}
