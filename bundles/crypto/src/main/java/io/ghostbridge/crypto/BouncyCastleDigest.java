package io.ghostbridge.crypto;

import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.HashStream;
import java.util.function.Supplier;
import org.bouncycastle.crypto.ExtendedDigest;

/** A digest of Bouncy Castle's lightweight API. A few objects are kept for short messages' sake. */
public abstract class BouncyCastleDigest implements Digest {
  private final String algorithm;
  private final Supplier<? extends ExtendedDigest> maker;
  private final Pool<ExtendedDigest> pool;
  private final int digestLength;
  private final int blockLength;

  /**
   * @param algorithm our name
   * @param maker of a fresh digest
   */
  protected BouncyCastleDigest(String algorithm, Supplier<? extends ExtendedDigest> maker) {
    this.algorithm = algorithm;
    this.maker = maker;
    pool = new Pool<>(maker::get);
    ExtendedDigest example = maker.get();
    digestLength = example.getDigestSize();
    blockLength = example.getByteLength();
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
    ExtendedDigest digest = pool.take();
    digest.update(message, 0, message.length);
    byte[] result = outputOf(digest);
    pool.give(digest);
    return result;
  }

  @Override
  public final HashStream start() {
    ExtendedDigest digest = maker.get();
    return new FinishedOnce() {
      @Override
      void add(byte[] piece, int offset, int length) {
        digest.update(piece, offset, length);
      }

      @Override
      byte[] result() {
        return outputOf(digest);
      }
    };
  }

  private byte[] outputOf(ExtendedDigest digest) {
    byte[] result = new byte[digestLength];
    digest.doFinal(result, 0);
    return result;
  }
}
