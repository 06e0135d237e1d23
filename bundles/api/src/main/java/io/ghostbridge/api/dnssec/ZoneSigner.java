package io.ghostbridge.api.dnssec;

import org.jspecify.annotations.Nullable;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Holds the keys of zones, as a service. Whoever answers for a zone asks it for clients that want
 * signatures. Safe for use by any thread.
 */
@ProviderType
public interface ZoneSigner {
  /**
   * The zone with the keys that sign it now; null for a zone that is not signed. The same object is
   * returned until a key comes, goes or changes its part; what was signed with another object is
   * not to be sent any more. Never blocks, and costs a look-up in a map.
   *
   * @param name the zone's canonical name, without a final dot
   */
  @Nullable SignedZone zone(String name);
}
