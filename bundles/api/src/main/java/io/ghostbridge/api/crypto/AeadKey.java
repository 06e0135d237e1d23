package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A key of an {@link Aead}. Every method but {@link #close} throws IllegalStateException once
 * closed.
 */
@ConsumerType
public interface AeadKey extends AutoCloseable {
  /**
   * Encrypts and authenticates.
   *
   * @param nonce never used with this key before
   * @param associatedData authenticated but not part of the result; may be empty
   * @return the ciphertext and behind it the tag
   * @throws IllegalArgumentException if the nonce has another length than the algorithm's, or the
   *     plaintext is too long
   */
  byte[] seal(byte[] nonce, byte[] plaintext, byte[] associatedData);

  /**
   * Checks and decrypts what {@link #seal} made of the same nonce and associated data.
   *
   * @throws DecryptionFailedException if anything was changed or cut off, or made with another key;
   *     nothing of the plaintext is returned or left
   * @throws IllegalArgumentException if the nonce has another length than the algorithm's
   */
  byte[] open(byte[] nonce, byte[] ciphertext, byte[] associatedData)
      throws DecryptionFailedException;

  /** Wipes the key. Closing twice does nothing more. */
  @Override
  void close();
}
