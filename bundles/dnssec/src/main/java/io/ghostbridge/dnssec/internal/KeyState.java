package io.ghostbridge.dnssec.internal;

import java.util.Locale;

/**
 * Where a key is in its life. Every key is in the zone's key set from the first of these to the
 * last; a KSK signs that set throughout.
 */
enum KeyState {
  /** New: resolvers may still hold a key set without it. */
  PUBLISHED,

  /** Of a KSK: every resolver can know it; the parent's DS record is to be changed to it. */
  READY,

  /** In use: a ZSK signs the zone, a KSK is the one that the parent names. */
  ACTIVE,

  /** Succeeded: resolvers may still hold signatures, or a DS record, that need it. */
  RETIRED,

  /** Of a KSK: said to be of no use any more to resolvers that follow RFC 5011. */
  REVOKED;

  /** In lower case, as files and people name it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
