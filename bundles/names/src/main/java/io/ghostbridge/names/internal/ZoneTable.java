package io.ghostbridge.names.internal;

import io.ghostbridge.api.names.NameSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Which source answers for which zone. Readers see one immutable table, swapped when a source comes
 * or goes. Sources of other bundles come before this node's zone files: nobody can shadow the
 * chain's names, or part of them, with a file.
 */
final class ZoneTable {
  private static final Logger log = LoggerFactory.getLogger(ZoneTable.class);

  /** Enough that a block of a thousand changes makes about one cached name in sixty stale. */
  private static final int CLOCK_SLOTS = 1 << 16;

  private record Mounted(
      NameSource source, int ranking, List<Zone> zones, NameSource.Subscription subscription) {}

  private record Table(Map<String, Zone> zones, List<byte[]> wireNames) {}

  private final List<Mounted> mounted = new ArrayList<>();
  private volatile Table table = new Table(Map.of(), List.of());

  /** Starts to ask {@code source} for its zones. */
  void mount(NameSource source, int ranking, boolean local, boolean nonBlocking) {
    var zones = new ArrayList<Zone>();
    for (String name : source.zones()) {
      var clock = new ChangeClock(name, local ? 1 : CLOCK_SLOTS);
      zones.add(new Zone(name, source, clock, local, nonBlocking));
    }
    NameSource.Subscription subscription = source.onChange(names -> changed(zones, names));
    synchronized (mounted) {
      mounted.add(new Mounted(source, ranking, zones, subscription));
      rebuild();
    }
  }

  /** Stops asking {@code source}; what came from it is stale at once. */
  void unmount(NameSource source) {
    synchronized (mounted) {
      for (Mounted each : List.copyOf(mounted)) {
        if (each.source.equals(source)) {
          each.subscription.close();
          each.zones.forEach(zone -> zone.clock().changed());
          mounted.remove(each);
        }
      }
      rebuild();
    }
  }

  /** Stops asking anybody. */
  void unmountAll() {
    synchronized (mounted) {
      List.copyOf(mounted).forEach(each -> unmount(each.source));
    }
  }

  private static void changed(List<Zone> zones, Collection<String> names) {
    for (String name : names) {
      for (Zone zone : zones) {
        if (zone.encloses(name) || WireNames.isWithin(zone.name(), name)) {
          zone.clock().changed(name);
        }
      }
    }
  }

  private void rebuild() {
    var zones = new HashMap<String, Zone>();
    mounted.stream()
        .sorted((a, b) -> Integer.compare(b.ranking, a.ranking))
        .flatMap(each -> each.zones.stream())
        .filter(zone -> !zone.local())
        .forEach(zone -> zones.putIfAbsent(zone.name(), zone));
    var ofSources = new Table(Map.copyOf(zones), List.of());
    mounted.stream()
        .flatMap(each -> each.zones.stream())
        .filter(Zone::local)
        .forEach(
            zone -> {
              Zone claimed = find(ofSources, zone.name());
              if (claimed == null) {
                zones.put(zone.name(), zone);
              } else {
                log.warn("event=zone_file_hidden zone={} claimed={}", zone.name(), claimed.name());
              }
            });
    table = new Table(Map.copyOf(zones), zones.keySet().stream().map(WireNames::wire).toList());
    // Names may have another zone now.
    mounted.forEach(each -> each.zones.forEach(zone -> zone.clock().changed()));
  }

  /** The zone that {@code name} is in, or null if no source claims it. */
  @Nullable Zone find(String name) {
    return find(table, name);
  }

  private static @Nullable Zone find(Table table, String name) {
    String suffix = name;
    while (true) {
      Zone zone = table.zones.get(suffix);
      if (zone != null) {
        return zone;
      }
      int dot = suffix.indexOf('.');
      if (dot < 0) {
        return null;
      }
      suffix = suffix.substring(dot + 1);
    }
  }

  /** The zone of another bundle that {@code name} is in, or null. */
  @Nullable Zone claimedByOther(String name) {
    synchronized (mounted) {
      return mounted.stream()
          .flatMap(each -> each.zones.stream())
          .filter(zone -> !zone.local() && zone.encloses(name))
          .findFirst()
          .orElse(null);
    }
  }

  /** Whether some zone holds the name; for event loops. */
  boolean claims(byte[] wireName) {
    for (byte[] zone : table.wireNames) {
      if (endsWithLabels(wireName, zone)) {
        return true;
      }
    }
    return false;
  }

  private static boolean endsWithLabels(byte[] name, byte[] suffix) {
    int at = 0;
    while (name.length - at > suffix.length) {
      at += name[at] + 1;
    }
    if (name.length - at != suffix.length) {
      return false;
    }
    for (int i = 0; i < suffix.length; i++) {
      if (name[at + i] != suffix[i]) {
        return false;
      }
    }
    return true;
  }

  /** Makes what was cached of {@code name} and names below it stale. */
  void forget(String name) {
    for (Zone zone : table.zones.values()) {
      if (zone.encloses(name) || WireNames.isWithin(zone.name(), name)) {
        zone.clock().changed(name);
      }
    }
  }
}
