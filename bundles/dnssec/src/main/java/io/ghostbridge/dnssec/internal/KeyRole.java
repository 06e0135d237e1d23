package io.ghostbridge.dnssec.internal;

import java.util.Locale;

/** What a key of a zone signs (RFC 6781, section 3.1). */
enum KeyRole {
  /** The zone's key set; the parent's DS record names it. */
  KSK(257),

  /** All else. */
  ZSK(256);

  private final int flags;

  KeyRole(int flags) {
    this.flags = flags;
  }

  /** The flags of its DNSKEY record (RFC 4034, section 2.1.1). */
  int flags() {
    return flags;
  }

  /** In lower case, as files and people name it. */
  String text() {
    return name().toLowerCase(Locale.ROOT);
  }
}
