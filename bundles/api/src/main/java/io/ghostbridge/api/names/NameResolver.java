package io.ghostbridge.api.names;

import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Finds names in whichever source claims their zone, and caches what it found until the source says
 * that it changed. Safe for use by any thread.
 */
@ProviderType
public interface NameResolver {
  /**
   * The canonical form of a name as people write it: UTS-46 to A-labels, lower case, no final dot.
   *
   * @throws IllegalArgumentException saying what is wrong with the name
   */
  String canonicalName(String text);

  /**
   * The cached entry of a canonical name, or null when the cache does not hold it. Never blocks.
   * The same object is returned until the entry changes, so whatever is derived from it may be kept
   * and compared by identity.
   */
  @Nullable NameEntry cached(String canonicalName);

  /**
   * The entry of a canonical name, from the cache or the source; wildcards are not applied. May
   * block.
   *
   * @throws NameSourceException if the source cannot tell now, or no source claims the name's zone
   */
  Optional<NameEntry> find(String canonicalName) throws NameSourceException;
}
