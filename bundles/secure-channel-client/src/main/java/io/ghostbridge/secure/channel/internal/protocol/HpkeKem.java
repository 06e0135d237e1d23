package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.Encapsulation;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.SecretBytes;

/** A KEM as HPKE wants it (RFC 9180, section 4). */
public interface HpkeKem {
  KemSuite suite();

  /** A new pair of keys. */
  Pair generate();

  /**
   * {@code Encap}: a fresh secret and what carries it.
   *
   * @throws InvalidPublicKeyException if the key is malformed, or gives away the secret
   */
  Encapsulation encapsulate(byte[] publicKey) throws InvalidPublicKeyException;

  /** A private key with its public one. Closing wipes it. */
  interface Pair extends AutoCloseable {
    byte[] publicKey();

    /**
     * {@code Decap}: the secret that {@code encapsulated} carries.
     *
     * @throws InvalidPublicKeyException if that is malformed, or gives away the secret
     */
    SecretBytes decapsulate(byte[] encapsulated) throws InvalidPublicKeyException;

    @Override
    void close();
  }
}
