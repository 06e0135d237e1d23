package io.ghostbridge.names.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import com.github.benmanes.caffeine.cache.Policy.Eviction;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.ToIntBiFunction;
import org.jspecify.annotations.Nullable;

/**
 * A cache bounded by the memory it takes, whose values are returned only as long as what they came
 * with is current. Safe for use by any thread.
 */
final class FreshCache<K, V> {
  private final Cache<K, Held<V>> cache;
  private final Eviction<K, Held<V>> eviction;
  private final LongAdder hits = new LongAdder();
  private final LongAdder misses = new LongAdder();
  private final LongAdder evictions = new LongAdder();

  /**
   * @param bytesOf an estimate of what a key and its value take, in bytes
   */
  FreshCache(long maximumBytes, ToIntBiFunction<K, V> bytesOf) {
    cache =
        Caffeine.newBuilder()
            .maximumWeight(maximumBytes)
            .weigher((K key, Held<V> held) -> bytesOf.applyAsInt(key, held.value))
            .evictionListener((key, held, cause) -> evictions.increment())
            // Upkeep happens on whoever's thread it falls to: no thread of ours outlives the
            // bundle.
            .executor(Runnable::run)
            .build();
    eviction = cache.policy().eviction().orElseThrow();
  }

  /** The value, or null if there is none or it is stale. Never blocks. */
  @Nullable V get(K key) {
    Held<V> held = cache.getIfPresent(key);
    if (held != null) {
      if (held.current()) {
        hits.increment();
        return held.value;
      }
      cache.asMap().remove(key, held);
    }
    return null;
  }

  /** Counts a value that had to be made. */
  void missed() {
    misses.increment();
  }

  /** Keeps {@code value} for as long as all {@code readings} are current. */
  void put(K key, V value, Freshness... readings) {
    Held<V> held = new Held<>(value, readings);
    if (held.current()) {
      cache.put(key, held);
      // Whoever clears the cache makes what it held stale first: what came in between goes as well.
      if (!held.current()) {
        cache.asMap().remove(key, held);
      }
    }
  }

  /** Forgets everything. */
  void clear() {
    cache.invalidateAll();
  }

  /** Forgets what is stale. */
  void sweep() {
    cache.asMap().values().removeIf(held -> !held.current());
  }

  /** The cache's figures; what is stale but not yet dropped takes memory and is counted. */
  Figures figures() {
    cache.cleanUp();
    return new Figures(
        cache.estimatedSize(),
        eviction.weightedSize().orElse(0),
        hits.sum(),
        misses.sum(),
        evictions.sum());
  }

  /** Entries and bytes held now; hits, misses and evictions since the start. */
  record Figures(long entries, long bytes, long hits, long misses, long evictions) {
    /** The sum of two caches' figures. */
    Figures plus(Figures other) {
      return new Figures(
          entries + other.entries,
          bytes + other.bytes,
          hits + other.hits,
          misses + other.misses,
          evictions + other.evictions);
    }
  }

  private static final class Held<V> {
    final V value;
    private final Freshness[] readings;

    Held(V value, Freshness[] readings) {
      this.value = value;
      this.readings = readings;
    }

    boolean current() {
      for (Freshness reading : readings) {
        if (!reading.current()) {
          return false;
        }
      }
      return true;
    }
  }
}
