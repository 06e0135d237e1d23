package io.ghostbridge.chain.internal;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.api.names.NameSourceException;
import io.ghostbridge.api.names.ZoneApex;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A source of names that a test fills, as a plugin would be written. */
final class FixedSource implements NameSource {
  private final Map<String, NameEntry> entries = new ConcurrentHashMap<>();
  private final List<Consumer<Collection<String>>> listeners = new CopyOnWriteArrayList<>();
  private volatile boolean failing;

  void put(NameEntry entry) {
    entries.put(entry.name(), entry);
    listeners.forEach(listener -> listener.accept(List.of(entry.name())));
  }

  void fail() {
    failing = true;
  }

  @Override
  public Set<String> zones() {
    return Set.of("ghost");
  }

  @Override
  public ZoneApex apex(String zone) {
    return new ZoneApex(List.of("ns." + zone), "hostmaster." + zone, 1, 1, 1, 1, 60, 60);
  }

  @Override
  public Optional<NameEntry> find(String name) throws NameSourceException {
    if (failing) {
      throw new NameSourceException("the test's source is out of order");
    }
    return Optional.ofNullable(entries.get(name));
  }

  @Override
  public boolean hasNamesBelow(String name) {
    return entries.keySet().stream().anyMatch(each -> each.endsWith("." + name));
  }

  @Override
  public Subscription onChange(Consumer<Collection<String>> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
