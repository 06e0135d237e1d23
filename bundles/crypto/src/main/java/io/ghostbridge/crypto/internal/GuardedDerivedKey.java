package io.ghostbridge.crypto.internal;

import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.DerivedPublicKey;
import io.ghostbridge.api.crypto.DeterministicKeyDerivation;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.crypto.RestorableDerivation;
import java.util.Arrays;
import java.util.function.BiFunction;

/**
 * A key in a tree that outlives the bundle behind it. It keeps what makes it again and nothing of
 * its parents: neither the seed nor the path.
 */
record GuardedDerivedKey(
    Slot<DeterministicKeyDerivation> slot,
    GuardedKey<DeterministicKeyDerivation, DerivedKey> guarded)
    implements DerivedKey {
  private static final int CHAIN_CODE = 32;

  private interface Maker extends BiFunction<DeterministicKeyDerivation, SecretBytes, DerivedKey> {}

  private record Recipe(SecretBytes secret, Maker maker) {}

  /** Takes over {@code key}, which {@code generation} made. */
  static GuardedDerivedKey of(
      Slot<DeterministicKeyDerivation> slot,
      Generation<DeterministicKeyDerivation> generation,
      DerivedKey key) {
    Recipe recipe;
    try {
      recipe = recipe(generation.service(), key);
    } catch (RuntimeException e) {
      key.close();
      throw e;
    }
    return new GuardedDerivedKey(
        slot, new GuardedKey<>(slot, recipe.secret(), recipe.maker(), generation, key));
  }

  private static Recipe recipe(DeterministicKeyDerivation derivation, DerivedKey key) {
    if (derivation instanceof RestorableDerivation) {
      try (SecretBytes privateKey = key.privateKey();
          SecretBytes chainCode = key.chainCode()) {
        return new Recipe(joined(privateKey, chainCode), GuardedDerivedKey::restored);
      }
    }
    try {
      return new Recipe(key.serialise(), DeterministicKeyDerivation::parse);
    } catch (UnsupportedOperationException e) {
      return new Recipe(SecretBytes.wrap(new byte[0]), (without, nothing) -> lost(without));
    }
  }

  private static SecretBytes joined(SecretBytes privateKey, SecretBytes chainCode) {
    byte[] both = new byte[privateKey.size() + CHAIN_CODE];
    privateKey.read(bytes -> System.arraycopy(bytes, 0, both, 0, bytes.length));
    chainCode.read(bytes -> System.arraycopy(bytes, 0, both, privateKey.size(), CHAIN_CODE));
    return SecretBytes.wrap(both);
  }

  private static DerivedKey restored(DeterministicKeyDerivation derivation, SecretBytes both) {
    if (!(derivation instanceof RestorableDerivation restorable)) {
      return lost(derivation);
    }
    return both.map(
        bytes -> {
          int end = bytes.length - CHAIN_CODE;
          try (SecretBytes privateKey = SecretBytes.wrap(Arrays.copyOf(bytes, end));
              SecretBytes chainCode =
                  SecretBytes.wrap(Arrays.copyOfRange(bytes, end, bytes.length))) {
            return restorable.restore(privateKey, chainCode);
          }
        });
  }

  private static DerivedKey lost(DeterministicKeyDerivation derivation) {
    throw new IllegalStateException(
        "the bundle of "
            + derivation.algorithm()
            + " was replaced, and its keys cannot be made again: derive this one from its seed");
  }

  @Override
  public SecretBytes privateKey() {
    return guarded.<SecretBytes, RuntimeException>use(DerivedKey::privateKey);
  }

  @Override
  public SecretBytes chainCode() {
    return guarded.<SecretBytes, RuntimeException>use(DerivedKey::chainCode);
  }

  @Override
  public Bytes publicKey() {
    return guarded.<Bytes, RuntimeException>use(DerivedKey::publicKey);
  }

  @Override
  public DerivedKey child(int index) {
    return guarded.<DerivedKey, RuntimeException>useBound(
        (generation, key) -> of(slot, generation, key.child(index)));
  }

  @Override
  public DerivedPublicKey neutered() {
    return guarded.<DerivedPublicKey, RuntimeException>useBound(
        (generation, key) -> GuardedDerivedPublicKey.of(slot, generation, key.neutered()));
  }

  @Override
  public SecretBytes serialise() {
    return guarded.<SecretBytes, RuntimeException>use(DerivedKey::serialise);
  }

  @Override
  public void close() {
    guarded.close();
  }
}
