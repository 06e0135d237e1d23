package io.ghostbridge.dnssec.internal;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;

/**
 * A key of a zone, open for signing.
 *
 * @param signing the private key, which whoever made this record closes
 */
record ZoneKey(KeyEntry entry, SigningKey signing) {
  /** The same key in another state. */
  ZoneKey in(KeyEntry next) {
    return new ZoneKey(next, signing);
  }

  /** The data of its DNSKEY record, as its state has it. */
  Bytes dnskey() {
    int revoked = entry.state() == KeyState.REVOKED ? DnskeyData.FLAG_REVOKED : 0;
    return DnskeyData.of(entry.role().flags() | revoked, entry.algorithm(), signing.publicKey());
  }

  /** The tag that its signatures have; a revoked key has another (RFC 5011, section 2.1). */
  int signatureTag() {
    return DnskeyData.tag(dnskey());
  }
}
