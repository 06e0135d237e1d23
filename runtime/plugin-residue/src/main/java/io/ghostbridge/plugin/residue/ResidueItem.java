package io.ghostbridge.plugin.residue;

import java.util.List;

/**
 * One thing that is left. Immutable; keeps nothing of the bundle alive.
 *
 * @param name what it is called: the thread's name, the file's path, the socket's addresses
 * @param evidence why it is counted as the bundle's
 * @param stack for a running thread where it is now, otherwise where the thing was made, the
 *     innermost frame first; empty if that is not known
 */
public record ResidueItem(ResidueKind kind, String name, String evidence, List<String> stack) {
  /** Copies {@code stack}. */
  public ResidueItem {
    stack = List.copyOf(stack);
  }
}
