package io.ghostbridge.names.internal;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.api.names.ZoneApex;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;

/** A zone from a file of this node. It changes as a whole. */
final class OperatorZone implements NameSource {
  private final String zone;
  private final List<Consumer<Collection<String>>> listeners = new CopyOnWriteArrayList<>();
  private volatile ZoneContent content;

  OperatorZone(String zone, ZoneContent content) {
    this.zone = zone;
    this.content = content;
  }

  ZoneContent content() {
    return content;
  }

  /** Answers from {@code next} from now on. */
  void replace(ZoneContent next) {
    content = next;
    listeners.forEach(each -> each.accept(List.of(zone)));
  }

  @Override
  public Set<String> zones() {
    return Set.of(zone);
  }

  @Override
  public ZoneApex apex(String ignored) {
    return content.apex();
  }

  @Override
  public Optional<NameEntry> find(String name) {
    return Optional.ofNullable(content.entry(name));
  }

  @Override
  public boolean hasNamesBelow(String name) {
    return content.hasNamesBelow(name);
  }

  @Override
  public Subscription onChange(Consumer<Collection<String>> listener) {
    listeners.add(listener);
    return () -> listeners.remove(listener);
  }
}
