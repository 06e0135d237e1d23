package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Diffie-Hellman: two holders of private keys get the same secret from each other's public keys,
 * and nobody else does. The secret is no key yet: put it through a {@link Kdf}.
 *
 * <table>
 * <caption>Agreements: lengths of private key, public key and secret in bytes</caption>
 * <tr><th>name</th><th>specification</th><th>private</th><th>public</th><th>secret</th></tr>
 * <tr><td>x25519</td><td>RFC 7748, section 6.1; an all-zero secret is refused</td><td>32</td><td>32</td><td>32</td></tr>
 * <tr><td>ecdh-p256</td><td>NIST SP 800-56A, section 5.7.1.2</td><td>32</td><td>33</td><td>32</td></tr>
 * <tr><td>ecdh-p384</td><td>NIST SP 800-56A, section 5.7.1.2</td><td>48</td><td>49</td><td>48</td></tr>
 * <tr><td>ecdh-secp256k1</td><td>SEC 1, section 3.3.1</td><td>32</td><td>33</td><td>32</td></tr>
 * </table>
 *
 * Public keys of the last three are compressed points (SEC 1, section 2.3.3); uncompressed ones are
 * read too. Private ones are scalars, big-endian. The secret is the x coordinate. Any number of
 * agreements a key.
 */
@ConsumerType
public interface KeyAgreement extends CryptoAlgorithm {
  /** The length of a private key in bytes. */
  int privateKeyLength();

  /** The length of a public key, as this gives it out, in bytes. */
  int publicKeyLength();

  /** The length of a shared secret in bytes. */
  int secretLength();

  /**
   * The key of these bytes, copied.
   *
   * @throws IllegalArgumentException if their number is not {@link #privateKeyLength}, or the
   *     scalar is zero or not below the group's order
   */
  AgreementKey fromPrivateKey(SecretBytes privateKey);

  /**
   * A new key. To keep its bytes draw them from {@code random} and take {@link #fromPrivateKey}.
   */
  default AgreementKey generate(Random random) {
    try (SecretBytes privateKey = random.secret(privateKeyLength())) {
      return fromPrivateKey(privateKey);
    }
  }
}
