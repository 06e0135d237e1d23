package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.api.plugin.PluginIdentity;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/** Versions that were removed or replaced and of which something is left. Safe for any thread. */
final class Lingering {
  private final List<Remains> all = new CopyOnWriteArrayList<>();

  /** What is left of one. */
  record Remains(PluginIdentity identity, Unloading.Mark mark) {}

  void add(PluginIdentity identity, Unloading.Mark mark) {
    all.add(new Remains(identity, mark));
  }

  /** Those of which something is left now. */
  List<Remains> now() {
    all.removeIf(remains -> remains.mark().residueNow().isEmpty());
    return List.copyOf(all);
  }
}
