package io.ghostbridge.names.internal;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameSourceException;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Finds what a zone has for a name: the search of RFC 1034, 4.3.2, steps 3 a to c. */
final class NameLocator {
  private final EntryLookup entries;

  NameLocator(EntryLookup entries) {
    this.entries = entries;
  }

  /**
   * What a name is in its zone.
   *
   * @param exists whether the name exists, possibly without records (RFC 8020)
   * @param entry its records, those of a wildcard that covers it, or those of {@code cut}
   * @param cut the name below the apex at which the zone is delegated, or null
   */
  record Location(boolean exists, @Nullable NameEntry entry, @Nullable String cut) {
    private static final Location NOWHERE = new Location(false, null, null);
    private static final Location WITHOUT_RECORDS = new Location(true, null, null);
  }

  /** Locates {@code name}, which is in {@code zone}; walks down from the apex. */
  Location locate(Zone zone, String name) throws NameSourceException {
    if (name.equals(zone.name())) {
      return new Location(true, entries.find(zone, name).orElse(null), null);
    }
    String encloser = zone.name();
    int start = name.length() - zone.name().length() - 1;
    while (start > 0) {
      start = name.lastIndexOf('.', start - 1) + 1;
      String step = name.substring(start);
      Optional<NameEntry> entry = entries.find(zone, step);
      if (entry.isPresent()) {
        if (RecordFactory.has(entry.get(), "NS")) {
          return new Location(true, entry.get(), step);
        }
        if (start == 0) {
          return new Location(true, entry.get(), null);
        }
      } else if (!entries.hasNamesBelow(zone, step)) {
        return wildcard(zone, encloser);
      } else if (start == 0) {
        return Location.WITHOUT_RECORDS;
      }
      encloser = step;
      start--;
    }
    return Location.NOWHERE;
  }

  /** RFC 4592, 3.3.1: only the wildcard directly below the closest encloser covers a name. */
  private Location wildcard(Zone zone, String encloser) throws NameSourceException {
    Optional<NameEntry> entry = entries.find(zone, "*." + encloser);
    return entry.isPresent() ? new Location(true, entry.get(), null) : Location.NOWHERE;
  }
}
