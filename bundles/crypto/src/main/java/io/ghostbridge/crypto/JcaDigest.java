package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.HashStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.Provider;

/**
 * A digest of a JCA provider. Threads keep their objects for a while: short messages cost little
 * more than making one.
 */
public abstract class JcaDigest implements Digest {
  private final String algorithm;
  private final int digestLength;
  private final int blockLength;
  private final MessageDigest prototype;
  private final PerThread<MessageDigest> digests = new PerThread<>(this::fresh);

  /**
   * @param algorithm our name
   * @param jcaName the provider's
   */
  protected JcaDigest(String algorithm, String jcaName, Provider provider, int blockLength) {
    this.algorithm = algorithm;
    this.blockLength = blockLength;
    try {
      prototype = MessageDigest.getInstance(jcaName, provider);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("the provider " + provider + " has no " + jcaName, e);
    }
    digestLength = prototype.getDigestLength();
  }

  @Override
  public final String algorithm() {
    return algorithm;
  }

  @Override
  public final int digestLength() {
    return digestLength;
  }

  @Override
  public final int blockLength() {
    return blockLength;
  }

  @Override
  public final byte[] digest(byte[] message) {
    PerThread.Lease<MessageDigest> lease = digests.take();
    byte[] result = lease.object().digest(message);
    lease.end();
    return result;
  }

  @Override
  public final HashStream start() {
    MessageDigest digest = fresh();
    return new FinishedOnce() {
      @Override
      void add(byte[] piece, int offset, int length) {
        digest.update(piece, offset, length);
      }

      @Override
      byte[] result() {
        return digest.digest();
      }
    };
  }

  private MessageDigest fresh() {
    try {
      return (MessageDigest) prototype.clone();
    } catch (CloneNotSupportedException e) {
      throw new IllegalStateException("the digest " + algorithm + " cannot be cloned", e);
    }
  }
}
