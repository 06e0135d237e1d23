package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A key encapsulation mechanism: sends a fresh secret to the holder of a public key. Secrets are as
 * good as random even to those who have others' ciphertexts opened (IND-CCA2).
 *
 * <table>
 * <caption>KEMs: lengths of seed, public key, ciphertext and secret in bytes</caption>
 * <tr><th>name</th><th>specification</th><th>seed</th><th>key</th><th>ciphertext</th><th>secret</th></tr>
 * <tr><td>ml-kem-768</td><td>FIPS 203, section 7</td><td>64 (d, z)</td><td>1184</td><td>1088</td><td>32</td></tr>
 * <tr><td>ml-kem-512</td><td>the same</td><td>64</td><td>800</td><td>768</td><td>32</td></tr>
 * <tr><td>ml-kem-1024</td><td>the same</td><td>64</td><td>1568</td><td>1568</td><td>32</td></tr>
 * <tr><td>x-wing</td><td>draft-connolly-cfrg-xwing-kem-06: X25519 and ML-KEM-768, safe while one of
 *     them is</td><td>32</td><td>1216</td><td>1120</td><td>32</td></tr>
 * </table>
 *
 * Any number of secrets a key.
 */
@ConsumerType
public interface Kem extends CryptoAlgorithm {
  /** The length of a private key's seed in bytes. */
  int seedLength();

  /** The length of a public key in bytes. */
  int publicKeyLength();

  /** The length of a ciphertext in bytes. */
  int ciphertextLength();

  /** The length of a secret in bytes. */
  int secretLength();

  /**
   * The key that {@code seed} determines, copied.
   *
   * @throws IllegalArgumentException if the seed's length is not {@link #seedLength}
   */
  KemKey fromSeed(SecretBytes seed);

  /** A new key. To keep its seed draw that from {@code random} and take {@link #fromSeed}. */
  default KemKey generate(Random random) {
    try (SecretBytes seed = random.secret(seedLength())) {
      return fromSeed(seed);
    }
  }

  /**
   * A fresh secret, and the ciphertext that tells it to the holder of {@code publicKey}.
   *
   * @param random asked once, for as many bytes as the specification takes
   * @throws InvalidPublicKeyException if the key is malformed (FIPS 203, section 7.2)
   */
  Encapsulation encapsulate(byte[] publicKey, Random random) throws InvalidPublicKeyException;
}
