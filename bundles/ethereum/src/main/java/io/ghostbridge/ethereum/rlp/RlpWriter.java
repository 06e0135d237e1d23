package io.ghostbridge.ethereum.rlp;

import io.ghostbridge.api.data.Bytes;
import java.math.BigInteger;
import java.util.Arrays;
import java.util.function.Consumer;

/** Writes RLP: {@code new RlpWriter().list(l -> l.number(1).bytes(data)).toByteArray()}. */
public final class RlpWriter {
  private static final int SHORT_LIMIT = 55;
  private static final int MAXIMUM_HEADER = 5;

  private byte[] data;
  private int size;

  /** An empty output. */
  public RlpWriter() {
    this(64);
  }

  /** An empty output with room for {@code expectedBytes}. */
  public RlpWriter(int expectedBytes) {
    data = new byte[Math.max(16, expectedBytes)];
  }

  /** Appends a string. */
  public RlpWriter bytes(byte[] value) {
    return bytes(value, 0, value.length);
  }

  /** Appends a string. */
  public RlpWriter bytes(Bytes value) {
    return bytes(value.unsafeArray());
  }

  /** Appends {@code length} bytes of {@code value} from {@code offset} on as a string. */
  public RlpWriter bytes(byte[] value, int offset, int length) {
    room(MAXIMUM_HEADER + length);
    if (length != 1 || value[offset] < 0) {
      size += header(data, size, 0x80, length);
    }
    System.arraycopy(value, offset, data, size, length);
    size += length;
    return this;
  }

  /** Appends an integer, read as unsigned. */
  public RlpWriter number(long value) {
    int length = (71 - Long.numberOfLeadingZeros(value)) / 8;
    byte[] encoded = new byte[length];
    for (int i = 0; i < length; i++) {
      encoded[i] = (byte) (value >>> (8 * (length - 1 - i)));
    }
    return bytes(encoded);
  }

  /**
   * Appends an integer.
   *
   * @throws IllegalArgumentException if it is negative
   */
  public RlpWriter number(BigInteger value) {
    if (value.signum() < 0) {
      throw new IllegalArgumentException("RLP has no negative integers, such as " + value);
    }
    byte[] signed = value.toByteArray();
    return signed[0] == 0 ? bytes(signed, 1, signed.length - 1) : bytes(signed);
  }

  /** Appends what is encoded already. */
  public RlpWriter raw(byte[] encoded) {
    room(encoded.length);
    System.arraycopy(encoded, 0, data, size, encoded.length);
    size += encoded.length;
    return this;
  }

  /** Appends a list of what {@code items} appends to this writer. */
  public RlpWriter list(Consumer<RlpWriter> items) {
    int start = size;
    items.accept(this);
    int length = size - start;
    byte[] header = new byte[MAXIMUM_HEADER];
    int headerLength = header(header, 0, 0xc0, length);
    room(headerLength);
    System.arraycopy(data, start, data, start + headerLength, length);
    System.arraycopy(header, 0, data, start, headerLength);
    size += headerLength;
    return this;
  }

  /** What was written. */
  public byte[] toByteArray() {
    return Arrays.copyOf(data, size);
  }

  private static int header(byte[] target, int offset, int base, int length) {
    if (length <= SHORT_LIMIT) {
      target[offset] = (byte) (base + length);
      return 1;
    }
    int lengthBytes = (39 - Integer.numberOfLeadingZeros(length)) / 8;
    target[offset] = (byte) (base + SHORT_LIMIT + lengthBytes);
    for (int i = 0; i < lengthBytes; i++) {
      target[offset + 1 + i] = (byte) (length >>> (8 * (lengthBytes - 1 - i)));
    }
    return 1 + lengthBytes;
  }

  private void room(int more) {
    if (data.length - size < more) {
      data = Arrays.copyOf(data, Math.max(Math.addExact(size, more), 2 * data.length));
    }
  }
}
