package io.ghostbridge.wasm.internal.module;

import io.ghostbridge.api.vm.InvalidCodeException;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * Reads a part of a module (WebAssembly 2.0, section 5.2), and says at which byte something is
 * wrong. Offsets count from the start of the whole array.
 */
public final class ByteReader {
  private static final int MORE = 0x80;

  private final byte[] bytes;
  private final int end;
  private int position;

  /** Reads {@code bytes} from {@code start} up to {@code end}. */
  public ByteReader(byte[] bytes, int start, int end) {
    this.bytes = bytes;
    this.position = start;
    this.end = end;
  }

  /** Where the next byte is. */
  public int position() {
    return position;
  }

  /** The number of bytes left. */
  public int remaining() {
    return end - position;
  }

  /** A reader of the next {@code length} bytes, which this one skips. */
  public ByteReader slice(int length, String what) throws InvalidCodeException {
    int start = position;
    skip(length, what);
    return new ByteReader(bytes, start, position);
  }

  /** Skips {@code length} bytes, read as unsigned. */
  public void skip(int length, String what) throws InvalidCodeException {
    if (Integer.compareUnsigned(length, remaining()) > 0) {
      throw invalid(
          "unexpected end: "
              + what
              + " has "
              + Integer.toUnsignedString(length)
              + " bytes, and "
              + remaining()
              + " are left");
    }
    position += length;
  }

  /** A byte, 0 to 255. */
  public int u8() throws InvalidCodeException {
    if (position >= end) {
      throw invalid("unexpected end");
    }
    return bytes[position++] & 0xff;
  }

  /** Four bytes, little-endian. */
  public int fixed32() throws InvalidCodeException {
    return u8() | (u8() << 8) | (u8() << 16) | (u8() << 24);
  }

  /** An unsigned number of 32 bits in LEB128. */
  public int u32() throws InvalidCodeException {
    return (int) leb(32, false);
  }

  /** A signed number of 32 bits in LEB128. */
  public int s32() throws InvalidCodeException {
    return (int) leb(32, true);
  }

  /** A signed number of 33 bits in LEB128. */
  public long s33() throws InvalidCodeException {
    return leb(33, true);
  }

  /** A signed number of 64 bits in LEB128. */
  public long s64() throws InvalidCodeException {
    return leb(64, true);
  }

  /** A count, or a size, that must not be above {@code limit}. */
  public int count(int limit, String what) throws InvalidCodeException {
    int start = position;
    int count = u32();
    if (Integer.compareUnsigned(count, limit) > 0) {
      throw new InvalidCodeException(
          start,
          "too many " + what + ": " + Integer.toUnsignedString(count) + ", at most " + limit);
    }
    return count;
  }

  private long leb(int bits, boolean signed) throws InvalidCodeException {
    int start = position;
    long value = 0;
    int shift = 0;
    while (true) {
      if (shift >= bits) {
        throw new InvalidCodeException(start, "integer representation too long");
      }
      int next = u8();
      int used = Math.min(7, bits - shift);
      if (used < 7 && !isExtension(next & 0x7f, used, signed)) {
        throw new InvalidCodeException(start, "integer too large for " + bits + " bits");
      }
      value |= (long) (next & 0x7f) << shift;
      shift += 7;
      if ((next & MORE) == 0) {
        return signed && shift < Long.SIZE ? value << (64 - shift) >> (64 - shift) : value;
      }
    }
  }

  /** Whether the bits of the last byte that do not fit are copies of the sign, or zero. */
  private static boolean isExtension(int last, int used, boolean signed) {
    if (!signed) {
      return last >>> used == 0;
    }
    int sign = last >>> (used - 1);
    return sign == 0 || sign == 0x7f >>> (used - 1);
  }

  /** A name: UTF-8 of at most {@code limit} bytes. */
  public String name(int limit) throws InvalidCodeException {
    int length = count(limit, "bytes in a name");
    int start = position;
    skip(length, "a name");
    try {
      return StandardCharsets.UTF_8
          .newDecoder()
          .decode(ByteBuffer.wrap(bytes, start, length))
          .toString();
    } catch (CharacterCodingException e) {
      throw new InvalidCodeException(start, "malformed UTF-8 encoding");
    }
  }

  /** An error at the next byte. */
  public InvalidCodeException invalid(String reason) {
    return new InvalidCodeException(position, reason);
  }
}
