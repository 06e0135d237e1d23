package io.ghostbridge.word.machine.internal.compiler;

/**
 * When to compile, and how much.
 *
 * @param atOnce whether to compile where a program is first run, by the thread that runs it, at a
 *     threshold of 1; for tests
 * @param threshold the times that a program is entered by the interpreter before it is compiled;
 *     4,096 gas count as much as being entered. A 128th of it for each place in a hot program that
 *     can be entered
 * @param queue the requests that wait at most
 * @param mostRegions the regions that are kept at most
 * @param mostBytes the bytes of class files that are kept at most
 * @param nodes the nodes of a region at most
 */
record Settings(
    boolean atOnce, int threshold, int queue, int mostRegions, long mostBytes, int nodes) {
  /**
   * What is right for a node. The JVM takes tens of milliseconds to be as quick with a region as
   * its interpreter is, on a core that others need: a program has run for longer than that by then,
   * so that one whose last call this was has lost little.
   */
  static final Settings DEFAULT = new Settings(false, 16_000, 256, 8192, 48L << 20, 400);

  /** All that runs is compiled before it runs. */
  static final Settings AT_ONCE = new Settings(true, 1, 256, 8192, 48L << 20, 400);

  /** The same with regions of at most {@code most} nodes, which are left more often. */
  Settings withNodes(int most) {
    return new Settings(atOnce, threshold, queue, mostRegions, mostBytes, most);
  }

  /**
   * @throws IllegalArgumentException if a number is below 1
   */
  Settings {
    if (threshold < 1 || queue < 1 || mostRegions < 1 || mostBytes < 1 || nodes < 1) {
      throw new IllegalArgumentException(
          "thresholds and bounds of the compiler are at least 1, not "
              + threshold
              + ", "
              + queue
              + ", "
              + mostRegions
              + ", "
              + mostBytes
              + ", "
              + nodes);
    }
  }
}
