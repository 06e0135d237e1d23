package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.HashStream;
import org.jspecify.annotations.Nullable;

/**
 * A stream that ends when its implementation is withdrawn: what it took in cannot be handed to
 * another one. It goes on when a better implementation merely takes over. For one thread at a time,
 * as every stream.
 */
final class GuardedStream implements HashStream {
  private final Slot<?> slot;
  private final Presence presence;
  private @Nullable HashStream stream;

  GuardedStream(Slot<?> slot, Presence presence, HashStream stream) {
    this.slot = slot;
    this.presence = presence;
    this.stream = stream;
  }

  @Override
  public HashStream update(byte[] piece, int offset, int length) {
    HashStream now = live();
    try {
      now.update(piece, offset, length);
    } catch (IllegalStateException e) {
      // Closed under our feet by a withdrawal, which this then says.
      live();
      throw e;
    }
    return this;
  }

  @Override
  public byte[] finish() {
    HashStream now = live();
    try {
      return now.finish();
    } catch (IllegalStateException e) {
      live();
      throw e;
    }
  }

  private HashStream live() {
    if (!presence.lasts()) {
      stream = null;
    }
    HashStream now = stream;
    if (now == null) {
      slot.requireInstalled();
      throw new IllegalStateException(
          "the bundle of "
              + slot.name()
              + " was replaced in the middle of a message: start the message again");
    }
    return now;
  }
}
