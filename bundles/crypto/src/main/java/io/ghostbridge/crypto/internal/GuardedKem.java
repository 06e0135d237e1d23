package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.Encapsulation;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.Kem;
import io.ghostbridge.api.crypto.KemKey;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;

/** A Kem that outlives the bundle behind it. */
final class GuardedKem implements Kem {
  private final Slot<Kem> slot;

  GuardedKem(Slot<Kem> slot) {
    this.slot = slot;
  }

  @Override
  public String algorithm() {
    return slot.name();
  }

  @Override
  public int seedLength() {
    return slot.implementation().seedLength();
  }

  @Override
  public int publicKeyLength() {
    return slot.implementation().publicKeyLength();
  }

  @Override
  public int ciphertextLength() {
    return slot.implementation().ciphertextLength();
  }

  @Override
  public int secretLength() {
    return slot.implementation().secretLength();
  }

  @Override
  public Encapsulation encapsulate(byte[] publicKey, Random random)
      throws InvalidPublicKeyException {
    return slot.implementation().encapsulate(publicKey, random);
  }

  @Override
  public KemKey fromSeed(SecretBytes seed) {
    GuardedKey<Kem, KemKey> guarded = new GuardedKey<>(slot, seed, Kem::fromSeed);
    return new Key(slot.name(), guarded, guarded.use(KemKey::publicKey));
  }

  private record Key(String algorithm, GuardedKey<Kem, KemKey> guarded, Bytes publicKey)
      implements KemKey {
    @Override
    public SecretBytes decapsulate(byte[] ciphertext) throws InvalidPublicKeyException {
      return guarded.<SecretBytes, InvalidPublicKeyException>use(
          key -> key.decapsulate(ciphertext));
    }

    @Override
    public void close() {
      guarded.close();
    }
  }
}
