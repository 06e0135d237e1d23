package io.ghostbridge.plugin.residue;

import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/**
 * One thing that is left. Immutable; keeps nothing of the bundle alive.
 *
 * @param name what it is called: the thread's name, the file's path, the socket's addresses
 * @param evidence why it is counted as the bundle's
 * @param stack for a running thread where it is now, otherwise where the thing was made, the
 *     innermost frame first; empty if that is not known
 */
public record ResidueItem(ResidueKind kind, String name, String evidence, List<String> stack) {
  private static final int FRAMES_OF_LINE = 4;

  /** Copies {@code stack}. */
  public ResidueItem {
    stack = List.copyOf(stack);
  }

  /**
   * On one line, with at most four frames: {@code thread 'x', its class is ...: a.B.c(B.java:1)}.
   */
  @Override
  public String toString() {
    String kindName = kind.name().toLowerCase(Locale.ROOT).replace('_', ' ');
    String what = name.contains(kindName) ? name : kindName + " " + name;
    String where = stack.stream().limit(FRAMES_OF_LINE).collect(Collectors.joining(" < "));
    String line = what + ", " + evidence + (where.isEmpty() ? "" : ": " + where);
    return line.replaceAll("\\p{Cntrl}", " ");
  }
}
