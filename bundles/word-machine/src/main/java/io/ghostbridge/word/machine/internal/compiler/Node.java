package io.ghostbridge.word.machine.internal.compiler;

import java.util.Arrays;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * A unit as it is reached in a region: at a height of the stack relative to the region's entry, and
 * with jump targets that are known to be on the stack, such as where a function returns to. The
 * same unit reached with others is another node: functions are inlined where they are called.
 */
final class Node {
  /** What makes nodes equal. */
  static final class Key {
    final int unit;
    final int height;
    final SortedMap<Integer, Integer> known;
    private final int[] flat;

    /**
     * {@code known}, which nobody changes any more, has for places of the stack the offset in the
     * code that lies there.
     */
    Key(int unit, int height, SortedMap<Integer, Integer> known) {
      this.unit = unit;
      this.height = height;
      this.known = known;
      this.flat = new int[2 * known.size()];
      int i = 0;
      for (var entry : known.entrySet()) {
        this.flat[i++] = entry.getKey();
        this.flat[i++] = entry.getValue();
      }
    }

    @Override
    public boolean equals(@Nullable Object other) {
      return other instanceof Key that
          && unit == that.unit
          && height == that.height
          && Arrays.equals(flat, that.flat);
    }

    @Override
    public int hashCode() {
      return (unit * 31 + height) * 31 + Arrays.hashCode(flat);
    }
  }

  final Key key;
  final SortedMap<Integer, Integer> known;

  /** The lowest place that it uses, and the highest that it grows to. */
  final int low;

  final int high;

  /** Where the jump at its end goes, or null if there is none or nobody knows. */
  final @Nullable Key jump;

  /** Where it goes on without a jump, or null. */
  final @Nullable Key fall;

  /** The nodes of these in the region; null for what is outside. */
  @Nullable Node jumpNode;

  @Nullable Node fallNode;

  Node(
      Key key,
      SortedMap<Integer, Integer> known,
      int low,
      int high,
      @Nullable Key jump,
      @Nullable Key fall) {
    this.key = key;
    this.known = known;
    this.low = low;
    this.high = high;
    this.jump = jump;
    this.fall = fall;
  }

  int unit() {
    return key.unit;
  }

  int height() {
    return key.height;
  }
}
