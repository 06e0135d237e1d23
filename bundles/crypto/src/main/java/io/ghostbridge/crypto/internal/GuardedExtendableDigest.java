package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.ExtendableDigest;
import io.ghostbridge.api.crypto.HashStream;

/** A ExtendableDigest that outlives the bundle behind it. */
final class GuardedExtendableDigest implements ExtendableDigest {
  private final Slot<ExtendableDigest> slot;

  GuardedExtendableDigest(Slot<ExtendableDigest> slot) {
    this.slot = slot;
  }

  @Override
  public String algorithm() {
    return slot.name();
  }

  @Override
  public int digestLength() {
    return slot.implementation().digestLength();
  }

  @Override
  public int blockLength() {
    return slot.implementation().blockLength();
  }

  @Override
  public HashStream start() {
    return slot.start(ExtendableDigest::start);
  }

  @Override
  public byte[] digest(byte[] message) {
    return slot.implementation().digest(message);
  }

  @Override
  public byte[] digest(byte[] message, int length) {
    return slot.implementation().digest(message, length);
  }
}
