package io.ghostbridge.api.crypto;

import io.ghostbridge.api.data.Bytes;

/**
 * What a {@link Kem} gives the sender.
 *
 * @param ciphertext for the holder of the private key
 * @param secret what both share; the sender closes it
 */
public record Encapsulation(Bytes ciphertext, SecretBytes secret) implements AutoCloseable {
  /** Wipes the secret. */
  @Override
  public void close() {
    secret.close();
  }
}
