package io.ghostbridge.api.crypto;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * A way from the root of a tree of keys (BIP-32, "The key tree").
 *
 * @param indices with {@link #HARDENED} set for hardened children; at most 255
 */
public record KeyPath(List<Integer> indices) {
  /** The bit of an index that makes a child hardened. */
  public static final int HARDENED = 0x8000_0000;

  private static final int MAX_DEPTH = 255;

  /** Copies the list. */
  public KeyPath {
    indices = List.copyOf(indices);
    if (indices.size() > MAX_DEPTH) {
      throw new IllegalArgumentException(
          "a path of " + indices.size() + " steps, expected at most " + MAX_DEPTH);
    }
  }

  /**
   * Parses a path such as {@code m/44'/60'/0'/0/0}; {@code h} or {@code H} may stand for the
   * apostrophe.
   *
   * @throws IllegalArgumentException if it does not begin with {@code m}, or a step is no number
   *     below 2^31
   */
  public static KeyPath parse(String path) {
    String[] steps = path.split("/", MAX_DEPTH + 2);
    if (!steps[0].equals("m")) {
      throw new IllegalArgumentException("the path '" + path + "' does not begin with m");
    }
    List<Integer> indices = new ArrayList<>();
    for (int i = 1; i < steps.length; i++) {
      indices.add(index(steps[i], path));
    }
    return new KeyPath(indices);
  }

  private static int index(String step, String path) {
    boolean hardened = step.matches(".*['hH]");
    String digits = hardened ? step.substring(0, step.length() - 1) : step;
    if (!digits.matches("[0-9]{1,10}") || Long.parseLong(digits) > Integer.MAX_VALUE) {
      throw new IllegalArgumentException(
          "the step '"
              + step
              + "' of the path '"
              + path
              + "' is no number from 0 to 2147483647, with ' behind it if hardened");
    }
    return Integer.parseInt(digits) | (hardened ? HARDENED : 0);
  }

  /** The path in the form that {@link #parse} reads. */
  @Override
  public String toString() {
    StringBuilder text = new StringBuilder("m");
    for (int index : indices) {
      text.append(String.format(Locale.ROOT, "/%d", index & Integer.MAX_VALUE));
      if (index < 0) {
        text.append('\'');
      }
    }
    return text.toString();
  }
}
