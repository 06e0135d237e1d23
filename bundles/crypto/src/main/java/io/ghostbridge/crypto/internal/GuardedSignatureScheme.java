package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SignedMessage;
import io.ghostbridge.api.crypto.SigningKey;
import java.util.List;

/** A SignatureScheme that outlives the bundle behind it. */
final class GuardedSignatureScheme implements SignatureScheme {
  private final Slot<SignatureScheme> slot;

  GuardedSignatureScheme(Slot<SignatureScheme> slot) {
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
  public int signatureLength() {
    return slot.implementation().signatureLength();
  }

  @Override
  public boolean verify(byte[] publicKey, byte[] message, byte[] signature) {
    return slot.implementation().verify(publicKey, message, signature);
  }

  @Override
  public boolean[] verifyBatch(List<SignedMessage> batch) {
    return slot.implementation().verifyBatch(batch);
  }

  @Override
  public SigningKey fromSeed(byte[] seed) {
    try (SecretBytes secret = SecretBytes.copyOf(seed)) {
      return GuardedSigningKey.of(slot, secret);
    }
  }

  @Override
  public SigningKey fromSeed(SecretBytes seed) {
    return GuardedSigningKey.of(slot, seed);
  }
}
