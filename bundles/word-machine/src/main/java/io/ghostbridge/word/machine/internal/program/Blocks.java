package io.ghostbridge.word.machine.internal.program;

/** Basic blocks: straight-line code that is entered at its first instruction only. */
public final class Blocks {
  private final int count;
  private final int[] first;
  private final int[] gas;
  private final int[] needs;
  private final int[] growth;

  /** Arrays by block; {@code first} has one more entry, the number of instructions. */
  Blocks(int count, int[] first, int[] gas, int[] needs, int[] growth) {
    this.count = count;
    this.first = first;
    this.gas = gas;
    this.needs = needs;
    this.growth = growth;
  }

  /** How many there are. */
  public int count() {
    return count;
  }

  /** The first instruction; for {@link #count} the number of all instructions. */
  public int first(int block) {
    return first[block];
  }

  /** The static gas of all its instructions. */
  public int gas(int block) {
    return gas[block];
  }

  /** The words that the stack must have when it is entered. */
  public int needs(int block) {
    return needs[block];
  }

  /** The most words that the stack grows by within it, at least 0. */
  public int growth(int block) {
    return growth[block];
  }
}
