package io.ghostbridge.wasm.internal.run;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ghostbridge.api.data.Hash;
import io.ghostbridge.api.vm.InvalidCodeException;
import org.jspecify.annotations.Nullable;

/** Programs by the hash of their code, as many as fit. Safe for use by any thread. */
final class Programs {
  /** Bytes of metered modules; what Endive makes of one takes some 30 times as much of the heap. */
  private static final long MAX_BYTES = 2L << 20;

  private final Cache<Hash, Program> cache =
      Caffeine.newBuilder()
          .maximumWeight(MAX_BYTES)
          .weigher((Hash hash, Program program) -> 1_000 + program.weight())
          // Upkeep on the calling thread: no task in a common pool outlives the bundle.
          .executor(Runnable::run)
          .build();

  /** The program of {@code code}, whose stored part has the hash {@code hash}. */
  Program get(Hash hash, ContractCode code) throws InvalidCodeException {
    @Nullable Program known = cache.getIfPresent(hash);
    if (known != null) {
      return known;
    }
    Program loaded = Program.load(code);
    Program raced = cache.asMap().putIfAbsent(hash, loaded);
    return raced == null ? loaded : raced;
  }

  /** Forgets all, and with them the classes that were compiled. */
  void clear() {
    cache.invalidateAll();
  }
}
