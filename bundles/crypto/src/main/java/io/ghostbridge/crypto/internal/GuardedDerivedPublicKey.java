package io.ghostbridge.crypto.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import io.ghostbridge.api.crypto.DerivedPublicKey;
import io.ghostbridge.api.crypto.DeterministicKeyDerivation;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;

/** An extended public key that outlives the bundle behind it: it keeps its own text. */
record GuardedDerivedPublicKey(
    Slot<DeterministicKeyDerivation> slot,
    GuardedKey<DeterministicKeyDerivation, GuardedDerivedPublicKey.Held> guarded)
    implements DerivedPublicKey {

  /** What has nothing to wipe. */
  record Held(DerivedPublicKey key) implements AutoCloseable {
    @Override
    public void close() {}
  }

  /** Takes over {@code key}, which {@code generation} made. */
  static GuardedDerivedPublicKey of(
      Slot<DeterministicKeyDerivation> slot,
      Generation<DeterministicKeyDerivation> generation,
      DerivedPublicKey key) {
    return new GuardedDerivedPublicKey(
        slot,
        new GuardedKey<>(
            slot,
            SecretBytes.wrap(key.serialise().getBytes(US_ASCII)),
            GuardedDerivedPublicKey::parsed,
            generation,
            new Held(key)));
  }

  private static Held parsed(DeterministicKeyDerivation derivation, SecretBytes text) {
    return new Held(derivation.parsePublic(text.<String>map(bytes -> new String(bytes, US_ASCII))));
  }

  @Override
  public Bytes publicKey() {
    return guarded.<Bytes, RuntimeException>use(held -> held.key().publicKey());
  }

  @Override
  public DerivedPublicKey child(int index) {
    return guarded.<DerivedPublicKey, RuntimeException>useBound(
        (generation, held) -> of(slot, generation, held.key().child(index)));
  }

  @Override
  public String serialise() {
    return guarded.<String, RuntimeException>use(held -> held.key().serialise());
  }
}
