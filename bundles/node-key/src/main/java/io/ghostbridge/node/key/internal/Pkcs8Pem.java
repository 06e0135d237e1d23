package io.ghostbridge.node.key.internal;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * An Ed25519 private key as openssl writes it: PKCS#8 (RFC 5958, RFC 8410 section 7) in PEM (RFC
 * 7468 section 10). Works on arrays throughout, so that all that held the seed can be wiped.
 */
final class Pkcs8Pem {
  /** More than any key here; a longer file is something else. */
  static final int MAX_LENGTH = 4096;

  static final int SEED_LENGTH = 32;

  private static final byte[] BEGIN = "-----BEGIN PRIVATE KEY-----".getBytes(US_ASCII);
  private static final byte[] END = "-----END PRIVATE KEY-----".getBytes(US_ASCII);
  private static final byte[] BEGIN_ENCRYPTED =
      "-----BEGIN ENCRYPTED PRIVATE KEY-----".getBytes(US_ASCII);

  /** OneAsymmetricKey version 1 up to the seed, which ends it. */
  private static final byte[] VERSION_1 =
      HexFormat.of().parseHex("302e020100300506032b657004220420");

  /** Version 2 up to the seed; {@link #PUBLIC_KEY} and 32 bytes follow it. */
  private static final byte[] VERSION_2 =
      HexFormat.of().parseHex("3051020101300506032b657004220420");

  private static final byte[] PUBLIC_KEY = HexFormat.of().parseHex("812100");

  private Pkcs8Pem() {}

  /**
   * The seed in {@code pem}, for the caller to wipe.
   *
   * @throws KeyFormatException saying what it is instead
   */
  static byte[] decode(byte[] pem) throws KeyFormatException {
    if (pem.length > MAX_LENGTH) {
      throw new KeyFormatException("it has more than " + MAX_LENGTH + " bytes");
    }
    if (indexOf(pem, BEGIN_ENCRYPTED, 0) >= 0) {
      throw new KeyFormatException(
          "it is encrypted: write it without a passphrase (openssl pkey -in OLD -out NEW)");
    }
    int begin = indexOf(pem, BEGIN, 0);
    int end = begin < 0 ? -1 : indexOf(pem, END, begin + BEGIN.length);
    if (end < 0) {
      throw new KeyFormatException("it has no PEM block 'PRIVATE KEY'");
    }
    byte[] base64 = Arrays.copyOfRange(pem, begin + BEGIN.length, end);
    byte[] lines = withoutLineEnds(base64);
    byte[] der = {};
    try {
      der = Base64.getDecoder().decode(lines);
      return seed(der);
    } catch (IllegalArgumentException e) {
      throw new KeyFormatException("its PEM block is not base64");
    } finally {
      Arrays.fill(base64, (byte) 0);
      Arrays.fill(lines, (byte) 0);
      Arrays.fill(der, (byte) 0);
    }
  }

  private static byte[] seed(byte[] der) throws KeyFormatException {
    int seedEnd = VERSION_1.length + SEED_LENGTH;
    boolean version1 = der.length == seedEnd && startsWith(der, VERSION_1, 0);
    boolean version2 =
        der.length == seedEnd + PUBLIC_KEY.length + 32
            && startsWith(der, VERSION_2, 0)
            && startsWith(der, PUBLIC_KEY, seedEnd);
    if (!version1 && !version2) {
      throw new KeyFormatException("it holds no Ed25519 private key (RFC 8410)");
    }
    return Arrays.copyOfRange(der, VERSION_1.length, seedEnd);
  }

  /** The file that holds {@code seed}, for the caller to wipe. */
  static byte[] encode(byte[] seed) {
    byte[] der = Arrays.copyOf(VERSION_1, VERSION_1.length + SEED_LENGTH);
    System.arraycopy(seed, 0, der, VERSION_1.length, SEED_LENGTH);
    byte[] base64 = Base64.getEncoder().encode(der);
    byte[] pem = new byte[BEGIN.length + base64.length + END.length + 3];
    int at = appendLine(pem, 0, BEGIN);
    at = appendLine(pem, at, base64);
    appendLine(pem, at, END);
    Arrays.fill(der, (byte) 0);
    Arrays.fill(base64, (byte) 0);
    return pem;
  }

  private static int appendLine(byte[] target, int at, byte[] line) {
    System.arraycopy(line, 0, target, at, line.length);
    target[at + line.length] = '\n';
    return at + line.length + 1;
  }

  private static byte[] withoutLineEnds(byte[] text) {
    byte[] kept = new byte[text.length];
    int length = 0;
    for (byte value : text) {
      if (value != '\n' && value != '\r') {
        kept[length++] = value;
      }
    }
    byte[] exact = Arrays.copyOf(kept, length);
    Arrays.fill(kept, (byte) 0);
    return exact;
  }

  private static int indexOf(byte[] text, byte[] wanted, int from) {
    for (int at = from; at <= text.length - wanted.length; at++) {
      if (startsWith(text, wanted, at)) {
        return at;
      }
    }
    return -1;
  }

  private static boolean startsWith(byte[] text, byte[] wanted, int at) {
    return text.length - at >= wanted.length
        && Arrays.equals(text, at, at + wanted.length, wanted, 0, wanted.length);
  }
}
