package io.ghostbridge.dnssec.internal;

import java.time.Instant;

/**
 * A key as the zone's key list has it.
 *
 * @param tag the key tag (RFC 4034, appendix B) without the flag of revocation, unique in the zone
 * @param since when it came into {@code state}, to the second
 */
record KeyEntry(KeyRole role, Algorithm algorithm, int tag, KeyState state, Instant since) {
  /** The same key in another state. */
  KeyEntry in(KeyState next, Instant now) {
    return new KeyEntry(role, algorithm, tag, next, now);
  }

  boolean is(KeyRole wantedRole, KeyState wantedState) {
    return role == wantedRole && state == wantedState;
  }

  /** The name of its file. */
  String fileName() {
    return role.text() + "-" + tag + ".pem";
  }
}
