package io.ghostbridge.api.crypto;

import io.ghostbridge.api.data.Bytes;
import java.util.List;
import java.util.Optional;
import org.osgi.annotation.versioning.ConsumerType;

/**
 * A scheme whose signatures add up to one of the same length (draft-irtf-cfrg-bls-signature-05,
 * section 3.3, ciphersuite BLS_SIG_BLS12381G2_XMD:SHA-256_SSWU_RO_POP_). Take into account only
 * keys that have proved their possession: otherwise one member chooses a key that cancels the
 * others'.
 */
@ConsumerType
public interface AggregateSignatureScheme extends SignatureScheme {
  /** One signature for all, or empty if there is none or one of them is malformed. */
  Optional<Bytes> aggregate(List<Bytes> signatures);

  /**
   * Whether each key signed the message at its place (section 3.1.1 with distinct messages or
   * proved keys). Lists that are empty or of different sizes are {@code false}.
   */
  boolean verifyAggregate(List<Bytes> publicKeys, List<Bytes> messages, byte[] signature);

  /** Whether every key signed the one message (section 3.3.4); {@code false} for no key. */
  boolean verifySameMessage(List<Bytes> publicKeys, byte[] message, byte[] signature);

  /**
   * Proves that the key's holder knows the private part (section 3.3.2).
   *
   * @param key one of this scheme
   * @throws IllegalArgumentException if the key is another scheme's
   */
  byte[] provePossession(SigningKey key);

  /** Whether {@code proof} is one that {@link #provePossession} gives (section 3.3.3). */
  boolean verifyPossession(byte[] publicKey, byte[] proof);
}
