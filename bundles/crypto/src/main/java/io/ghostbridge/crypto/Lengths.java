package io.ghostbridge.crypto;

/** Checks of lengths, in one wording. */
public final class Lengths {
  /** What a key, a message or a salt may have at most where the algorithm sets no limit: 1 MiB. */
  public static final int MAX = 1 << 20;

  private Lengths() {}

  /**
   * @throws IllegalArgumentException if {@code actual} is not {@code expected}
   */
  public static void require(String what, int actual, int expected) {
    if (actual != expected) {
      throw new IllegalArgumentException(what + " has " + actual + " bytes, expected " + expected);
    }
  }

  /**
   * @throws IllegalArgumentException if {@code actual} is not from {@code min} to {@code max}
   */
  public static void require(String what, int actual, int min, int max) {
    if (actual < min || actual > max) {
      throw new IllegalArgumentException(
          what + " has " + actual + " bytes, expected " + min + " to " + max);
    }
  }
}
