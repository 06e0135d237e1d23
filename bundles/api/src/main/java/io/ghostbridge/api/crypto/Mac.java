package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A message authentication code: without the key nobody makes a tag for a message that the key's
 * holder has not tagged, and the tag is as good as random to them.
 *
 * <p>{@code hmac-sha256} and {@code hmac-sha512} (RFC 2104, FIPS 198-1) take keys of 1 byte to 1
 * MiB and any number of messages; a key has at least {@link #macLength} bytes of entropy to be
 * worth its tag (RFC 2104, section 3).
 */
@ConsumerType
public interface Mac extends CryptoAlgorithm {
  /** The tag's length in bytes. */
  int macLength();

  /**
   * The key of these bytes, copied.
   *
   * @throws IllegalArgumentException if a key cannot have that length
   */
  MacKey key(SecretBytes secret);

  /**
   * The key of these bytes for messages that all begin with {@code prefix}: its tag of {@code m} is
   * the tag of {@code prefix} followed by {@code m} under {@link #key(SecretBytes)}. Taking the
   * prefix in may be paid for once instead of with each message.
   *
   * @throws IllegalArgumentException if a key cannot have that length
   */
  default MacKey key(SecretBytes secret, byte[] prefix) {
    return new PrefixedMacKey(key(secret), prefix.clone());
  }
}
