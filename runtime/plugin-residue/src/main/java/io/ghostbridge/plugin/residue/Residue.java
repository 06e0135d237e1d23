package io.ghostbridge.plugin.residue;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/**
 * What a bundle left behind. Immutable; keeps nothing of the bundle alive.
 *
 * @param bundle symbolic name and version
 * @param classLoaderCollected whether its class loader, and so every class and object of it, is
 *     gone
 * @param items what is left, each once
 * @param suspects where the bundle made thread locals, which cannot be looked into: likely holders
 *     of a class loader that is not collected; empty if it is
 * @param notes what the check could not see for this bundle, such as classes that are not traced
 * @param took how long the check took
 */
public record Residue(
    String bundle,
    boolean classLoaderCollected,
    List<ResidueItem> items,
    List<ResidueItem> suspects,
    List<String> notes,
    Duration took) {
  /** Copies its lists. */
  public Residue {
    items = List.copyOf(items);
    suspects = List.copyOf(suspects);
    notes = List.copyOf(notes);
  }

  /** What is left, one line each; empty if nothing is. */
  public List<String> lines() {
    List<String> lines = new ArrayList<>();
    items.forEach(item -> lines.add(item.toString()));
    if (!classLoaderCollected) {
      lines.add("its class loader is still referenced");
      suspects.forEach(suspect -> lines.add("perhaps by " + suspect));
    }
    if (!lines.isEmpty()) {
      lines.addAll(notes);
    }
    return List.copyOf(lines);
  }

  /** Whether nothing is left. */
  public boolean isClean() {
    return classLoaderCollected && items.isEmpty();
  }
}
