package io.ghostbridge.names.internal;

import io.ghostbridge.api.names.NameEntry;
import io.ghostbridge.api.names.NameRecord;
import io.ghostbridge.api.names.NameSourceException;
import java.util.Optional;
import java.util.concurrent.atomic.LongAdder;
import org.jspecify.annotations.Nullable;

/** Entries of names, present or absent, from the cache or their source. */
final class EntryLookup {
  private final ZoneTable zones;
  private final FreshCache<String, Optional<NameEntry>> cache;
  private final LongAdder sourceReads = new LongAdder();

  EntryLookup(ZoneTable zones, long cacheBytes) {
    this.zones = zones;
    this.cache = new FreshCache<>(cacheBytes, EntryLookup::bytesOf);
  }

  /** The cached entry, or null where the cache holds none. Never blocks. */
  @Nullable NameEntry cached(String name) {
    Optional<NameEntry> found = cache.get(name);
    return found == null ? null : found.orElse(null);
  }

  /** The entry of {@code name}, which must be in some zone. */
  Optional<NameEntry> find(String name) throws NameSourceException {
    Zone zone = zones.find(name);
    if (zone == null) {
      throw new NameSourceException(
          "no source claims the zone of " + name + "; install a bundle that does");
    }
    return find(zone, name);
  }

  /** The entry of {@code name}, which is in {@code zone}. */
  Optional<NameEntry> find(Zone zone, String name) throws NameSourceException {
    Optional<NameEntry> cached = cache.get(name);
    if (cached != null) {
      return cached;
    }
    cache.missed();
    ChangeClock.Reading reading = zone.clock().read(name);
    Optional<NameEntry> found = read(zone, () -> zone.source().find(name));
    // A table that was swapped before the reading was taken has made no reading of it stale.
    if (zone.equals(zones.find(name))) {
      cache.put(name, found, reading);
    }
    return found;
  }

  /** Whether names exist below {@code name}, which is in {@code zone}. */
  boolean hasNamesBelow(Zone zone, String name) throws NameSourceException {
    return read(zone, () -> zone.source().hasNamesBelow(name));
  }

  private <T> T read(Zone zone, SourceRead<T> body) throws NameSourceException {
    if (!zone.local()) {
      sourceReads.increment();
    }
    try {
      return body.read();
    } catch (RuntimeException e) {
      throw new NameSourceException("the source of the zone " + zone.name() + " failed", e);
    }
  }

  /** How often sources of other bundles were asked. */
  long sourceReads() {
    return sourceReads.sum();
  }

  FreshCache<String, Optional<NameEntry>> cache() {
    return cache;
  }

  /** With the sizes of objects on a 64-bit JVM with compact headers, and of the cache's node. */
  private static int bytesOf(String name, Optional<NameEntry> found) {
    int bytes = 190 + name.length();
    if (found.isPresent()) {
      NameEntry entry = found.get();
      bytes += 120 + entry.owner().length();
      for (NameRecord each : entry.records()) {
        bytes += 80 + each.value().length();
      }
    }
    return bytes;
  }

  private interface SourceRead<T> {
    T read() throws NameSourceException;
  }
}
