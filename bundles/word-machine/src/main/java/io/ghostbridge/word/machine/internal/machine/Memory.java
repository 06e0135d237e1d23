package io.ghostbridge.word.machine.internal.machine;

import java.util.Arrays;

/**
 * A frame's memory: bytes that grow by words, zero at first. What it costs grows with the square of
 * its size; beyond {@link #MAX_SIZE}, which costs 137,000,000,000 gas, no gas suffices.
 */
public final class Memory {
  /** The largest memory of a frame, in bytes. */
  public static final int MAX_SIZE = 1 << 28;

  /**
   * What stands for a cost that nothing pays; so much below the largest number that sums with it do
   * not overflow.
   */
  public static final long UNPAYABLE = Long.MAX_VALUE / 4;

  private static final byte[] NONE = new byte[0];
  private static final int FIRST_CAPACITY = 512;

  private byte[] bytes = NONE;
  private int size;

  /** The bytes; at least {@link #size} of them. */
  public byte[] bytes() {
    return bytes;
  }

  /** The size in bytes, a multiple of 32. */
  public int size() {
    return size;
  }

  /**
   * What it costs to use {@code length} bytes from {@code offset} on, both at least 0: 0 where they
   * are there already, {@link #UNPAYABLE} where they never will be.
   */
  public long cost(long offset, long length) {
    if (length == 0) {
      return 0;
    }
    if (offset > MAX_SIZE || length > MAX_SIZE || offset + length > MAX_SIZE) {
      return UNPAYABLE;
    }
    long end = offset + length;
    if (end <= size) {
      return 0;
    }
    return total((end + 31) >> 5) - total(size >> 5);
  }

  private static long total(long words) {
    return 3 * words + ((words * words) >> 9);
  }

  /** Makes {@code length} bytes from {@code offset} on usable, which was paid for. */
  public void grow(long offset, long length) {
    if (length == 0 || offset + length <= size) {
      return;
    }
    int needed = (int) ((offset + length + 31) & ~31L);
    if (needed > bytes.length) {
      int capacity =
          Math.max(FIRST_CAPACITY, Math.max(needed, Math.min(MAX_SIZE, 2 * bytes.length)));
      bytes = Arrays.copyOf(bytes, capacity);
    }
    size = needed;
  }

  /** A copy of what is there. */
  public byte[] copy(long offset, long length) {
    if (length == 0) {
      return NONE;
    }
    return Arrays.copyOfRange(bytes, (int) offset, (int) (offset + length));
  }

  /**
   * Copies {@code length} bytes of {@code source} from {@code from} on to {@code to}; beyond the
   * source's end are zeros. The memory has room for them.
   */
  public void write(long to, byte[] source, long from, long length) {
    if (length == 0) {
      return;
    }
    int start = (int) to;
    int available =
        (int) Math.max(0, Math.min(length, source.length - Math.min(from, source.length)));
    if (available > 0) {
      System.arraycopy(source, (int) from, bytes, start, available);
    }
    Arrays.fill(bytes, start + available, start + (int) length, (byte) 0);
  }
}
