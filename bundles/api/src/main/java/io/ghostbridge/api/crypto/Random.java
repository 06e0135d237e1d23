package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A source of bytes that nobody can predict: what it gave out tells nothing about what it gives out
 * next or gave before (NIST SP 800-90A), and it is seeded by the operating system. The service is
 * named {@code system}; tests hand in their own to repeat a vector.
 */
@ConsumerType
public interface Random extends CryptoAlgorithm {
  /** Fills {@code bytes}. Never blocks for entropy once the system is up. */
  void nextBytes(byte[] bytes);

  /** New bytes, for nonces and salts. */
  default byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    nextBytes(bytes);
    return bytes;
  }

  /** New bytes that stay secret, for keys. */
  default SecretBytes secret(int length) {
    return SecretBytes.wrap(bytes(length));
  }
}
