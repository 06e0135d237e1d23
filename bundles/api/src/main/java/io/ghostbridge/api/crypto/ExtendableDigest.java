package io.ghostbridge.api.crypto;

import org.osgi.annotation.versioning.ConsumerType;

/**
 * A digest of any length (FIPS 202, section 6.2; BLAKE3, section 2.6). A longer output begins with
 * the shorter one. {@link #digestLength} is the default, which carries the full strength.
 *
 * <p>It is registered as a {@link Digest} and as this.
 */
@ConsumerType
public interface ExtendableDigest extends Digest {
  /**
   * The first {@code length} bytes of the output.
   *
   * @param length from 1 to 1 MiB (2^20)
   * @throws IllegalArgumentException if {@code length} is not in that range
   */
  byte[] digest(byte[] message, int length);
}
