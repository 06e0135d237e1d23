package io.ghostbridge.zcrypto.internal;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.DecryptionFailedException;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.zcrypto.ZCryptoError;
import io.ghostbridge.api.zcrypto.ZCryptoException;
import java.util.Arrays;

/** ZCrypto's layout of what an AEAD encrypts: {@code nonce(12) || ciphertext || tag(16)}. */
final class Boxes {
  static final int NONCE_LENGTH = 12;
  private static final int TAG_LENGTH = 16;

  private Boxes() {}

  static byte[] seal(Aead aead, byte[] nonce, byte[] plaintext, SecretBytes secret)
      throws ZCryptoException {
    Refusals.requireKeySize(secret, aead.keyLength());
    if (plaintext.length > Integer.MAX_VALUE - 64) {
      throw Refusals.of(
          ZCryptoError.ENCRYPTION_FAILED,
          "a plaintext of " + plaintext.length + " bytes leaves no room for nonce and tag");
    }
    try (AeadKey key = aead.key(secret)) {
      byte[] sealed = key.seal(nonce, plaintext, new byte[0]);
      byte[] box = Arrays.copyOf(nonce, NONCE_LENGTH + sealed.length);
      System.arraycopy(sealed, 0, box, NONCE_LENGTH, sealed.length);
      return box;
    }
  }

  static byte[] open(Aead aead, byte[] box, SecretBytes secret) throws ZCryptoException {
    Refusals.requireKeySize(secret, aead.keyLength());
    if (box.length < NONCE_LENGTH) {
      throw Refusals.of(
          ZCryptoError.INVALID_NONCE_SIZE,
          "the box has " + box.length + " bytes, expected at least " + NONCE_LENGTH);
    }
    if (box.length < NONCE_LENGTH + TAG_LENGTH) {
      throw Refusals.of(
          ZCryptoError.INVALID_TAG_SIZE,
          "the box has " + box.length + " bytes, expected at least " + (NONCE_LENGTH + TAG_LENGTH));
    }
    try (AeadKey key = aead.key(secret)) {
      return key.open(
          Arrays.copyOf(box, NONCE_LENGTH),
          Arrays.copyOfRange(box, NONCE_LENGTH, box.length),
          new byte[0]);
    } catch (DecryptionFailedException e) {
      throw Refusals.of(ZCryptoError.DECRYPTION_FAILED, "the box is not authentic");
    }
  }
}
