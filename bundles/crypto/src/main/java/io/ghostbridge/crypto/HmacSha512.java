package io.ghostbridge.crypto;

import java.security.GeneralSecurityException;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** The HMAC that trees of keys grow by (BIP-32, SLIP-10). */
public final class HmacSha512 {
  private HmacSha512() {}

  /**
   * 64 bytes: on the left a key, on the right a chain code.
   *
   * @param key not secret by itself, or copied by the provider until it is collected
   */
  public static byte[] of(byte[] key, byte[]... parts) {
    try {
      Mac mac = Mac.getInstance("HmacSHA512", Providers.jdk("SunJCE"));
      mac.init(new SecretKeySpec(key, "HmacSHA512"));
      for (byte[] part : parts) {
        mac.update(part);
      }
      return mac.doFinal();
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("this Java runtime has no HMAC-SHA-512", e);
    }
  }

  /** The left half. */
  public static byte[] left(byte[] output) {
    return Arrays.copyOf(output, output.length / 2);
  }

  /** The right half. */
  public static byte[] right(byte[] output) {
    return Arrays.copyOfRange(output, output.length / 2, output.length);
  }

  /** A number, big-endian. */
  public static byte[] bigEndian(int value) {
    return new byte[] {
      (byte) (value >>> 24), (byte) (value >>> 16), (byte) (value >>> 8), (byte) value
    };
  }
}
