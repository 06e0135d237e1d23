package io.ghostbridge.api.data.internal;

import java.io.ByteArrayOutputStream;
import java.util.Locale;

/** Bech32 (BIP-173) of byte strings, as Cosmos chains write addresses: no witness version. */
public final class Bech32 {
  private static final String ALPHABET = "qpzry9x8gf2tvdw0s3jn54khce6mua7l";
  private static final int[] GENERATOR = {
    0x3b6a57b2, 0x26508e6d, 0x1ea119fa, 0x3d4233dd, 0x2a1462b3
  };
  private static final int CHECKSUM_LENGTH = 6;
  private static final int MAX_LENGTH = 90;

  private Bech32() {}

  /** Encodes {@code data} under the lower-case {@code prefix}. */
  public static String encode(String prefix, byte[] data) {
    byte[] groups = regroup(data, 8, 5, true);
    int checksum = polymod(prefix, groups, groups.length, new byte[CHECKSUM_LENGTH]) ^ 1;
    StringBuilder out = new StringBuilder(prefix).append('1');
    for (byte group : groups) {
      out.append(ALPHABET.charAt(group));
    }
    for (int i = 0; i < CHECKSUM_LENGTH; i++) {
      out.append(ALPHABET.charAt((checksum >>> (5 * (CHECKSUM_LENGTH - 1 - i))) & 31));
    }
    return out.toString();
  }

  /**
   * Decodes {@code text}, which must be of one case, with {@code prefix}, a right checksum and
   * {@code size} bytes.
   *
   * @throws IllegalArgumentException saying which of these it is not
   */
  public static byte[] decode(String prefix, int size, String text) {
    String lower = text.toLowerCase(Locale.ROOT);
    if (!text.equals(lower) && !text.equals(text.toUpperCase(Locale.ROOT))) {
      throw new IllegalArgumentException("a bech32 address is in one case, not in both");
    }
    int length = lower.length() - prefix.length() - 1;
    if (length < CHECKSUM_LENGTH
        || lower.length() > MAX_LENGTH
        || !lower.startsWith(prefix + "1")) {
      throw new IllegalArgumentException(
          "a bech32 address starts with " + prefix + "1 and has at most 90 characters");
    }
    byte[] groups = new byte[length];
    for (int i = 0; i < length; i++) {
      char c = lower.charAt(prefix.length() + 1 + i);
      int group = ALPHABET.indexOf(c);
      if (group < 0) {
        throw new IllegalArgumentException("'" + c + "' is no bech32 character");
      }
      groups[i] = (byte) group;
    }
    if (polymod(prefix, groups, groups.length, new byte[0]) != 1) {
      throw new IllegalArgumentException(
          "the checksum of the bech32 address is wrong: check it for a typing error");
    }
    byte[] payload = new byte[length - CHECKSUM_LENGTH];
    System.arraycopy(groups, 0, payload, 0, payload.length);
    byte[] data = regroup(payload, 5, 8, false);
    if (data.length != size) {
      throw new IllegalArgumentException(
          "the bech32 address holds " + data.length + " bytes, not " + size);
    }
    return data;
  }

  private static int polymod(String prefix, byte[] groups, int count, byte[] tail) {
    int checksum = 1;
    for (int i = 0; i < prefix.length(); i++) {
      checksum = step(checksum) ^ (prefix.charAt(i) >>> 5);
    }
    checksum = step(checksum);
    for (int i = 0; i < prefix.length(); i++) {
      checksum = step(checksum) ^ (prefix.charAt(i) & 31);
    }
    for (int i = 0; i < count; i++) {
      checksum = step(checksum) ^ groups[i];
    }
    for (byte group : tail) {
      checksum = step(checksum) ^ group;
    }
    return checksum;
  }

  private static int step(int checksum) {
    int top = checksum >>> 25;
    int next = (checksum & 0x1ffffff) << 5;
    for (int i = 0; i < GENERATOR.length; i++) {
      if (((top >>> i) & 1) != 0) {
        next ^= GENERATOR[i];
      }
    }
    return next;
  }

  private static byte[] regroup(byte[] in, int from, int to, boolean pad) {
    ByteArrayOutputStream out = new ByteArrayOutputStream(in.length * from / to + 1);
    int buffer = 0;
    int bits = 0;
    for (byte value : in) {
      buffer = ((buffer << from) | (value & ((1 << from) - 1))) & 0xfff;
      bits += from;
      while (bits >= to) {
        bits -= to;
        out.write((buffer >>> bits) & ((1 << to) - 1));
      }
    }
    int rest = buffer & ((1 << bits) - 1);
    if (pad) {
      if (bits > 0) {
        out.write((rest << (to - bits)) & ((1 << to) - 1));
      }
    } else if (bits >= from || rest != 0) {
      throw new IllegalArgumentException("the bech32 address has stray bits at its end");
    }
    return out.toByteArray();
  }
}
