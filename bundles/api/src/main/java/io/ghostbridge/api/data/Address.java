package io.ghostbridge.api.data;

import io.ghostbridge.api.data.internal.Bech32;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.Locale;
import org.bouncycastle.crypto.digests.KeccakDigest;

/**
 * An account's address: 20 bytes, written {@code 0x…} with EIP-55's checksum or {@code ghost1…} in
 * bech32 (BIP-173). Both forms are read everywhere; {@link #toString} gives the first.
 */
public record Address(Bytes bytes) implements Comparable<Address> {
  /** The number of bytes. */
  public static final int SIZE = 20;

  private static final String HUMAN_READABLE_PART = "ghost";

  /**
   * @throws IllegalArgumentException if {@code bytes} are not exactly 20
   */
  public Address {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("an address has " + SIZE + " bytes, not " + bytes.size());
    }
  }

  /** Wraps {@code value} without a copy; see {@link Bytes#wrap}. */
  public static Address wrap(byte[] value) {
    return new Address(Bytes.wrap(value));
  }

  /** The address of an Ed25519 key: the first 20 bytes of SHA-256 of the public key. */
  public static Address ofEd25519(byte[] publicKey) {
    try {
      return wrap(Arrays.copyOf(MessageDigest.getInstance("SHA-256").digest(publicKey), SIZE));
    } catch (NoSuchAlgorithmException e) {
      throw new IllegalStateException("every Java platform has SHA-256", e);
    }
  }

  /**
   * Parses either form. Hexadecimal digits of one case only carry no checksum and are accepted, as
   * EIP-55 says; with mixed case the checksum must be right.
   *
   * @throws IllegalArgumentException if {@code text} is neither form, or its checksum is wrong
   */
  public static Address parse(String text) {
    if (text.startsWith("0x") || text.startsWith("0X")) {
      return parseHex(text);
    }
    if (text.toLowerCase(Locale.ROOT).startsWith(HUMAN_READABLE_PART + "1")) {
      return wrap(Bech32.decode(HUMAN_READABLE_PART, SIZE, text));
    }
    throw new IllegalArgumentException(
        "an address is 0x and 40 hexadecimal digits, or starts with ghost1, not '"
            + clip(text)
            + "'");
  }

  private static Address parseHex(String text) {
    String digits = text.substring(2);
    if (digits.length() != 2 * SIZE) {
      throw new IllegalArgumentException(
          "an address has 40 hexadecimal digits after 0x, not " + digits.length());
    }
    Address address = new Address(Bytes.fromHex(digits));
    boolean mixed =
        !digits.equals(digits.toLowerCase(Locale.ROOT))
            && !digits.equals(digits.toUpperCase(Locale.ROOT));
    if (mixed && !address.toChecksumHex().substring(2).equals(digits)) {
      throw new IllegalArgumentException(
          "the checksum (EIP-55) of '" + text + "' is wrong: check the address for a typing error");
    }
    return address;
  }

  private static String clip(String text) {
    return text.length() <= 64 ? text : text.substring(0, 64) + "…";
  }

  /** The form with {@code 0x} and EIP-55's checksum in the letters' case. */
  public String toChecksumHex() {
    String hex = bytes.toHex();
    KeccakDigest keccak = new KeccakDigest(256);
    byte[] ascii = hex.getBytes(java.nio.charset.StandardCharsets.US_ASCII);
    keccak.update(ascii, 0, ascii.length);
    byte[] hash = new byte[32];
    keccak.doFinal(hash, 0);
    StringBuilder out = new StringBuilder("0x");
    for (int i = 0; i < hex.length(); i++) {
      int nibble = (hash[i / 2] >> (i % 2 == 0 ? 4 : 0)) & 0xf;
      out.append(nibble >= 8 ? Character.toUpperCase(hex.charAt(i)) : hex.charAt(i));
    }
    return out.toString();
  }

  /** The bech32 form, {@code ghost1…}. */
  public String toBech32() {
    return Bech32.encode(HUMAN_READABLE_PART, bytes.unsafeArray());
  }

  @Override
  public int compareTo(Address other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return toChecksumHex();
  }
}
