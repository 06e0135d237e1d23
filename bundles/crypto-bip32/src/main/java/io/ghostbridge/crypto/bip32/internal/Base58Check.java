package io.ghostbridge.crypto.bip32.internal;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;

/** Base58 with a checksum, in bytes of ASCII so that secrets need no string. */
final class Base58Check {
  private static final byte[] ALPHABET =
      "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
          .getBytes(java.nio.charset.StandardCharsets.US_ASCII);

  private static final int MAX_LENGTH = 128;
  private static final int CHECKSUM_LENGTH = 4;

  private Base58Check() {}

  static byte[] encode(byte[] payload) {
    byte[] number = Arrays.copyOf(payload, payload.length + CHECKSUM_LENGTH);
    System.arraycopy(checksum(payload), 0, number, payload.length, CHECKSUM_LENGTH);
    int zeros = zeros(number, (byte) 0);
    byte[] text = new byte[2 * number.length];
    int at = text.length;
    for (int start = zeros; start < number.length; ) {
      text[--at] = ALPHABET[divide(number, start)];
      start += number[start] == 0 ? 1 : 0;
    }
    Arrays.fill(text, at - zeros, at, ALPHABET[0]);
    byte[] result = Arrays.copyOfRange(text, at - zeros, text.length);
    Arrays.fill(number, (byte) 0);
    Arrays.fill(text, (byte) 0);
    return result;
  }

  /** Divides a number of base 256 by 58 in place and returns the remainder. */
  private static int divide(byte[] number, int start) {
    int remainder = 0;
    for (int i = start; i < number.length; i++) {
      int value = (remainder << 8) | (number[i] & 0xff);
      number[i] = (byte) (value / 58);
      remainder = value % 58;
    }
    return remainder;
  }

  /**
   * @throws IllegalArgumentException if a character, the checksum or the length is wrong; the
   *     message quotes nothing
   */
  static byte[] decode(byte[] text) {
    if (text.length > MAX_LENGTH) {
      throw new IllegalArgumentException(
          "the extended key has " + text.length + " characters, expected at most " + MAX_LENGTH);
    }
    byte[] number = new byte[text.length];
    int length = 0;
    for (byte character : text) {
      int digit = digit(character);
      for (int i = number.length - 1; i >= number.length - length || digit != 0; i--) {
        int value = (number[i] & 0xff) * 58 + digit;
        number[i] = (byte) value;
        digit = value >>> 8;
        length = Math.max(length, number.length - i);
      }
    }
    int whole = zeros(text, ALPHABET[0]) + length;
    byte[] decoded = new byte[whole];
    System.arraycopy(number, number.length - length, decoded, whole - length, length);
    Arrays.fill(number, (byte) 0);
    byte[] payload = Arrays.copyOf(decoded, Math.max(0, whole - CHECKSUM_LENGTH));
    boolean valid =
        whole > CHECKSUM_LENGTH
            && Arrays.equals(checksum(payload), Arrays.copyOfRange(decoded, payload.length, whole));
    Arrays.fill(decoded, (byte) 0);
    if (!valid) {
      Arrays.fill(payload, (byte) 0);
      throw new IllegalArgumentException("the extended key's checksum is wrong");
    }
    return payload;
  }

  /** Looks at every digit, and takes none by a branch: the character may be one of a secret. */
  private static int digit(byte character) {
    int found = -1;
    for (int i = 0; i < ALPHABET.length; i++) {
      int equal = ((ALPHABET[i] ^ (character & 0xff)) - 1) >> 31;
      found = (found & ~equal) | (i & equal);
    }
    if (found < 0) {
      throw new IllegalArgumentException("the extended key holds a character that Base58 has not");
    }
    return found;
  }

  private static int zeros(byte[] bytes, byte zero) {
    int count = 0;
    while (count < bytes.length && bytes[count] == zero) {
      count++;
    }
    return count;
  }

  private static byte[] checksum(byte[] payload) {
    try {
      MessageDigest sha256 = MessageDigest.getInstance("SHA-256");
      return Arrays.copyOf(sha256.digest(sha256.digest(payload)), CHECKSUM_LENGTH);
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("this Java runtime has no SHA-256", e);
    }
  }
}
