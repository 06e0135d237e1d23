package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.AggregateSignatureScheme;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignedMessage;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import java.util.List;
import java.util.Optional;

/** A AggregateSignatureScheme that outlives the bundle behind it. */
final class GuardedAggregateSignatureScheme implements AggregateSignatureScheme {
  private final Slot<AggregateSignatureScheme> slot;

  GuardedAggregateSignatureScheme(Slot<AggregateSignatureScheme> slot) {
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
  public Optional<Bytes> aggregate(List<Bytes> signatures) {
    return slot.implementation().aggregate(signatures);
  }

  @Override
  public boolean verifyAggregate(List<Bytes> publicKeys, List<Bytes> messages, byte[] signature) {
    return slot.implementation().verifyAggregate(publicKeys, messages, signature);
  }

  @Override
  public boolean verifySameMessage(List<Bytes> publicKeys, byte[] message, byte[] signature) {
    return slot.implementation().verifySameMessage(publicKeys, message, signature);
  }

  @Override
  public boolean verifyPossession(byte[] publicKey, byte[] proof) {
    return slot.implementation().verifyPossession(publicKey, proof);
  }

  @Override
  public byte[] provePossession(SigningKey key) {
    if (!(key instanceof GuardedSigningKey<?> guarded)) {
      throw new IllegalArgumentException(
          "a key of " + key.algorithm() + " that this look-up has not made, expected one of it");
    }
    AggregateSignatureScheme scheme = slot.implementation();
    return guarded.<byte[]>useAny(scheme::provePossession);
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
