package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.HashStream;
import io.ghostbridge.api.crypto.Mac;
import io.ghostbridge.api.crypto.MacKey;
import io.ghostbridge.api.crypto.SecretBytes;

/** A Mac that outlives the bundle behind it. */
final class GuardedMac implements Mac {
  private final Slot<Mac> slot;

  GuardedMac(Slot<Mac> slot) {
    this.slot = slot;
  }

  @Override
  public String algorithm() {
    return slot.name();
  }

  @Override
  public int macLength() {
    return slot.implementation().macLength();
  }

  @Override
  public MacKey key(SecretBytes secret) {
    return new Key(new GuardedKey<Mac, MacKey>(slot, secret, Mac::key));
  }

  @Override
  public MacKey key(SecretBytes secret, byte[] prefix) {
    byte[] kept = prefix.clone();
    return new Key(new GuardedKey<Mac, MacKey>(slot, secret, (mac, bytes) -> mac.key(bytes, kept)));
  }

  private record Key(GuardedKey<Mac, MacKey> guarded) implements MacKey {
    @Override
    public HashStream start() {
      return guarded.start(MacKey::start);
    }

    @Override
    public byte[] mac(byte[] message) {
      return guarded.<byte[], RuntimeException>use(key -> key.mac(message));
    }

    @Override
    public byte[] mac(byte[] message, int offset, int length) {
      while (true) {
        MacKey key = guarded.present();
        try {
          return key.mac(message, offset, length);
        } catch (IllegalStateException e) {
          guarded.rethrowUnlessReplaced(key, e);
        }
      }
    }

    @Override
    public boolean verify(byte[] message, byte[] tag) {
      return guarded.use(key -> key.verify(message, tag));
    }

    @Override
    public void close() {
      guarded.close();
    }
  }
}
