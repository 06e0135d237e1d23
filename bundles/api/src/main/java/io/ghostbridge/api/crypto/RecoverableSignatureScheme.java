package io.ghostbridge.api.crypto;

import io.ghostbridge.api.data.Bytes;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * An ECDSA scheme that tells the signer's public key from a signature (SEC 1, section 4.1.6), and
 * signs a digest that somebody else computed, as Ethereum does with Keccak-256.
 *
 * <p>A recoverable signature is r, s and one byte more: 0 to 3 (bit 0: y of R is odd, bit 1: r was
 * reduced).
 */
@ConsumerType
public interface RecoverableSignatureScheme extends SignatureScheme {
  @Override
  RecoverableSigningKey fromSeed(byte[] seed);

  @Override
  default RecoverableSigningKey fromSeed(SecretBytes seed) {
    return seed.map((byte[] bytes) -> fromSeed(bytes));
  }

  /**
   * Whether {@code signature} is one of the digest by the holder of {@code publicKey}; anything
   * malformed is {@code false}.
   *
   * @param digest 32 bytes
   */
  boolean verifyDigest(byte[] publicKey, byte[] digest, byte[] signature);

  /**
   * The compressed public key whose holder made {@code signature} of {@code digest}; empty if there
   * is none or anything is malformed. That a key comes out says nothing: compare it.
   *
   * @param digest 32 bytes
   * @param signature 65 bytes
   */
  Optional<Bytes> recover(byte[] digest, byte[] signature);
}
