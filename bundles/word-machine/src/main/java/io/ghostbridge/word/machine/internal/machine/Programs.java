package io.ghostbridge.word.machine.internal.machine;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.Fork;
import io.ghostbridge.word.machine.internal.program.Program;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.BiFunction;
import org.jspecify.annotations.Nullable;

/** Decoded programs by the hash of their code, bounded by the memory they take. */
public final class Programs {
  private static final long MOST_BYTES = 64L << 20;

  private final BiFunction<Bytes, Fork, Program> decoder;
  private final Map<Fork, Cache<Hash, Program>> caches = new ConcurrentHashMap<>();

  /** Decodes by {@code decoder} what is not there. */
  public Programs(BiFunction<Bytes, Fork, Program> decoder) {
    this.decoder = decoder;
  }

  /** The program of {@code code}; kept where its hash is given. */
  public Program get(Bytes code, @Nullable Hash hash, Fork fork) {
    if (hash == null) {
      return decoder.apply(code, fork);
    }
    Cache<Hash, Program> cache = caches.computeIfAbsent(fork, any -> cache());
    Program known = cache.getIfPresent(hash);
    if (known == null) {
      known = decoder.apply(code, fork);
      cache.put(hash, known);
    }
    return known;
  }

  private static Cache<Hash, Program> cache() {
    return Caffeine.newBuilder()
        .maximumWeight(MOST_BYTES)
        .weigher((Hash hash, Program program) -> program.weight())
        .executor(Runnable::run)
        .build();
  }

  /** Forgets all. */
  public void clear() {
    caches.clear();
  }
}
