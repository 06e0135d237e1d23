package io.ghostbridge.ledger.internal.state;

import io.ghostbridge.api.data.Bytes;
import java.util.Collections;
import java.util.EnumMap;
import java.util.Map;
import java.util.NavigableMap;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * New values of some keys, or the old ones that undo such a change; an empty value is the key's
 * absence. Not thread-safe while it is filled; read by any thread afterwards.
 */
final class Changes {
  private final Map<Space, NavigableMap<Bytes, Optional<Bytes>>> bySpace =
      new EnumMap<>(Space.class);

  NavigableMap<Bytes, Optional<Bytes>> of(Space space) {
    NavigableMap<Bytes, Optional<Bytes>> changes = bySpace.get(space);
    return changes == null ? Collections.emptyNavigableMap() : changes;
  }

  /** Null where {@code key} is not changed. */
  @SuppressWarnings("NullableOptional") // Null: no change. Empty: a change to absence.
  @Nullable Optional<Bytes> get(Space space, Bytes key) {
    NavigableMap<Bytes, Optional<Bytes>> changes = bySpace.get(space);
    return changes == null ? null : changes.get(key);
  }

  /** Returns what was set before, or null. */
  @SuppressWarnings("NullableOptional") // Null: no change. Empty: a change to absence.
  @Nullable Optional<Bytes> set(Space space, Bytes key, Optional<Bytes> value) {
    return bySpace.computeIfAbsent(space, any -> new TreeMap<>()).put(key, value);
  }

  /** The number of changed keys. */
  int size() {
    return bySpace.values().stream().mapToInt(Map::size).sum();
  }

  void forget(Space space, Bytes key) {
    NavigableMap<Bytes, Optional<Bytes>> changes = bySpace.get(space);
    if (changes != null) {
      changes.remove(key);
    }
  }
}
