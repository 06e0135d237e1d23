package io.ghostbridge.ledger.internal.state;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.ledger.internal.tree.TreePage;
import java.util.EnumMap;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The pages of the trees that a block replaced; empty where there was none. */
final class TreeUndo {
  private final Map<Space, Map<Bytes, Optional<TreePage>>> byStore = new EnumMap<>(Space.class);

  private final Map<Bytes, Optional<Bytes>> nodes = new HashMap<>();

  Map<Bytes, Optional<TreePage>> of(Space store) {
    Map<Bytes, Optional<TreePage>> pages = byStore.get(store);
    return pages == null ? Map.of() : pages;
  }

  @SuppressWarnings("NullableOptional") // Null: no change. Empty: a change to absence.
  @Nullable Optional<TreePage> get(Space store, Bytes key) {
    return of(store).get(key);
  }

  void set(Space store, Bytes key, Optional<TreePage> page) {
    byStore.computeIfAbsent(store, any -> new HashMap<>()).put(key, page);
  }

  /** The nodes of the tries of the store {@code evm} that the block replaced. */
  Map<Bytes, Optional<Bytes>> nodes() {
    return nodes;
  }

  int size() {
    int size = nodes.size();
    for (Map<Bytes, Optional<TreePage>> pages : byStore.values()) {
      size += pages.size();
    }
    return size;
  }
}
