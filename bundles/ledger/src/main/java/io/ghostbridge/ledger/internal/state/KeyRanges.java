package io.ghostbridge.ledger.internal.state;

import io.ghostbridge.api.data.Bytes;
import java.util.Arrays;
import java.util.Iterator;
import java.util.NavigableMap;
import java.util.NavigableSet;
import org.jspecify.annotations.Nullable;

/** Prefixes as ranges of keys. */
final class KeyRanges {
  private KeyRanges() {}

  static boolean startsWith(Bytes key, Bytes prefix) {
    return key.size() >= prefix.size()
        && Arrays.equals(
            key.unsafeArray(), 0, prefix.size(), prefix.unsafeArray(), 0, prefix.size());
  }

  /** Adds the keys of {@code map} that begin with {@code prefix} to {@code keys}. */
  static void collect(NavigableMap<Bytes, ?> map, Bytes prefix, NavigableSet<Bytes> keys) {
    for (Bytes key : map.tailMap(prefix, true).keySet()) {
      if (!startsWith(key, prefix)) {
        return;
      }
      keys.add(key);
    }
  }

  /** The least of the next keys of two ordered sources. */
  static final class Merge {
    private final Iterator<Bytes> stored;
    private final Bytes prefix;
    private final NavigableSet<Bytes> others;
    private @Nullable Bytes ahead;

    Merge(Iterator<Bytes> stored, Bytes prefix, NavigableSet<Bytes> others) {
      this.stored = stored;
      this.prefix = prefix;
      this.others = others;
      advance();
    }

    private void advance() {
      Bytes key = stored.hasNext() ? stored.next() : null;
      ahead = key != null && startsWith(key, prefix) ? key : null;
    }

    /** The next key, each once, or null after the last. */
    @Nullable Bytes next() {
      Bytes other = others.isEmpty() ? null : others.first();
      Bytes key = ahead;
      if (other == null || (key != null && key.compareTo(other) < 0)) {
        advance();
        return key;
      }
      others.pollFirst();
      if (key != null && key.equals(other)) {
        advance();
      }
      return other;
    }
  }
}
