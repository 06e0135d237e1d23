package io.ghostbridge.dnssec.internal;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.util.Arrays;
import java.util.Base64;

/**
 * A private key as openssl writes and reads it: PKCS#8 (RFC 5958) in PEM (RFC 7468, section 10).
 * Works on arrays, so that all that held the key can be wiped.
 */
final class KeyPem {
  /** More than any key here; a longer file is something else. */
  static final int MAXIMUM_BYTES = 4096;

  private static final String BEGIN = "-----BEGIN PRIVATE KEY-----\n";
  private static final String END = "\n-----END PRIVATE KEY-----\n";

  private KeyPem() {}

  /**
   * The private key in {@code pem}, for the caller to wipe.
   *
   * @throws KeyFormatException saying what it is instead
   */
  static byte[] decode(byte[] pem, Algorithm algorithm) throws KeyFormatException {
    if (pem.length > MAXIMUM_BYTES) {
      throw new KeyFormatException("it has more than " + MAXIMUM_BYTES + " bytes");
    }
    int begin = indexOf(pem, BEGIN.strip(), 0);
    int end = begin < 0 ? -1 : indexOf(pem, END.strip(), begin);
    if (end < 0) {
      throw new KeyFormatException("it has no PEM block 'PRIVATE KEY'");
    }
    byte[] base64 = Arrays.copyOfRange(pem, begin + BEGIN.strip().length(), end);
    byte[] der = {};
    try {
      der = Base64.getMimeDecoder().decode(base64);
      byte[] key = algorithm.privateKey(der);
      if (key == null) {
        throw new KeyFormatException(
            "it holds no unencrypted private key of " + algorithm.scheme() + " in PKCS#8");
      }
      return key;
    } catch (IllegalArgumentException e) {
      throw new KeyFormatException("its PEM block is not base64");
    } finally {
      Arrays.fill(base64, (byte) 0);
      Arrays.fill(der, (byte) 0);
    }
  }

  /** The file that holds {@code key}, for the caller to wipe. */
  static byte[] encode(byte[] key, Algorithm algorithm) {
    byte[] head = algorithm.pkcs8Head();
    byte[] der = Arrays.copyOf(head, head.length + key.length);
    System.arraycopy(key, 0, der, head.length, key.length);
    byte[] base64 = Base64.getMimeEncoder(64, new byte[] {'\n'}).encode(der);
    byte[] pem =
        Arrays.copyOf(BEGIN.getBytes(ISO_8859_1), BEGIN.length() + base64.length + END.length());
    System.arraycopy(base64, 0, pem, BEGIN.length(), base64.length);
    System.arraycopy(
        END.getBytes(ISO_8859_1), 0, pem, BEGIN.length() + base64.length, END.length());
    Arrays.fill(der, (byte) 0);
    Arrays.fill(base64, (byte) 0);
    return pem;
  }

  private static int indexOf(byte[] text, String wanted, int from) {
    byte[] pattern = wanted.getBytes(ISO_8859_1);
    for (int at = from; at <= text.length - pattern.length; at++) {
      if (Arrays.equals(text, at, at + pattern.length, pattern, 0, pattern.length)) {
        return at;
      }
    }
    return -1;
  }
}
