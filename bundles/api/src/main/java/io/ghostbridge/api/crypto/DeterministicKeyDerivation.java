package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A tree of keys from one seed: whoever has the seed has them all, whoever has a hardened child has
 * nothing of its parent or its siblings. An ordinary private child together with its parent's
 * extended public key gives the parent away (BIP-32, "Security").
 *
 * <p>{@code bip32} (BIP-32, secp256k1), {@code slip10-ed25519} (SLIP-0010, hardened children only),
 * {@code slip10-secp256k1} and {@code slip10-p256} (SLIP-0010). A tree is 255 levels deep at most;
 * a key has 2^31 ordinary and 2^31 hardened children.
 */
@ConsumerType
public interface DeterministicKeyDerivation extends CryptoAlgorithm {
  /**
   * The root of the tree.
   *
   * @param seed from 16 to 64 bytes, copied
   * @throws IllegalArgumentException if it has another length, or gives no valid key (one in 2^127)
   */
  DerivedKey master(SecretBytes seed);

  /**
   * The key at {@code path}.
   *
   * @throws IllegalArgumentException as {@link #master} and {@link DerivedKey#child}
   */
  default DerivedKey derive(SecretBytes seed, KeyPath path) {
    DerivedKey key = master(seed);
    for (int index : path.indices()) {
      try (DerivedKey parent = key) {
        key = parent.child(index);
      }
    }
    return key;
  }

  /**
   * The key that {@code extendedKey} tells (BIP-32, "Serialization format").
   *
   * @param extendedKey {@code xprv…} in ASCII
   * @throws IllegalArgumentException if it is malformed, saying how but nothing of the key
   * @throws UnsupportedOperationException if the algorithm has no such format
   */
  default DerivedKey parse(SecretBytes extendedKey) {
    throw new UnsupportedOperationException(algorithm() + " has no format of extended keys");
  }

  /**
   * The public key that {@code extendedKey} tells.
   *
   * @param extendedKey {@code xpub…}
   * @throws IllegalArgumentException if it is malformed
   * @throws UnsupportedOperationException if the algorithm has no such format
   */
  default DerivedPublicKey parsePublic(String extendedKey) {
    throw new UnsupportedOperationException(algorithm() + " has no format of extended keys");
  }
}
