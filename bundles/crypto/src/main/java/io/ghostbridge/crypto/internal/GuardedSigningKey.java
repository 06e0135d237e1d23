package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import java.util.function.Function;

/** A {@link SigningKey} that outlives the bundle behind it. */
record GuardedSigningKey<P extends SignatureScheme>(
    String algorithm, GuardedKey<P, SigningKey> guarded, Bytes publicKey) implements SigningKey {

  static <P extends SignatureScheme> GuardedSigningKey<P> of(Slot<P> slot, SecretBytes seed) {
    GuardedKey<P, SigningKey> guarded =
        new GuardedKey<>(slot, seed, (P scheme, SecretBytes secret) -> scheme.fromSeed(secret));
    return new GuardedSigningKey<>(slot.name(), guarded, guarded.use(SigningKey::publicKey));
  }

  @Override
  public byte[] sign(byte[] message) {
    return guarded.<byte[], RuntimeException>use(key -> key.sign(message));
  }

  /** What {@code use} makes of the implementation's key. */
  <R> R useAny(Function<SigningKey, R> use) {
    return guarded.<R, RuntimeException>use(use::apply);
  }

  @Override
  public void close() {
    guarded.close();
  }
}
