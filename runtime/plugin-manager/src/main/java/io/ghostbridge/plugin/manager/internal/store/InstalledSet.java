package io.ghostbridge.plugin.manager.internal.store;

import java.util.Collection;
import java.util.Collections;
import java.util.Map;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;

/** All that is installed at one moment, by name. Immutable. */
public final class InstalledSet {
  /** Nothing is installed. */
  public static final InstalledSet EMPTY = new InstalledSet(Map.of());

  private final SortedMap<String, InstalledPlugin> plugins;

  private InstalledSet(Map<String, InstalledPlugin> plugins) {
    this.plugins = Collections.unmodifiableSortedMap(new TreeMap<>(plugins));
  }

  /** The plugins by name. */
  public Collection<InstalledPlugin> plugins() {
    return plugins.values();
  }

  /** The plugin of this name. */
  public Optional<InstalledPlugin> find(String name) {
    return Optional.ofNullable(plugins.get(name));
  }

  /** This set with {@code plugin} in place of the one of its name. */
  public InstalledSet with(InstalledPlugin plugin) {
    Map<String, InstalledPlugin> copy = new TreeMap<>(plugins);
    copy.put(plugin.name(), plugin);
    return new InstalledSet(copy);
  }

  /** This set without the plugin of this name. */
  public InstalledSet without(String name) {
    Map<String, InstalledPlugin> copy = new TreeMap<>(plugins);
    copy.remove(name);
    return new InstalledSet(copy);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof InstalledSet set && plugins.equals(set.plugins);
  }

  @Override
  public int hashCode() {
    return plugins.hashCode();
  }

  @Override
  public String toString() {
    return plugins.values().toString();
  }
}
