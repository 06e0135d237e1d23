package io.ghostbridge.word.machine.internal.state;

import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * What to undo, in the order in which it was done: parallel arrays, so that a change costs no
 * object.
 */
public final class Journal {
  /** Undoes one change. */
  public interface Undo {
    /** Puts back what was before. */
    void undo(byte kind, @Nullable Object target, @Nullable Object before, long number);
  }

  private byte[] kinds = new byte[64];
  private @Nullable Object[] targets = new Object[64];
  private @Nullable Object[] befores = new Object[64];
  private long[] numbers = new long[64];
  private int size;

  /** The number of changes. */
  public int size() {
    return size;
  }

  /** Notes a change. */
  public void add(byte kind, @Nullable Object target, @Nullable Object before, long number) {
    if (size == kinds.length) {
      kinds = Arrays.copyOf(kinds, 2 * size);
      targets = Arrays.copyOf(targets, 2 * size);
      befores = Arrays.copyOf(befores, 2 * size);
      numbers = Arrays.copyOf(numbers, 2 * size);
    }
    kinds[size] = kind;
    targets[size] = target;
    befores[size] = before;
    numbers[size] = number;
    size++;
  }

  /** Undoes all but the first {@code to} changes, the last first. */
  public void revert(int to, Undo undo) {
    if (to < 0 || to > size) {
      throw new IllegalArgumentException("no checkpoint " + to + " in a journal of " + size);
    }
    while (size > to) {
      size--;
      undo.undo(kinds[size], targets[size], befores[size], numbers[size]);
      targets[size] = null;
      befores[size] = null;
    }
  }
}
