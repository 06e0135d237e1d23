package io.ghostbridge.names.internal;

import io.ghostbridge.api.names.NameSource;

/**
 * A zone and the source that answers for it.
 *
 * @param name the canonical name
 * @param local whether it comes from this node's zone files
 * @param nonBlocking whether the source never blocks
 */
record Zone(String name, NameSource source, ChangeClock clock, boolean local, boolean nonBlocking) {
  /** Whether {@code other} is this zone's name or below it. */
  boolean encloses(String other) {
    return WireNames.isWithin(other, name);
  }
}
