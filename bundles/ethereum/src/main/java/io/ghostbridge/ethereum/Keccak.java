package io.ghostbridge.ethereum;

import io.ghostbridge.api.data.Hash;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * Keccak-256 as Ethereum uses it, with one digest object that is used again and again. For one
 * thread at a time; {@link #hash(byte[])} is for any.
 */
public final class Keccak {
  /** The digest's length in bytes. */
  public static final int LENGTH = 32;

  private final KeccakDigest digest = new KeccakDigest(8 * LENGTH);

  /** The digest of {@code data}. */
  public byte[] digest(byte[] data) {
    return digest(data, 0, data.length);
  }

  /** The digest of {@code length} bytes of {@code data} from {@code offset} on. */
  public byte[] digest(byte[] data, int offset, int length) {
    byte[] result = new byte[LENGTH];
    digest.update(data, offset, length);
    digest.doFinal(result, 0);
    return result;
  }

  /** The digest of {@code data}. Any thread. */
  public static Hash hash(byte[] data) {
    return Hash.wrap(new Keccak().digest(data));
  }
}
