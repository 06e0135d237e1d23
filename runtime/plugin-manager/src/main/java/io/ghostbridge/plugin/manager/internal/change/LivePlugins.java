package io.ghostbridge.plugin.manager.internal.change;

import io.ghostbridge.plugin.manager.internal.store.InstalledSet;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import org.osgi.framework.Bundle;

/** The installed set as it is recorded, and each plugin of it as it is. Safe for any thread. */
final class LivePlugins {
  private final SortedMap<String, LivePlugin> byName = new TreeMap<>();
  private InstalledSet recorded = InstalledSet.EMPTY;

  synchronized InstalledSet recorded() {
    return recorded;
  }

  synchronized void recorded(InstalledSet set) {
    recorded = set;
    byName.keySet().removeIf(name -> set.find(name).isEmpty());
  }

  synchronized void put(LivePlugin plugin) {
    byName.put(plugin.plugin().name(), plugin);
  }

  synchronized Optional<LivePlugin> find(String name) {
    return Optional.ofNullable(byName.get(name));
  }

  synchronized Optional<LivePlugin> find(Bundle bundle) {
    return byName.values().stream().filter(each -> bundle.equals(each.bundle())).findFirst();
  }

  synchronized Collection<LivePlugin> all() {
    return List.copyOf(byName.values());
  }
}
