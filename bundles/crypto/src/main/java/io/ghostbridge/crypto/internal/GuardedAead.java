package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.DecryptionFailedException;
import io.ghostbridge.api.crypto.SecretBytes;

/** A Aead that outlives the bundle behind it. */
final class GuardedAead implements Aead {
  private final Slot<Aead> slot;

  GuardedAead(Slot<Aead> slot) {
    this.slot = slot;
  }

  @Override
  public String algorithm() {
    return slot.name();
  }

  @Override
  public int keyLength() {
    return slot.implementation().keyLength();
  }

  @Override
  public int nonceLength() {
    return slot.implementation().nonceLength();
  }

  @Override
  public int tagLength() {
    return slot.implementation().tagLength();
  }

  @Override
  public long maxPlaintextLength() {
    return slot.implementation().maxPlaintextLength();
  }

  @Override
  public long maxRandomNonceMessages() {
    return slot.implementation().maxRandomNonceMessages();
  }

  @Override
  public AeadKey key(SecretBytes secret) {
    return new Key(new GuardedKey<Aead, AeadKey>(slot, secret, Aead::key));
  }

  private record Key(GuardedKey<Aead, AeadKey> guarded) implements AeadKey {
    @Override
    public byte[] seal(byte[] nonce, byte[] plaintext, byte[] associatedData) {
      return guarded.<byte[], RuntimeException>use(
          key -> key.seal(nonce, plaintext, associatedData));
    }

    @Override
    public byte[] open(byte[] nonce, byte[] ciphertext, byte[] associatedData)
        throws DecryptionFailedException {
      return guarded.<byte[], DecryptionFailedException>use(
          key -> key.open(nonce, ciphertext, associatedData));
    }

    @Override
    public void close() {
      guarded.close();
    }
  }
}
