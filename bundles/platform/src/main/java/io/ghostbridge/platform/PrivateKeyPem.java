package io.ghostbridge.platform;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.Base64;
import java.util.HexFormat;

/**
 * A private key of 32 bytes as openssl writes and reads it: PKCS#8 (RFC 5958) in PEM (RFC 7468
 * section 10). Works on arrays throughout, so that all that held the key can be wiped.
 */
public enum PrivateKeyPem {
  /** RFC 8410 section 7. */
  ED25519(
      "Ed25519",
      "302e020100300506032b657004220420",
      "3051020101300506032b657004220420",
      "812100",
      32),

  /** RFC 5915. */
  P256(
      "P-256",
      "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420",
      "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420",
      "a144034200",
      65);

  /** More than any key here has in PEM; a longer file is something else. */
  public static final int MAXIMUM_BYTES = 4096;

  /** The length of a private key of each. */
  public static final int KEY_BYTES = 32;

  private static final int LINE_LENGTH = 64;
  private static final byte[] BEGIN = "-----BEGIN PRIVATE KEY-----".getBytes(US_ASCII);
  private static final byte[] END = "-----END PRIVATE KEY-----".getBytes(US_ASCII);
  private static final byte[] BEGIN_ENCRYPTED =
      "-----BEGIN ENCRYPTED PRIVATE KEY-----".getBytes(US_ASCII);

  private final String algorithm;
  private final String head;
  private final String headWithPublicKey;
  private final String publicKeyHead;
  private final int publicKeyLength;

  PrivateKeyPem(
      String algorithm,
      String head,
      String headWithPublicKey,
      String publicKeyHead,
      int publicKeyLength) {
    this.algorithm = algorithm;
    this.head = head;
    this.headWithPublicKey = headWithPublicKey;
    this.publicKeyHead = publicKeyHead;
    this.publicKeyLength = publicKeyLength;
  }

  /**
   * The private key in {@code pem}, for the caller to wipe.
   *
   * @throws KeyFormatException saying what it is instead
   */
  public byte[] decode(byte[] pem) throws KeyFormatException {
    if (pem.length > MAXIMUM_BYTES) {
      throw new KeyFormatException("it has more than " + MAXIMUM_BYTES + " bytes");
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
    byte[] base64 = withoutLineEnds(pem, begin + BEGIN.length, end);
    byte[] der = {};
    try {
      der = Base64.getDecoder().decode(base64);
      return privateKey(der);
    } catch (IllegalArgumentException e) {
      throw new KeyFormatException("its PEM block is not base64");
    } finally {
      Arrays.fill(base64, (byte) 0);
      Arrays.fill(der, (byte) 0);
    }
  }

  private byte[] privateKey(byte[] der) throws KeyFormatException {
    byte[] alone = HexFormat.of().parseHex(head);
    if (der.length == alone.length + KEY_BYTES && startsWith(der, alone, 0)) {
      return Arrays.copyOfRange(der, alone.length, der.length);
    }
    byte[] before = HexFormat.of().parseHex(headWithPublicKey);
    byte[] behind = HexFormat.of().parseHex(publicKeyHead);
    int end = before.length + KEY_BYTES;
    if (der.length == end + behind.length + publicKeyLength
        && startsWith(der, before, 0)
        && startsWith(der, behind, end)) {
      return Arrays.copyOfRange(der, before.length, end);
    }
    throw new KeyFormatException("it holds no private key of " + algorithm + " in PKCS#8");
  }

  /** The file that holds {@code key}, without its public key, for the caller to wipe. */
  public byte[] encode(byte[] key) {
    byte[] before = HexFormat.of().parseHex(head);
    byte[] der = ByteBuffer.allocate(before.length + KEY_BYTES).put(before).put(key).array();
    byte[] base64 = Base64.getMimeEncoder(LINE_LENGTH, new byte[] {'\n'}).encode(der);
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

  private static byte[] withoutLineEnds(byte[] text, int from, int to) {
    byte[] kept = new byte[to - from];
    int length = 0;
    for (int i = from; i < to; i++) {
      if (text[i] != '\n' && text[i] != '\r') {
        kept[length++] = text[i];
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
