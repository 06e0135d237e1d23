package io.ghostbridge.api.zcrypto;

import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;

/**
 * A key pair in ZCrypto's layout.
 *
 * @param privateKey Ed25519: 64 bytes, the seed and behind it the public key; X25519 and secp256r1:
 *     32; secp384r1: 48. The holder closes it.
 * @param publicKey Ed25519 and X25519: 32 bytes; secp256r1: 33 and secp384r1: 49, compressed
 */
public record ZKeyPair(SecretBytes privateKey, Bytes publicKey) implements AutoCloseable {
  /** Wipes the private key. */
  @Override
  public void close() {
    privateKey.close();
  }
}
