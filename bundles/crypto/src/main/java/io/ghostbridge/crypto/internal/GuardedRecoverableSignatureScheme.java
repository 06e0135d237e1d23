package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.crypto.RecoverableSigningKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignedMessage;
import io.ghostbridge.api.data.Bytes;
import java.util.List;
import java.util.Optional;

/** A RecoverableSignatureScheme that outlives the bundle behind it. */
final class GuardedRecoverableSignatureScheme implements RecoverableSignatureScheme {
  private final Slot<RecoverableSignatureScheme> slot;

  GuardedRecoverableSignatureScheme(Slot<RecoverableSignatureScheme> slot) {
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
  public boolean verifyDigest(byte[] publicKey, byte[] digest, byte[] signature) {
    return slot.implementation().verifyDigest(publicKey, digest, signature);
  }

  @Override
  public Optional<Bytes> recover(byte[] digest, byte[] signature) {
    return slot.implementation().recover(digest, signature);
  }

  @Override
  public RecoverableSigningKey fromSeed(byte[] seed) {
    try (SecretBytes secret = SecretBytes.copyOf(seed)) {
      return fromSeed(secret);
    }
  }

  @Override
  public RecoverableSigningKey fromSeed(SecretBytes seed) {
    GuardedKey<RecoverableSignatureScheme, RecoverableSigningKey> guarded =
        new GuardedKey<>(
            slot,
            seed,
            (RecoverableSignatureScheme scheme, SecretBytes secret) -> scheme.fromSeed(secret));
    return new Key(slot.name(), guarded, guarded.use(RecoverableSigningKey::publicKey));
  }

  private record Key(
      String algorithm,
      GuardedKey<RecoverableSignatureScheme, RecoverableSigningKey> guarded,
      Bytes publicKey)
      implements RecoverableSigningKey {
    @Override
    public byte[] sign(byte[] message) {
      return guarded.<byte[], RuntimeException>use(key -> key.sign(message));
    }

    @Override
    public byte[] signDigest(byte[] digest) {
      return guarded.<byte[], RuntimeException>use(key -> key.signDigest(digest));
    }

    @Override
    public void close() {
      guarded.close();
    }
  }
}
