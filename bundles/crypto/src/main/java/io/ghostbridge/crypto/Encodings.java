package io.ghostbridge.crypto;

import java.util.Arrays;
import java.util.HexFormat;

/** Keys in the DER that JCA reads: a fixed head and the raw key behind it. */
public final class Encodings {
  private Encodings() {}

  /**
   * {@code head} in hexadecimal, and {@code key} behind it.
   *
   * @return an array of the caller's, to be wiped if the key is secret
   */
  public static byte[] encode(String head, byte[] key) {
    byte[] prefix = HexFormat.of().parseHex(head);
    byte[] whole = Arrays.copyOf(prefix, prefix.length + key.length);
    System.arraycopy(key, 0, whole, prefix.length, key.length);
    return whole;
  }
}
