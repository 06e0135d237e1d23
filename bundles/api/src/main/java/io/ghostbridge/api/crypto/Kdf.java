package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes keys from a secret with enough entropy (RFC 5869): outputs for different {@code info} are
 * independent, and tell nothing of the secret. For passwords take {@link PasswordHash}.
 *
 * <p>{@code hkdf-sha256} and {@code hkdf-sha512}; an output has at most 255 times {@link
 * #hashLength} bytes (RFC 5869, section 2.3).
 */
@ConsumerType
public interface Kdf extends CryptoAlgorithm {
  /** The length in bytes of a pseudo-random key. */
  int hashLength();

  /**
   * HKDF-Extract (RFC 5869, section 2.2).
   *
   * @param salt may be empty, which stands for {@link #hashLength} zeros
   */
  SecretBytes extract(byte[] salt, SecretBytes inputKeyingMaterial);

  /**
   * HKDF-Expand (RFC 5869, section 2.3).
   *
   * @param pseudoRandomKey of at least {@link #hashLength} bytes
   * @param length of the output, from 1 to 255 times {@link #hashLength}
   * @throws IllegalArgumentException if a length is out of range
   */
  SecretBytes expand(SecretBytes pseudoRandomKey, byte[] info, int length);

  /** Extracts, then expands. */
  default SecretBytes derive(SecretBytes secret, byte[] salt, byte[] info, int length) {
    try (SecretBytes pseudoRandomKey = extract(salt, secret)) {
      return expand(pseudoRandomKey, info, length);
    }
  }
}
