package io.ghostbridge.dnssec.internal;

import io.ghostbridge.api.data.Bytes;
import java.util.Arrays;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** The algorithms of IANA's registry that RFC 8624 recommends for new keys. */
enum Algorithm {
  /** RFC 6605. */
  ECDSA_P256(
      13,
      "ecdsa-p256-sha256",
      "3041020100301306072a8648ce3d020106082a8648ce3d030107042730250201010420",
      "308187020100301306072a8648ce3d020106082a8648ce3d030107046d306b0201010420",
      "a144034200",
      65),

  /** RFC 8080. */
  ED25519(
      15,
      "ed25519",
      "302e020100300506032b657004220420",
      "3051020101300506032b657004220420",
      "812100",
      32);

  /** The length of a private key of each. */
  static final int SEED_LENGTH = 32;

  private final int number;
  private final String scheme;
  private final String head;
  private final String headWithPublicKey;
  private final String publicKeyHead;
  private final int publicKeyLength;

  Algorithm(
      int number,
      String scheme,
      String head,
      String headWithPublicKey,
      String publicKeyHead,
      int publicKeyLength) {
    this.number = number;
    this.scheme = scheme;
    this.head = head;
    this.headWithPublicKey = headWithPublicKey;
    this.publicKeyHead = publicKeyHead;
    this.publicKeyLength = publicKeyLength;
  }

  /** The number in DNSKEY, DS and RRSIG records. */
  int number() {
    return number;
  }

  /** The name of the signature scheme, which is also the one in configuration and key lists. */
  String scheme() {
    return scheme;
  }

  /** PKCS#8 without the public key (RFC 5958), up to the private key, which ends it. */
  byte[] pkcs8Head() {
    return HexFormat.of().parseHex(head);
  }

  /** The private key in {@code der} if that is one of the two forms of PKCS#8, else null. */
  byte @Nullable [] privateKey(byte[] der) {
    byte[] alone = HexFormat.of().parseHex(head);
    if (der.length == alone.length + SEED_LENGTH && startsWith(der, alone, 0)) {
      return Arrays.copyOfRange(der, alone.length, der.length);
    }
    byte[] before = HexFormat.of().parseHex(headWithPublicKey);
    byte[] behind = HexFormat.of().parseHex(publicKeyHead);
    int end = before.length + SEED_LENGTH;
    if (der.length == end + behind.length + publicKeyLength
        && startsWith(der, before, 0)
        && startsWith(der, behind, end)) {
      return Arrays.copyOfRange(der, before.length, end);
    }
    return null;
  }

  private static boolean startsWith(byte[] data, byte[] wanted, int at) {
    return data.length - at >= wanted.length
        && Arrays.equals(data, at, at + wanted.length, wanted, 0, wanted.length);
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
