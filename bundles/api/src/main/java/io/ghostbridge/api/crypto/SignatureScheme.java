package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ProviderType;

/**
 * A signature algorithm, registered as a service under {@link #ALGORITHM}. Implementations are safe
 * for use by any thread.
 */
@ProviderType
public interface SignatureScheme {
  /** Service property: the algorithm's name, the same as {@link #algorithm()}. */
  String ALGORITHM = "ghost.crypto.algorithm";

  /** The algorithm's name in lower case, such as {@code ed25519}. */
  String algorithm();

  /** The length of a private key's seed in bytes. */
  int seedLength();

  /** The length of an encoded public key in bytes. */
  int publicKeyLength();

  /** The length of a signature in bytes. */
  int signatureLength();

  /**
   * The key that {@code seed} determines. The seed is copied; wiping the caller's array afterwards
   * is the caller's part.
   *
   * @throws IllegalArgumentException if the seed's length is not {@link #seedLength()}
   */
  SigningKey fromSeed(byte[] seed);

  /**
   * Whether {@code signature} is one of {@code message} by the holder of {@code publicKey}.
   * Anything malformed (wrong length, no point of the curve, small order, non-canonical) is {@code
   * false}, never an exception.
   */
  boolean verify(byte[] publicKey, byte[] message, byte[] signature);
}
