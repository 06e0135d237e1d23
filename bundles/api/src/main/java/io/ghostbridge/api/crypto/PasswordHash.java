package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * Makes a key from a password, at a cost that slows a guesser down.
 *
 * <table>
 * <caption>Password hashes of the distribution</caption>
 * <tr><th>name</th><th>specification</th><th>cost</th></tr>
 * <tr><td>pbkdf2-hmac-sha256, pbkdf2-hmac-sha512</td><td>RFC 8018, section 5.2</td>
 *     <td>{@link PasswordCost.Pbkdf2}</td></tr>
 * <tr><td>scrypt</td><td>RFC 7914, section 6</td><td>{@link PasswordCost.Scrypt}</td></tr>
 * <tr><td>argon2id</td><td>RFC 9106, section 3.1, version 0x13</td>
 *     <td>{@link PasswordCost.Argon2}</td></tr>
 * </table>
 */
@ConsumerType
public interface PasswordHash extends CryptoAlgorithm {
  /** A cost that is right today for a password that a person types. */
  PasswordCost recommendedCost();

  /**
   * The key.
   *
   * @param password up to 1 MiB
   * @param salt up to 1 MiB; at least 16 random bytes for a new password (argon2id: at least 8)
   * @param cost of this algorithm's type; its memory is taken while this runs
   * @param length of the key in bytes, from 1 (argon2id: 4) to 1 MiB
   * @throws IllegalArgumentException if one of them is out of range, or the cost is another
   *     algorithm's
   */
  SecretBytes derive(SecretBytes password, byte[] salt, PasswordCost cost, int length);
}
