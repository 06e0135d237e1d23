package io.ghostbridge.crypto;

import java.util.Arrays;
import java.util.Optional;

/** ECDSA's signature in DER (RFC 3279, section 2.2.3): a SEQUENCE of the INTEGERs r and s. */
public final class EcdsaDer {
  private static final int SEQUENCE = 0x30;
  private static final int INTEGER = 0x02;

  private final byte[] der;
  private int at;

  private EcdsaDer(byte[] der) {
    this.der = der;
  }

  /**
   * r and s, each big-endian in {@code length} bytes. Empty unless {@code der} is exactly the one
   * encoding that DER allows of two positive numbers that fit.
   *
   * @param length at most 60
   */
  public static Optional<byte[]> decode(byte[] der, int length) {
    byte[] signature = new byte[2 * length];
    EcdsaDer reader = new EcdsaDer(der);
    boolean valid =
        reader.header(SEQUENCE) == der.length - 2
            && reader.integer(signature, 0, length)
            && reader.integer(signature, length, length)
            && reader.at == der.length;
    return valid ? Optional.of(signature) : Optional.empty();
  }

  /** The content's length behind a tag, or -1. */
  private int header(int tag) {
    if (der.length - at < 2 || der[at] != tag || der[at + 1] < 0) {
      return -1;
    }
    int length = der[at + 1];
    at += 2;
    return length;
  }

  private boolean integer(byte[] target, int offset, int length) {
    int size = header(INTEGER);
    if (size < 1 || size > der.length - at || der[at] < 0) {
      return false;
    }
    boolean padded = der[at] == 0;
    if (padded && (size == 1 || der[at + 1] >= 0)) {
      return false;
    }
    int skip = padded ? 1 : 0;
    if (size - skip > length) {
      return false;
    }
    System.arraycopy(der, at + skip, target, offset + length - (size - skip), size - skip);
    at += size;
    return true;
  }

  /** The DER of r and s, which have the same length, at most 60 bytes each. */
  public static byte[] encode(byte[] signature) {
    int length = signature.length / 2;
    byte[] r = minimal(Arrays.copyOf(signature, length));
    byte[] s = minimal(Arrays.copyOfRange(signature, length, signature.length));
    byte[] der = new byte[6 + r.length + s.length];
    der[0] = SEQUENCE;
    der[1] = (byte) (der.length - 2);
    der[2] = INTEGER;
    der[3] = (byte) r.length;
    System.arraycopy(r, 0, der, 4, r.length);
    der[4 + r.length] = INTEGER;
    der[5 + r.length] = (byte) s.length;
    System.arraycopy(s, 0, der, 6 + r.length, s.length);
    return der;
  }

  private static byte[] minimal(byte[] number) {
    int zeros = 0;
    while (zeros < number.length - 1 && number[zeros] == 0) {
      zeros++;
    }
    int length = number.length - zeros;
    byte[] value = new byte[number[zeros] < 0 ? length + 1 : length];
    System.arraycopy(number, zeros, value, value.length - length, length);
    return value;
  }
}
