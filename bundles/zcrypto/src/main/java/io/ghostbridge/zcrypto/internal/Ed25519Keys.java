package io.ghostbridge.zcrypto.internal;

import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.zcrypto.ZCryptoError;
import io.ghostbridge.api.zcrypto.ZCryptoException;
import io.ghostbridge.api.zcrypto.ZKeyPair;
import java.security.MessageDigest;
import java.util.Arrays;

/** Ed25519's private keys in ZCrypto's layout: the seed and behind it the public key. */
final class Ed25519Keys {
  private static final int SEED_LENGTH = 32;
  private static final int PRIVATE_KEY_LENGTH = 64;

  private Ed25519Keys() {}

  static ZKeyPair fromSeed(SignatureScheme ed25519, SecretBytes seed) {
    try (SigningKey key = ed25519.fromSeed(seed)) {
      byte[] whole = seed.<byte[]>map(bytes -> Arrays.copyOf(bytes, PRIVATE_KEY_LENGTH));
      System.arraycopy(key.publicKey().unsafeArray(), 0, whole, SEED_LENGTH, SEED_LENGTH);
      return new ZKeyPair(SecretBytes.wrap(whole), key.publicKey());
    }
  }

  /** The key, which the caller closes, if its halves match. */
  static SigningKey open(SignatureScheme ed25519, SecretBytes privateKey) throws ZCryptoException {
    Refusals.requireKeySize(privateKey, PRIVATE_KEY_LENGTH);
    SigningKey key;
    try (SecretBytes seed =
        SecretBytes.wrap(privateKey.<byte[]>map(bytes -> Arrays.copyOf(bytes, SEED_LENGTH)))) {
      key = ed25519.fromSeed(seed);
    }
    byte[] half =
        privateKey.<byte[]>map(bytes -> Arrays.copyOfRange(bytes, SEED_LENGTH, PRIVATE_KEY_LENGTH));
    if (!MessageDigest.isEqual(key.publicKey().unsafeArray(), half)) {
      key.close();
      throw Refusals.of(
          ZCryptoError.INVALID_PRIVATE_KEY,
          "the second half of the private key is not the public key of the first");
    }
    return key;
  }
}
