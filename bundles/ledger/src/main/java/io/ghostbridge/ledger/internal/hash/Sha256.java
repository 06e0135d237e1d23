package io.ghostbridge.ledger.internal.hash;

import io.ghostbridge.api.data.Bytes;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 with one digest object that is used again and again. For one thread at a time. */
public final class Sha256 {
  private final MessageDigest digest;

  /** A hasher of its own. */
  public Sha256() {
    try {
      digest = MessageDigest.getInstance("SHA-256");
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /** The digest of {@code data}. */
  public Bytes hash(byte[] data) {
    return Bytes.wrap(digest.digest(data));
  }

  /** The digest of {@code prefix}, {@code left} and {@code right} one after the other. */
  public Bytes hash(byte prefix, byte[] left, byte[] right) {
    digest.update(prefix);
    digest.update(left);
    digest.update(right);
    return Bytes.wrap(digest.digest());
  }

  /** The digest of {@code prefix} and {@code data}. */
  public Bytes hash(byte prefix, byte[] data) {
    digest.update(prefix);
    digest.update(data);
    return Bytes.wrap(digest.digest());
  }

  /** {@code domain} in ASCII, one zero byte, and {@code data}: what is signed and hashed. */
  public static byte[] separate(String domain, byte[] data) {
    byte[] prefix = domain.getBytes(StandardCharsets.US_ASCII);
    byte[] joined = new byte[prefix.length + 1 + data.length];
    System.arraycopy(prefix, 0, joined, 0, prefix.length);
    System.arraycopy(data, 0, joined, prefix.length + 1, data.length);
    return joined;
  }
}
