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
   * @param entry its records, those of a wildcard that covers it, or those of {@code cut} or {@code
   *     redirected}
   * @param cut the name below the apex at which the zone is delegated, or null
   * @param redirected the name above it, below the apex, whose DNAME record stands for all below,
   *     or null
   */
  record Location(
      boolean exists,
      @Nullable NameEntry entry,
      @Nullable String cut,
      @Nullable String redirected) {
    private static final Location NOWHERE = new Location(false, null, null, null);

    private static Location of(@Nullable NameEntry entry) {
      return new Location(true, entry, null, null);
    }
  }

  /** Locates {@code name}, which is in {@code zone}; walks down from the apex. */
  Location locate(Zone zone, String name) throws NameSourceException {
    if (name.equals(zone.name())) {
      return Location.of(entries.find(zone, name).orElse(null));
    }
    String encloser = zone.name();
    int start = name.length() - zone.name().length() - 1;
    while (start > 0) {
      start = name.lastIndexOf('.', start - 1) + 1;
      String step = name.substring(start);
      Optional<NameEntry> entry = entries.find(zone, step);
      if (entry.isPresent()) {
        if (RecordFactory.has(entry.get(), "NS")) {
          return new Location(true, entry.get(), step, null);
        }
        if (start == 0) {
          return Location.of(entry.get());
        }
        if (RecordFactory.has(entry.get(), "DNAME")) {
          return new Location(true, entry.get(), null, step);
        }
      } else if (!entries.hasNamesBelow(zone, step)) {
        return wildcard(zone, encloser);
      } else if (start == 0) {
        return Location.of(null);
      }
      encloser = step;
      start--;
    }
    return Location.NOWHERE;
  }

  /** RFC 4592, 3.3.1: only the wildcard directly below the closest encloser covers a name. */
  private Location wildcard(Zone zone, String encloser) throws NameSourceException {
    Optional<NameEntry> entry = entries.find(zone, "*." + encloser);
    return entry.isPresent() ? Location.of(entry.get()) : Location.NOWHERE;
  }
}
