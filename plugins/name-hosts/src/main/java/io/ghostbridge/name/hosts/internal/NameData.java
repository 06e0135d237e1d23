package io.ghostbridge.name.hosts.internal;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.ZoneApex;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What one version of a file says. Immutable. */
final class NameData {
  /** Of one name; a DNS answer of that many addresses is no use to anybody. */
  static final int MAXIMUM_RECORDS_OF_A_NAME = 256;

  private final Map<String, ZoneApex> apexes;
  private final Map<String, NameEntry> entries;
  private final Set<String> namesWithNamesBelow;

  private NameData(
      Map<String, ZoneApex> apexes,
      Map<String, NameEntry> entries,
      Set<String> namesWithNamesBelow) {
    this.apexes = apexes;
    this.entries = entries;
    this.namesWithNamesBelow = namesWithNamesBelow;
  }

  @Nullable ZoneApex apex(String zone) {
    return apexes.get(zone);
  }

  @Nullable NameEntry entry(String name) {
    return entries.get(name);
  }

  boolean hasNamesBelow(String name) {
    return namesWithNamesBelow.contains(name);
  }

  int names() {
    return entries.size();
  }

  /** The zones, whose serials differ, and the names whose records do. */
  Set<String> changesSince(NameData before) {
    var changed = new LinkedHashSet<String>();
    apexes.forEach(
        (zone, apex) -> {
          if (!apex.equals(before.apexes.get(zone))) {
            changed.add(zone);
          }
        });
    entries.forEach(
        (name, entry) -> {
          if (!entry.equals(before.entries.get(name))) {
            changed.add(name);
          }
        });
    before.entries.keySet().stream()
        .filter(name -> !entries.containsKey(name))
        .forEach(changed::add);
    return changed;
  }

  /** Collects records, within bounds. */
  static final class Builder {
    private final Set<String> zones;
    private final int maximumNames;
    private final Map<String, Set<NameRecord>> records = new LinkedHashMap<>();

    Builder(Set<String> zones, int maximumNames) {
      this.zones = zones;
      this.maximumNames = maximumNames;
    }

    /** The longest of the zones that {@code name} is in, or null. */
    @Nullable String zoneOf(String name) {
      return zones.stream()
          .filter(zone -> DomainNames.isWithin(name, zone))
          .reduce((a, b) -> a.length() >= b.length() ? a : b)
          .orElse(null);
    }

    /** Adds a record of a name in one of the zones; the same record again adds nothing. */
    void add(String name, NameRecord added, int line) throws NameFileException {
      Set<NameRecord> ofName = records.computeIfAbsent(name, ignored -> new LinkedHashSet<>());
      ofName.add(added);
      if (records.size() > maximumNames) {
        throw new NameFileException(
            line, "more than " + maximumNames + " names; raise maximumNames or split the file");
      }
      if (ofName.size() > MAXIMUM_RECORDS_OF_A_NAME) {
        throw new NameFileException(
            line,
            "more than " + MAXIMUM_RECORDS_OF_A_NAME + " records of " + DomainNames.quote(name));
      }
    }

    Map<String, Set<NameRecord>> records() {
      return records;
    }

    /**
     * The data, with the entries of {@code before} where a name's records are the same: so an entry
     * changes when the file changed it, not when the file was read.
     *
     * @param version of the entries that are new
     * @param timestamp seconds since 1970, of the same
     */
    NameData build(
        Map<String, ZoneApex> apexes, @Nullable NameData before, long version, long timestamp) {
      var entries = new HashMap<String, NameEntry>();
      var parents = new HashSet<String>();
      records.forEach(
          (name, set) -> {
            List<NameRecord> list = new ArrayList<>(set);
            NameEntry old = before == null ? null : before.entry(name);
            entries.put(
                name,
                old != null && old.records().equals(list)
                    ? old
                    : new NameEntry(name, "", list, version, timestamp));
            addParents(name, parents);
          });
      return new NameData(Map.copyOf(apexes), Map.copyOf(entries), Set.copyOf(parents));
    }

    private void addParents(String name, Set<String> parents) {
      String parent = name;
      while (!zones.contains(parent)) {
        int dot = parent.indexOf('.');
        if (dot < 0) {
          return;
        }
        parent = parent.substring(dot + 1);
        parents.add(parent);
      }
    }
  }
}
