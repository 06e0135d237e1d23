package io.ghostbridge.ethereum.trie;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.ethereum.rlp.RlpException;
import java.util.Arrays;

/** Ways through a trie: four bits in each byte. */
final class Nibbles {
  private static final int ODD = 0x10;
  private static final int LEAF = 0x20;

  private Nibbles() {}

  /** The way to {@code key}. */
  static Bytes ofKey(Bytes key) {
    byte[] nibbles = new byte[2 * key.size()];
    for (int i = 0; i < key.size(); i++) {
      nibbles[2 * i] = (byte) ((key.get(i) >> 4) & 0xf);
      nibbles[2 * i + 1] = (byte) (key.get(i) & 0xf);
    }
    return Bytes.wrap(nibbles);
  }

  /** The key at the end of {@code way}, whose length is even. */
  static Bytes toKey(Bytes way) {
    byte[] key = new byte[way.size() / 2];
    for (int i = 0; i < key.length; i++) {
      key[i] = (byte) ((way.get(2 * i) << 4) | way.get(2 * i + 1));
    }
    return Bytes.wrap(key);
  }

  static Bytes slice(Bytes way, int from, int to) {
    return from == to ? Bytes.EMPTY : Bytes.wrap(Arrays.copyOfRange(way.unsafeArray(), from, to));
  }

  static Bytes join(Bytes first, Bytes second) {
    if (first.isEmpty()) {
      return second;
    }
    byte[] joined = Arrays.copyOf(first.unsafeArray(), first.size() + second.size());
    System.arraycopy(second.unsafeArray(), 0, joined, first.size(), second.size());
    return Bytes.wrap(joined);
  }

  static Bytes append(Bytes way, int nibble) {
    byte[] longer = Arrays.copyOf(way.unsafeArray(), way.size() + 1);
    longer[way.size()] = (byte) nibble;
    return Bytes.wrap(longer);
  }

  /** How many nibbles {@code a} from {@code fromA} on and {@code b} from {@code fromB} on share. */
  static int common(Bytes a, int fromA, Bytes b, int fromB) {
    int most = Math.min(a.size() - fromA, b.size() - fromB);
    int i = 0;
    while (i < most && a.get(fromA + i) == b.get(fromB + i)) {
      i++;
    }
    return i;
  }

  static boolean startsWith(Bytes way, Bytes prefix) {
    return common(way, 0, prefix, 0) == prefix.size();
  }

  /** The hex-prefix encoding (Yellow Paper, appendix C). */
  static byte[] compact(Bytes nibbles, boolean leaf) {
    int odd = nibbles.size() & 1;
    byte[] out = new byte[nibbles.size() / 2 + 1];
    out[0] = (byte) ((leaf ? LEAF : 0) | (odd == 1 ? ODD | nibbles.get(0) : 0));
    for (int i = odd; i < nibbles.size(); i += 2) {
      out[i / 2 + 1] = (byte) ((nibbles.get(i) << 4) | nibbles.get(i + 1));
    }
    return out;
  }

  static boolean isLeaf(int offset, Bytes compact) throws RlpException {
    if (compact.isEmpty() || (compact.get(0) & 0xc0) != 0) {
      throw new RlpException(offset, "a way starts with a byte from 0x00 to 0x3f");
    }
    return (compact.get(0) & LEAF) != 0;
  }

  static Bytes expand(int offset, Bytes compact) throws RlpException {
    if (compact.isEmpty()) {
      throw new RlpException(offset, "a way has at least one byte");
    }
    int first = compact.get(0);
    int odd = (first & ODD) == 0 ? 0 : 1;
    if (odd == 0 && (first & 0xf) != 0) {
      throw new RlpException(offset, "an even way's first byte ends in a zero nibble");
    }
    byte[] nibbles = new byte[2 * (compact.size() - 1) + odd];
    if (odd == 1) {
      nibbles[0] = (byte) (first & 0xf);
    }
    for (int i = 1; i < compact.size(); i++) {
      nibbles[2 * i - 2 + odd] = (byte) ((compact.get(i) >> 4) & 0xf);
      nibbles[2 * i - 1 + odd] = (byte) (compact.get(i) & 0xf);
    }
    return Bytes.wrap(nibbles);
  }
}
