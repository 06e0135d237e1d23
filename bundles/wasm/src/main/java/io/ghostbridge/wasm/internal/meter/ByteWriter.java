package io.ghostbridge.wasm.internal.meter;

import java.util.Arrays;

/** Bytes that grow, with the numbers of the binary format. */
final class ByteWriter {
  private byte[] bytes = new byte[256];
  private int size;

  int size() {
    return size;
  }

  byte[] toByteArray() {
    return Arrays.copyOf(bytes, size);
  }

  ByteWriter u8(int value) {
    reserve(1);
    bytes[size++] = (byte) value;
    return this;
  }

  ByteWriter u32(int value) {
    int rest = value;
    while ((rest & ~0x7f) != 0) {
      u8((rest & 0x7f) | 0x80);
      rest >>>= 7;
    }
    return u8(rest);
  }

  ByteWriter s64(long value) {
    long rest = value;
    while (rest < -0x40 || rest > 0x3f) {
      u8(((int) (rest & 0x7f)) | 0x80);
      rest >>= 7;
    }
    return u8((int) (rest & 0x7f));
  }

  ByteWriter bytes(byte[] source, int start, int end) {
    reserve(end - start);
    System.arraycopy(source, start, bytes, size, end - start);
    size += end - start;
    return this;
  }

  ByteWriter bytes(ByteWriter other) {
    return bytes(other.bytes, 0, other.size);
  }

  ByteWriter part(ByteWriter other, int start, int end) {
    return bytes(other.bytes, start, end);
  }

  private void reserve(int more) {
    if (size + more > bytes.length) {
      bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, size + more));
    }
  }
}
