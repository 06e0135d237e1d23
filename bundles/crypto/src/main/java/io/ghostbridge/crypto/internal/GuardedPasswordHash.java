package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.PasswordCost;
import io.ghostbridge.api.crypto.PasswordHash;
import io.ghostbridge.api.crypto.SecretBytes;

/** A PasswordHash that outlives the bundle behind it. */
final class GuardedPasswordHash implements PasswordHash {
  private final Slot<PasswordHash> slot;

  GuardedPasswordHash(Slot<PasswordHash> slot) {
    this.slot = slot;
  }

  @Override
  public String algorithm() {
    return slot.name();
  }

  @Override
  public PasswordCost recommendedCost() {
    return slot.implementation().recommendedCost();
  }

  @Override
  public SecretBytes derive(SecretBytes password, byte[] salt, PasswordCost cost, int length) {
    return slot.implementation().derive(password, salt, cost, length);
  }
}
