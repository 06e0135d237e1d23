package io.ghostbridge.plugin.residue.internal.find;

import io.ghostbridge.plugin.residue.ResidueItem;
import io.ghostbridge.plugin.residue.internal.BundleTrace;
import io.ghostbridge.plugin.residue.internal.MBeans;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** Everything that can be found of one class loader. */
public final class LeftBehind {
  private LeftBehind() {}

  /**
   * What is there now, each thing once: what was traced tells where it was made and wins.
   *
   * @param loader whether a class loader is the one
   * @param classes the names of its classes, as far as they are nobody else's
   */
  public static List<ResidueItem> find(
      BundleTrace trace, Predicate<ClassLoader> loader, Set<String> classes) {
    List<ResidueItem> items = new ArrayList<>(trace.open());
    List<ResidueItem> found = new ArrayList<>(new PluginThreads(loader, classes).find());
    found.addAll(MBeans.of(loader));
    found.addAll(new JvmSettings(loader).find());
    for (ResidueItem item : found) {
      boolean known =
          items.stream()
              .anyMatch(other -> other.kind() == item.kind() && other.name().contains(item.name()));
      if (!known) {
        items.add(item);
      }
    }
    return items;
  }
}
