package io.ghostbridge.dnssec.internal;

import com.github.benmanes.caffeine.cache.Cache;
import com.github.benmanes.caffeine.cache.Caffeine;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.dnssec.RecordSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Signatures by what they sign, bounded by the memory they take. What a record says is part of the
 * key, so that a change of the record needs no invalidation. Safe for use by any thread.
 */
final class SignatureCache {
  /** The data of an RRSIG record and until when it may be sent. */
  record Signature(Bytes data, long freshUntilMillis) {}

  /** A set and the key that signs it; keys of equal tags in two zones differ in the zone. */
  record Key(Bytes zone, int tag, RecordSet set) {}

  private final Cache<Key, Signature> cache;

  SignatureCache(long maximumBytes) {
    cache =
        Caffeine.newBuilder()
            .maximumWeight(maximumBytes)
            .weigher(SignatureCache::bytesOf)
            // No thread of ours outlives the bundle.
            .executor(Runnable::run)
            .build();
  }

  /** The signature, or null if there is none that may still be sent. Never blocks. */
  @Nullable Signature get(Key key, long nowMillis) {
    Signature found = cache.getIfPresent(key);
    return found != null && nowMillis < found.freshUntilMillis ? found : null;
  }

  /** The signature, made by {@code signer} if there is none; once for all who ask meanwhile. */
  Signature get(Key key, long nowMillis, Supplier<Signature> signer) {
    Signature found = cache.get(key, ignored -> signer.get());
    if (nowMillis < found.freshUntilMillis) {
      return found;
    }
    cache.asMap().remove(key, found);
    return cache.get(key, ignored -> signer.get());
  }

  /** How many signatures are kept. */
  long size() {
    cache.cleanUp();
    return cache.estimatedSize();
  }

  /** With the sizes of objects on a 64-bit JVM with compact headers, and of the cache's node. */
  private static int bytesOf(Key key, Signature signature) {
    int bytes = 320 + key.set.owner().size() + signature.data.size();
    for (Bytes data : key.set.data()) {
      bytes += 48 + data.size();
    }
    return bytes;
  }
}
