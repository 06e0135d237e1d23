package ${package};

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.NameSource;
import io.ghostbridge.api.names.ZoneApex;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Answers for one zone with two names, {@code hello} and {@code text}. Replace {@link #entries} by
 * where your names come from; see the documentation of {@link NameSource} for what it owes.
 */
@Component(configurationPid = "${package}", property = NameSource.NON_BLOCKING + ":Boolean=true")
@Designate(ocd = ExampleNamesConfig.class)
public final class ExampleNames implements NameSource {
  private final String zone;
  private final int ttlSeconds;
  private final long started = Instant.now().getEpochSecond();
  private final Map<String, NameEntry> entries;

  @Activate
  public ExampleNames(ExampleNamesConfig config) {
    zone = config.zone();
    ttlSeconds = config.ttlSeconds();
    entries =
        Map.of(
            "hello." + zone, entry("hello", new NameRecord("A", config.address(), 0, ttlSeconds)),
            "text." + zone, entry("text", new NameRecord("TXT", "\"it works\"", 0, ttlSeconds)));
  }

  private NameEntry entry(String label, NameRecord entryRecord) {
    return new NameEntry(label + "." + zone, "", List.of(entryRecord), 1, started);
  }

  @Override
  public Set<String> zones() {
    return Set.of(zone);
  }

  @Override
  public ZoneApex apex(String ofZone) {
    return new ZoneApex(
        List.of("ns." + zone), "hostmaster." + zone, started, 86400, 7200, 3600000, 60, ttlSeconds);
  }

  @Override
  public Optional<NameEntry> find(String name) {
    return Optional.ofNullable(entries.get(name));
  }

  @Override
  public boolean hasNamesBelow(String name) {
    return entries.keySet().stream().anyMatch(each -> each.endsWith("." + name));
  }

  @Override
  public Subscription onChange(Consumer<Collection<String>> listener) {
    // Nothing changes. Otherwise: keep the listener, and tell it the names after each change.
    return () -> {};
  }
}
