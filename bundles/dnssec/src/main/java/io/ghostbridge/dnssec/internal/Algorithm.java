package io.ghostbridge.dnssec.internal;

import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.platform.PrivateKeyPem;

/** The algorithms of IANA's registry that RFC 8624 recommends for new keys. */
enum Algorithm {
  /** RFC 6605. */
  ECDSA_P256(13, "ecdsa-p256-sha256", PrivateKeyPem.P256),

  /** RFC 8080. */
  ED25519(15, "ed25519", PrivateKeyPem.ED25519);

  private final int number;
  private final String scheme;
  private final PrivateKeyPem pem;

  Algorithm(int number, String scheme, PrivateKeyPem pem) {
    this.number = number;
    this.scheme = scheme;
    this.pem = pem;
  }

  /** The number in DNSKEY, DS and RRSIG records. */
  int number() {
    return number;
  }

  /** The name of the signature scheme, which is also the one in configuration and key lists. */
  String scheme() {
    return scheme;
  }

  /** The form of the files of private keys. */
  PrivateKeyPem pem() {
    return pem;
  }

  /** A public key as a DNSKEY record has it: of P-256 both coordinates (RFC 6605, section 4). */
  byte[] dnskeyForm(Bytes publicKey) {
    return this == ECDSA_P256
        ? P256Point.uncompressed(publicKey.unsafeArray())
        : publicKey.toByteArray();
  }

  /**
   * The algorithm of this name.
   *
   * @throws IllegalArgumentException saying which there are
   */
  static Algorithm of(String scheme) {
    for (Algorithm each : values()) {
      if (each.scheme.equals(scheme)) {
        return each;
      }
    }
    throw new IllegalArgumentException(
        "'" + scheme + "' is no algorithm for zones; there are ecdsa-p256-sha256 and ed25519");
  }
}
