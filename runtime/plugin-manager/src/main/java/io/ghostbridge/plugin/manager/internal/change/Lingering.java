package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.api.plugin.PluginIdentity;
import io.ghostbridge.plugin.manager.internal.container.PluginContainer;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import org.osgi.framework.Bundle;

/** Versions that were removed or replaced and of which something is left. Safe for any thread. */
final class Lingering {
  private final PluginContainer container;
  private final List<Remains> all = new CopyOnWriteArrayList<>();

  Lingering(PluginContainer container) {
    this.container = container;
  }

  /** What is left of one. */
  record Remains(PluginIdentity identity, long bundleId, Unloading.Mark mark) {}

  void add(PluginIdentity identity, Bundle bundle, Unloading.Mark mark) {
    all.add(new Remains(identity, bundle.getBundleId(), mark));
  }

  /** Those of which something is left now. */
  List<Remains> now() {
    List<Remains> gone =
        all.stream().filter(remains -> remains.mark().residueNow().isEmpty()).toList();
    all.removeAll(gone);
    gone.forEach(remains -> remains.mark().close());
    return List.copyOf(all);
  }

  /** Takes those out of the framework that hung and came back. */
  void reap() throws InterruptedException {
    for (Remains remains : all) {
      container.reap(remains.bundleId());
    }
  }
}
