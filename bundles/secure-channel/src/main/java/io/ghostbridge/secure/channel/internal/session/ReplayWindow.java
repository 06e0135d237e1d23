package io.ghostbridge.secure.channel.internal.session;

import java.util.Arrays;

/**
 * Which counters were seen: a bitmap that slides with the highest one (as RFC 4303, section 3.4.3).
 * Each counter is taken once; what is below the window counts as seen.
 *
 * <p>It begins with 1024 bits. When the window would slide over counters that were not seen yet, it
 * doubles instead, up to its bound: calls that overtake each other on several connections do not
 * make each other fail. For one thread at a time.
 */
public final class ReplayWindow {
  private static final int FIRST_WORDS = 16;

  private final int maxWords;
  private long[] words = new long[FIRST_WORDS];

  /** The highest counter seen. Unsigned, as all counters. */
  private long highest;

  /**
   * @param maxBits a power of two, 1024 at least
   */
  public ReplayWindow(int maxBits) {
    if (Integer.bitCount(maxBits) != 1 || maxBits < FIRST_WORDS * Long.SIZE) {
      throw new IllegalArgumentException(
          "a window of " + maxBits + " bits, expected a power of two from 1024 on");
    }
    maxWords = maxBits / Long.SIZE;
  }

  /** Takes {@code counter}; false if it was taken before, is below the window, or 0. */
  public boolean take(long counter) {
    if (counter == 0) {
      return false;
    }
    if (Long.compareUnsigned(counter, highest) > 0) {
      advance(counter);
    } else if ((highest >>> 6) - (counter >>> 6) >= words.length || isSet(counter)) {
      return false;
    }
    words[index(counter)] |= 1L << counter;
    return true;
  }

  private void advance(long counter) {
    while (words.length < maxWords && losesUnseen(counter)) {
      grow();
    }
    long steps = (counter >>> 6) - (highest >>> 6);
    if (Long.compareUnsigned(steps, words.length) >= 0) {
      Arrays.fill(words, 0);
    } else {
      for (long word = (highest >>> 6) + 1; word <= counter >>> 6; word++) {
        words[(int) (word & (words.length - 1))] = 0;
      }
    }
    highest = counter;
  }

  /** Whether sliding up to {@code counter} drops one that was not seen. */
  private boolean losesUnseen(long counter) {
    long first = (highest >>> 6) + 1;
    long last = counter >>> 6;
    if (last - first >= words.length) {
      return true;
    }
    for (long word = first; word <= last; word++) {
      // Words before the first one ever used have no counters; counter 0 is none.
      long dropped = word - words.length;
      if (dropped >= 0) {
        long seen = words[(int) (word & (words.length - 1))];
        if ((dropped == 0 ? seen | 1 : seen) != -1L) {
          return true;
        }
      }
    }
    return false;
  }

  private void grow() {
    long[] larger = new long[words.length * 2];
    long top = highest >>> 6;
    for (long word = Math.max(0, top - words.length + 1); word <= top; word++) {
      larger[(int) (word & (larger.length - 1))] = words[(int) (word & (words.length - 1))];
    }
    // What slid out before stays taken.
    for (long word = Math.max(0, top - larger.length + 1); word <= top - words.length; word++) {
      larger[(int) (word & (larger.length - 1))] = -1L;
    }
    words = larger;
  }

  private boolean isSet(long counter) {
    return (words[index(counter)] & (1L << counter)) != 0;
  }

  private int index(long counter) {
    return (int) (counter >>> 6) & (words.length - 1);
  }

  /** How many counters the window holds now. */
  int bits() {
    return words.length * Long.SIZE;
  }
}
