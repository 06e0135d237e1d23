package io.ghostbridge.api.crypto;

import java.util.List;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A signature algorithm: without the private key nobody makes a signature of a message that its
 * holder has not signed. Any number of messages a key (SLH-DSA: 2^64, FIPS 205, section 1), of any
 * length that an array of Java can hold.
 *
 * <table>
 * <caption>Schemes: lengths of seed, public key and signature in bytes</caption>
 * <tr><th>name</th><th>specification</th><th>seed</th><th>key</th><th>signature</th></tr>
 * <tr><td>ed25519</td><td>RFC 8032, section 5.1, strict</td><td>32</td><td>32</td><td>64</td></tr>
 * <tr><td>ecdsa-secp256k1-sha256</td><td>SEC 1, section 4.1; RFC 6979; low s only</td><td>32</td><td>33</td><td>64</td></tr>
 * <tr><td>schnorr-secp256k1</td><td>BIP-340</td><td>32</td><td>32</td><td>64</td></tr>
 * <tr><td>ecdsa-p256-sha256</td><td>FIPS 186-5, section 6; random nonces, or RFC 6979 on the fallback</td><td>32</td><td>33</td><td>64</td></tr>
 * <tr><td>ecdsa-p384-sha384</td><td>FIPS 186-5, section 6; random nonces, or RFC 6979 on the fallback</td><td>48</td><td>49</td><td>96</td></tr>
 * <tr><td>ml-dsa-65</td><td>FIPS 204, sections 5.2 and 5.3, pure, empty context</td><td>32</td><td>1952</td><td>3309</td></tr>
 * <tr><td>slh-dsa-sha2-128s</td><td>FIPS 205, section 10, pure, empty context</td><td>48</td><td>32</td><td>7856</td></tr>
 * <tr><td>ml-dsa-44, ml-dsa-87</td><td>FIPS 204, the same</td><td>32</td><td>1312, 2592</td><td>2420, 4627</td></tr>
 * <tr><td>slh-dsa-sha2-128f</td><td>FIPS 205, section 10, the same</td><td>48</td><td>32</td><td>17088</td></tr>
 * <tr><td>bls12-381</td><td>draft-irtf-cfrg-bls-signature-05, proof of possession, min-pk</td><td>32</td><td>48</td><td>96</td></tr>
 * </table>
 *
 * An ECDSA signature is r and s, big-endian, of the same length (IEEE P1363); the same scheme with
 * DER signatures (RFC 3279, section 2.2.3) has {@code -der} behind its name.
 */
@ConsumerType
public interface SignatureScheme extends CryptoAlgorithm {
  /** The length of a private key's seed in bytes. */
  int seedLength();

  /** The length of an encoded public key in bytes. */
  int publicKeyLength();

  /** The length of a signature in bytes; of DER's the greatest. */
  int signatureLength();

  /**
   * The key that {@code seed} determines; for a scheme of an elliptic curve other than Ed25519 the
   * seed is the private scalar, big-endian. The seed is copied; wiping the caller's array
   * afterwards is the caller's part.
   *
   * @throws IllegalArgumentException if the seed's length is not {@link #seedLength()}, or the
   *     scalar is zero or not below the group's order
   */
  SigningKey fromSeed(byte[] seed);

  /**
   * The key that {@code seed} determines, copied.
   *
   * @throws IllegalArgumentException as {@link #fromSeed(byte[])}
   */
  default SigningKey fromSeed(SecretBytes seed) {
    return seed.map((byte[] bytes) -> fromSeed(bytes));
  }

  /** A new key. To keep its seed draw that from {@code random} and take {@link #fromSeed}. */
  default SigningKey generate(Random random) {
    try (SecretBytes seed = random.secret(seedLength())) {
      return fromSeed(seed);
    }
  }

  /**
   * Whether {@code signature} is one of {@code message} by the holder of {@code publicKey}.
   * Anything malformed (wrong length, no point of the curve, small order, non-canonical) is {@code
   * false}, never an exception.
   */
  boolean verify(byte[] publicKey, byte[] message, byte[] signature);

  /**
   * The verdict of {@link #verify} on each, in order, at no more than the cost of asking one by
   * one.
   */
  default boolean[] verifyBatch(List<SignedMessage> batch) {
    boolean[] verdicts = new boolean[batch.size()];
    int i = 0;
    for (SignedMessage signed : batch) {
      verdicts[i++] =
          verify(
              signed.publicKey().unsafeArray(),
              signed.message().unsafeArray(),
              signed.signature().unsafeArray());
    }
    return verdicts;
  }
}
