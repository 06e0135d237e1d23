package io.ghostbridge.api.crypto;

import io.ghostbridge.api.data.Bytes;
import org.osgi.annotation.versioning.ConsumerType;

/** A private key of a {@link Kem}. */
@ConsumerType
public interface KemKey extends AutoCloseable {
  /** The algorithm's name, such as {@code x-wing}. */
  String algorithm();

  /** The public key in the algorithm's encoding. */
  Bytes publicKey();

  /**
   * The secret that {@code ciphertext} carries. One that was tampered with gives another secret,
   * not an error (FIPS 203, section 6.3): the first message under it will not open.
   *
   * @throws InvalidPublicKeyException if the ciphertext's length is wrong, or a part of it is no
   *     public key
   * @throws IllegalStateException if the key was closed
   */
  SecretBytes decapsulate(byte[] ciphertext) throws InvalidPublicKeyException;

  /** Wipes the private part. Closing twice does nothing more. */
  @Override
  void close();
}
