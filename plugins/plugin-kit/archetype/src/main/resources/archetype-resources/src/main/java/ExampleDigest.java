package ${package};

import io.ghostbridge.api.crypto.CryptoAlgorithm;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.HashStream;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Objects;
import org.osgi.service.component.annotations.Component;

/**
 * SHA-512/256 (FIPS 180-4, section 6.7) by the platform's own implementation. Replace it by your
 * algorithm; other primitives (signatures, AEADs, MACs) have interfaces of their own beside {@link
 * Digest}.
 */
@Component(property = CryptoAlgorithm.ALGORITHM + "=" + ExampleDigest.NAME)
public final class ExampleDigest implements Digest {
  static final String NAME = "sha512-256";

  @Override
  public String algorithm() {
    return NAME;
  }

  @Override
  public int digestLength() {
    return 32;
  }

  @Override
  public int blockLength() {
    return 128;
  }

  @Override
  public HashStream start() {
    MessageDigest digest;
    try {
      digest = MessageDigest.getInstance("SHA-512/256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this platform has no SHA-512/256", e);
    }
    return new Stream(digest);
  }

  /** One message, for one thread at a time. */
  private static final class Stream implements HashStream {
    private final MessageDigest digest;
    private boolean finished;

    private Stream(MessageDigest digest) {
      this.digest = digest;
    }

    @Override
    public HashStream update(byte[] piece, int offset, int length) {
      Objects.checkFromIndexSize(offset, length, piece.length);
      checkOpen();
      digest.update(piece, offset, length);
      return this;
    }

    @Override
    public byte[] finish() {
      checkOpen();
      finished = true;
      return digest.digest();
    }

    private void checkOpen() {
      if (finished) {
        throw new IllegalStateException("the digest was finished; start another for each message");
      }
    }
  }
}
