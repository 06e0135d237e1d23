package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;

/** A KeyAgreement that outlives the bundle behind it. */
final class GuardedKeyAgreement implements KeyAgreement {
  private final Slot<KeyAgreement> slot;

  GuardedKeyAgreement(Slot<KeyAgreement> slot) {
    this.slot = slot;
  }

  @Override
  public String algorithm() {
    return slot.name();
  }

  @Override
  public int privateKeyLength() {
    return slot.implementation().privateKeyLength();
  }

  @Override
  public int publicKeyLength() {
    return slot.implementation().publicKeyLength();
  }

  @Override
  public int secretLength() {
    return slot.implementation().secretLength();
  }

  @Override
  public AgreementKey fromPrivateKey(SecretBytes privateKey) {
    GuardedKey<KeyAgreement, AgreementKey> guarded =
        new GuardedKey<>(slot, privateKey, KeyAgreement::fromPrivateKey);
    return new Key(slot.name(), guarded, guarded.use(AgreementKey::publicKey));
  }

  private record Key(
      String algorithm, GuardedKey<KeyAgreement, AgreementKey> guarded, Bytes publicKey)
      implements AgreementKey {
    @Override
    public SecretBytes agree(byte[] peerPublicKey) throws InvalidPublicKeyException {
      return guarded.<SecretBytes, InvalidPublicKeyException>use(key -> key.agree(peerPublicKey));
    }

    @Override
    public void close() {
      guarded.close();
    }
  }
}
