package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/** A key of a {@link RecoverableSignatureScheme}. */
@ConsumerType
public interface RecoverableSigningKey extends SigningKey {
  /**
   * Signs a digest: r, s and the byte that tells the public key.
   *
   * @param digest 32 bytes of a cryptographic hash; never bytes that somebody else chose
   * @throws IllegalArgumentException if it has another length
   * @throws IllegalStateException if the key was closed
   */
  byte[] signDigest(byte[] digest);
}
