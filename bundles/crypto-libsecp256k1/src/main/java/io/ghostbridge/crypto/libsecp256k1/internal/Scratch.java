package io.ghostbridge.crypto.libsecp256k1.internal;

import java.lang.foreign.Arena;
import java.lang.foreign.MemorySegment;
import java.lang.foreign.ValueLayout;

/** The memory of one call, zeros at first and wiped in the end. */
@SuppressWarnings("MustBeClosedChecker") // Closed with this.
final class Scratch implements AutoCloseable {
  private static final int SIZE = 768;
  private static final int ALIGNMENT = 8;

  private final Arena arena = Arena.ofConfined();
  private final MemorySegment memory = arena.allocate(SIZE, ALIGNMENT);
  private long at;

  /** Zeros. */
  MemorySegment take(int length) {
    MemorySegment taken = memory.asSlice(at, length);
    at += (length + ALIGNMENT - 1) & -ALIGNMENT;
    return taken;
  }

  /** A copy of a key, a digest or a signature. */
  MemorySegment put(byte[] bytes) {
    MemorySegment taken = take(bytes.length);
    MemorySegment.copy(bytes, 0, taken, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return taken;
  }

  /** A copy of bytes of any number. */
  MemorySegment message(byte[] bytes) {
    MemorySegment copy = arena.allocate(Math.max(1, bytes.length));
    MemorySegment.copy(bytes, 0, copy, ValueLayout.JAVA_BYTE, 0, bytes.length);
    return copy;
  }

  @Override
  public void close() {
    memory.fill((byte) 0);
    arena.close();
  }
}
