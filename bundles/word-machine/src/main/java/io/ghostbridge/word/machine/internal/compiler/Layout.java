package io.ghostbridge.word.machine.internal.compiler;

import java.util.List;

/** Which local variables of the generated method hold what. */
final class Layout {
  static final int FRAME = 1;
  static final int STACK = 2;
  static final int ENTRY_SP = 3;
  static final int MEMORY = 4;
  static final int MEMORY_SIZE = 5;
  static final int GAS = 6;
  static final int JUMPS = 8;
  static final int INSTRUCTION = 9;
  static final int STATUS = 10;
  static final int SP = 11;
  private static final int TEMPORARIES = 12;

  /** So many temporaries have low numbers, which need shorter instructions. */
  private static final int NEAR = 32;

  private final int low;
  private final int high;
  private final int homes;

  Layout(List<Node> nodes) {
    int lowest = 0;
    int highest = 0;
    for (Node node : nodes) {
      lowest = Math.min(lowest, node.low);
      highest = Math.max(highest, node.high);
    }
    low = lowest;
    high = highest;
    homes = TEMPORARIES + 2 * NEAR;
  }

  /** The lowest place of the stack that is used, relative to the entry; at most 0. */
  int low() {
    return low;
  }

  /** The height that is reached at most, relative to the entry. */
  int high() {
    return high;
  }

  /** Where limb {@code limb} of the stack's place is between nodes. */
  int home(int place, int limb) {
    return homes + 8 * (place - low) + 2 * limb;
  }

  boolean isHome(int local) {
    return local >= homes && local < home(high, 0);
  }

  /** The local variable of a temporary. */
  int temporary(int number) {
    return number < NEAR ? TEMPORARIES + 2 * number : home(high, 0) + 2 * (number - NEAR);
  }

  /** The temporary that a local variable is, or -1. */
  int numberOf(int local) {
    if (local < homes) {
      return (local - TEMPORARIES) / 2;
    }
    int far = home(high, 0);
    return local >= far ? NEAR + (local - far) / 2 : -1;
  }
}
