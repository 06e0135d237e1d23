package io.ghostbridge.name.hosts.internal;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.api.names.NameSourceException;
import io.ghostbridge.api.names.ZoneApex;
import java.util.Collection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** The names that a file says at present, as a source. Until it was once read, none can be told. */
final class NameFile implements NameSource {
  private final NameFileFormat format;
  private final Set<String> zones;
  private final List<Subscriber> subscribers = new CopyOnWriteArrayList<>();
  private volatile @Nullable NameData data;
  private volatile String problem = "it was not read yet";

  NameFile(NameFileFormat format) {
    this.format = format;
    this.zones = format.zones();
  }

  /** Answers from {@code next} from now on, and tells who caches. */
  void replace(NameData next) {
    NameData before = data;
    data = next;
    Set<String> changed = before == null ? zones : next.changesSince(before);
    if (!changed.isEmpty()) {
      subscribers.forEach(each -> each.listener.accept(changed));
    }
  }

  /** Says what is wrong with the file now; what it said before stays. */
  void unreadable(String reason) {
    problem = reason;
  }

  /** What was wrong with the file last. */
  String problem() {
    return problem;
  }

  /** What was read last, or null. */
  @Nullable NameData data() {
    return data;
  }

  /**
   * @throws NameSourceException if the file was never read
   */
  NameData required() throws NameSourceException {
    NameData now = data;
    if (now == null) {
      throw new NameSourceException(
          "the " + format.title() + " of " + zones + " gives no names: " + problem);
    }
    return now;
  }

  @Override
  public Set<String> zones() {
    return zones;
  }

  @Override
  public ZoneApex apex(String zone) {
    NameData now = data;
    ZoneApex apex = now == null ? null : now.apex(zone);
    return Objects.requireNonNullElseGet(apex, () -> placeholder(zone));
  }

  /** Seen by nobody but who asks about a zone that has no data, or is none of ours. */
  private static ZoneApex placeholder(String zone) {
    return new ZoneApex(
        List.of("ns." + zone), "hostmaster." + zone, 0, 86_400, 7200, 3_600_000, 0, 0);
  }

  @Override
  public Optional<NameEntry> find(String name) throws NameSourceException {
    return Optional.ofNullable(required().entry(name));
  }

  @Override
  public boolean hasNamesBelow(String name) throws NameSourceException {
    return required().hasNamesBelow(name);
  }

  @Override
  public Subscription onChange(Consumer<Collection<String>> listener) {
    var subscriber = new Subscriber(listener);
    subscribers.add(subscriber);
    return subscriber;
  }

  /** Compared by identity: a listener may subscribe twice. */
  private final class Subscriber implements Subscription {
    private final Consumer<Collection<String>> listener;

    private Subscriber(Consumer<Collection<String>> listener) {
      this.listener = listener;
    }

    @Override
    public void close() {
      subscribers.remove(this);
    }
  }
}
