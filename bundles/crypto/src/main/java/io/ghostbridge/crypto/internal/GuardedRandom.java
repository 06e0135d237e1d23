package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.Random;

/** A Random that outlives the bundle behind it. */
final class GuardedRandom implements Random {
  private final Slot<Random> slot;

  GuardedRandom(Slot<Random> slot) {
    this.slot = slot;
  }

  @Override
  public String algorithm() {
    return slot.name();
  }

  @Override
  public void nextBytes(byte[] bytes) {
    slot.implementation().nextBytes(bytes);
  }
}
