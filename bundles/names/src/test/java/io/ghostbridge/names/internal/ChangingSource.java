package io.ghostbridge.names.internal;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
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
import org.jspecify.annotations.Nullable;

/** A source as the SPI describes it: a change can be read first, then is told, then returns. */
final class ChangingSource implements NameSource {
  private final String zone;
  private final Map<String, NameEntry> entries = new ConcurrentHashMap<>();
  private final List<Consumer<Collection<String>>> listeners = new CopyOnWriteArrayList<>();
  private volatile @Nullable Runnable beforeReturning;
  private volatile boolean failing;

  ChangingSource(String zone) {
    this.zone = zone;
  }

  /** Sets the address of {@code name}; null removes the name. */
  void set(String name, @Nullable String address) {
    if (address == null) {
      entries.remove(name);
    } else {
      var record = new NameRecord("A", address, 0, 60);
      entries.put(name, new NameEntry(name, "", List.of(record), 0, 0));
    }
    listeners.forEach(each -> each.accept(List.of(name)));
  }

  /** Makes {@code name} an alias of {@code target}. */
  void alias(String name, String target) {
    var record = new NameRecord("CNAME", target, 0, 60);
    entries.put(name, new NameEntry(name, "", List.of(record), 0, 0));
    listeners.forEach(each -> each.accept(List.of(name)));
  }

  /** Runs {@code body} once, between the next reading of an entry and its return. */
  void beforeReturning(Runnable body) {
    beforeReturning = body;
  }

  void failing(boolean now) {
    failing = now;
  }

  int listeners() {
    return listeners.size();
  }

  @Override
  public Set<String> zones() {
    return Set.of(zone);
  }

  @Override
  public ZoneApex apex(String ignored) {
    return new ZoneApex(List.of("ns." + zone), "hostmaster." + zone, 1, 1, 1, 1, 60, 60);
  }

  @Override
  public Optional<NameEntry> find(String name) throws NameSourceException {
    if (failing) {
      throw new NameSourceException("failing on purpose");
    }
    Optional<NameEntry> found = Optional.ofNullable(entries.get(name));
    Runnable body = beforeReturning;
    if (body != null) {
      beforeReturning = null;
      body.run();
    }
    return found;
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
