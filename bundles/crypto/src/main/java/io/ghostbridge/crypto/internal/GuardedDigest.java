package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.HashStream;

/** A Digest that outlives the bundle behind it. */
final class GuardedDigest implements Digest {
  private final Slot<Digest> slot;

  GuardedDigest(Slot<Digest> slot) {
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
    return slot.start(Digest::start);
  }

  @Override
  public byte[] digest(byte[] message) {
    return slot.implementation().digest(message);
  }
}
