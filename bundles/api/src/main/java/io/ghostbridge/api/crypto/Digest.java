package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A cryptographic hash function: nobody finds two messages with one digest, or a message for a
 * digest. It is no MAC: whoever knows a digest and the message's length may be able to extend it
 * (SHA-2, RIPEMD-160); take {@link Mac} where a key is involved.
 *
 * <table>
 * <caption>Digests of the distribution</caption>
 * <tr><th>name</th><th>specification</th><th>bytes</th></tr>
 * <tr><td>sha256, sha384, sha512</td><td>FIPS 180-4, sections 6.2, 6.5, 6.4</td><td>32, 48, 64</td></tr>
 * <tr><td>sha3-256, sha3-384, sha3-512</td><td>FIPS 202, section 6.1</td><td>32, 48, 64</td></tr>
 * <tr><td>shake128, shake256</td><td>FIPS 202, section 6.2</td><td>32, 64, extendable</td></tr>
 * <tr><td>keccak-256</td><td>Keccak submission 3.0, Ethereum's padding</td><td>32</td></tr>
 * <tr><td>blake2b-256, blake2b-512</td><td>RFC 7693, section 3</td><td>32, 64</td></tr>
 * <tr><td>blake3</td><td>BLAKE3 specification, section 2</td><td>32, extendable</td></tr>
 * <tr><td>ripemd-160</td><td>ISO/IEC 10118-3; for addresses only, 80 bits of collision resistance</td><td>20</td></tr>
 * </table>
 *
 * Messages may have any length up to 2^61 bytes in pieces.
 */
@ConsumerType
public interface Digest extends CryptoAlgorithm {
  /** The digest's length in bytes. */
  int digestLength();

  /** The length in bytes of the block that HMAC (RFC 2104, section 2) calls B. */
  int blockLength();

  /** The digest of a message in pieces. */
  HashStream start();

  /** The digest of {@code message}. */
  default byte[] digest(byte[] message) {
    return start().update(message).finish();
  }
}
