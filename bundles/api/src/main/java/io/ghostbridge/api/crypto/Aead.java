package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Authenticated encryption with associated data (RFC 5116): without the key nobody learns anything
 * of a plaintext but its length, or makes a ciphertext that opens.
 *
 * <p><b>A nonce is used once a key.</b> One repetition gives away plaintexts and, for GCM and
 * Poly1305, lets others forge; {@code aes-256-gcm-siv} then only shows that two messages are equal.
 * Count nonces, or take random ones within {@link #maxRandomNonceMessages}.
 *
 * <table>
 * <caption>AEADs: key, nonce and tag in bytes; messages a key under random nonces; bytes a message</caption>
 * <tr><th>name</th><th>specification</th><th>key</th><th>nonce</th><th>tag</th><th>messages</th><th>bytes</th></tr>
 * <tr><td>aes-256-gcm</td><td>NIST SP 800-38D, RFC 5116, section 5.2</td><td>32</td><td>12</td><td>16</td><td>2^32</td><td>2^36 - 32</td></tr>
 * <tr><td>chacha20-poly1305</td><td>RFC 8439, section 2.8</td><td>32</td><td>12</td><td>16</td><td>2^32</td><td>2^38 - 64</td></tr>
 * <tr><td>xchacha20-poly1305</td><td>draft-irtf-cfrg-xchacha-03, section 2</td><td>32</td><td>24</td><td>16</td><td>2^62</td><td>2^38 - 64</td></tr>
 * <tr><td>aes-256-gcm-siv</td><td>RFC 8452, section 4</td><td>32</td><td>12</td><td>16</td><td>2^48</td><td>2^36</td></tr>
 * </table>
 *
 * Under counted nonces a key is good for as many messages as there are nonces.
 */
@ConsumerType
public interface Aead extends CryptoAlgorithm {
  /** The key's length in bytes. */
  int keyLength();

  /** The nonce's length in bytes. */
  int nonceLength();

  /** How many bytes a ciphertext has more than its plaintext. */
  int tagLength();

  /** How many bytes one plaintext may have; what an array of Java can hold bounds it further. */
  long maxPlaintextLength();

  /** How many messages one key may encrypt under random nonces (NIST SP 800-38D, section 8.3). */
  long maxRandomNonceMessages();

  /**
   * The key of these bytes, copied.
   *
   * @throws IllegalArgumentException if they are not {@link #keyLength} many
   */
  AeadKey key(SecretBytes secret);
}
