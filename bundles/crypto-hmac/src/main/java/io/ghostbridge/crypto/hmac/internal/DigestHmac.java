package io.ghostbridge.crypto.hmac.internal;

import io.ghostbridge.api.crypto.Mac;
import io.ghostbridge.api.crypto.MacKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.crypto.Lengths;
import io.ghostbridge.crypto.Providers;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;

/**
 * HMAC (RFC 2104, section 2) on the JDK's digests. A key is the two states that its pads leave (the
 * implementation note of section 4), so that a message costs two blocks less than with {@code
 * javax.crypto.Mac}, which takes the pads in again for each: 184 instead of 283 ns for 118 bytes.
 */
abstract class DigestHmac implements Mac {
  private static final byte[] NO_PREFIX = {};

  private final String algorithm;
  private final MessageDigest prototype;
  private final int blockLength;

  /**
   * @param algorithm our name
   * @param digest the JDK's name of the digest
   * @param blockLength the digest's, in bytes
   */
  DigestHmac(String algorithm, String digest, int blockLength) {
    this.algorithm = algorithm;
    this.blockLength = blockLength;
    Provider provider = Providers.jdk("SUN");
    try {
      prototype = MessageDigest.getInstance(digest, provider);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the provider " + provider + " has no " + digest, e);
    }
  }

  @Override
  public final String algorithm() {
    return algorithm;
  }

  @Override
  public final int macLength() {
    return prototype.getDigestLength();
  }

  @Override
  public final MacKey key(SecretBytes secret) {
    return key(secret, NO_PREFIX);
  }

  @Override
  public final MacKey key(SecretBytes secret, byte[] prefix) {
    Lengths.require("a key of " + algorithm, secret.size(), 1, Lengths.MAX);
    return secret.map(
        (byte[] bytes) -> new HmacKey(algorithm, prototype, blockLength, bytes, prefix));
  }
}
