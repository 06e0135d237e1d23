package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.DeterministicKeyDerivation;
import io.ghostbridge.api.crypto.SecretBytes;

/**
 * A derivation whose keys are nothing but a private key and a chain code, so that one can be made
 * again when its bundle was replaced. Algorithms with a format of extended keys need it not.
 */
public interface RestorableDerivation extends DeterministicKeyDerivation {
  /**
   * The key of which {@link DerivedKey#privateKey} and {@link DerivedKey#chainCode} are these, both
   * copied.
   *
   * @throws IllegalArgumentException if one of them has a wrong length, or there is no such private
   *     key
   */
  DerivedKey restore(SecretBytes privateKey, SecretBytes chainCode);
}
