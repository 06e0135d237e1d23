package io.ghostbridge.api.data;

/** A 32-byte digest: of a block, a transaction or a root. */
public record Hash(Bytes bytes) implements Comparable<Hash> {
  /** The number of bytes. */
  public static final int SIZE = 32;

  /** Thirty-two zero bytes: the parent of the first block. Never valid as the hash of anything. */
  public static final Hash ZERO = new Hash(Bytes.wrap(new byte[SIZE]));

  /**
   * @throws IllegalArgumentException if {@code bytes} are not exactly 32
   */
  public Hash {
    if (bytes.size() != SIZE) {
      throw new IllegalArgumentException("a hash has " + SIZE + " bytes, not " + bytes.size());
    }
  }

  /** Wraps {@code value} without a copy; see {@link Bytes#wrap}. */
  public static Hash wrap(byte[] value) {
    return new Hash(Bytes.wrap(value));
  }

  /**
   * Parses 64 hexadecimal digits, with or without the prefix {@code 0x}.
   *
   * @throws IllegalArgumentException if {@code text} is anything else
   */
  public static Hash parse(String text) {
    String digits = text.startsWith("0x") ? text.substring(2) : text;
    if (digits.length() != 2 * SIZE) {
      throw new IllegalArgumentException(
          "a hash has " + 2 * SIZE + " hexadecimal digits, not " + digits.length());
    }
    return new Hash(Bytes.fromHex(digits));
  }

  /** The hash as it is written everywhere: 64 lower-case hexadecimal digits. */
  public String toHex() {
    return bytes.toHex();
  }

  @Override
  public int compareTo(Hash other) {
    return bytes.compareTo(other.bytes);
  }

  @Override
  public String toString() {
    return toHex();
  }
}
