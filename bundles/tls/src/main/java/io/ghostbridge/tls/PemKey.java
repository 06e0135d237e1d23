package io.ghostbridge.tls;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.spec.InvalidKeySpecException;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** A private key in PEM: PKCS#8, not encrypted (RFC 7468 section 10). */
final class PemKey {
  private static final Pattern PKCS8 =
      Pattern.compile("-----BEGIN PRIVATE KEY-----([A-Za-z0-9+/=\\s]+)-----END PRIVATE KEY-----");
  private static final List<String> ALGORITHMS = List.of("EC", "RSA", "EdDSA");

  private PemKey() {}

  static PrivateKey parse(byte[] pem) throws GeneralSecurityException {
    Matcher matcher = PKCS8.matcher(new String(pem, StandardCharsets.ISO_8859_1));
    if (!matcher.find()) {
      throw new InvalidKeySpecException(
          "the key file has no BEGIN PRIVATE KEY block; convert it with: openssl pkcs8 -topk8"
              + " -nocrypt");
    }
    byte[] encoded;
    try {
      encoded = Base64.getMimeDecoder().decode(matcher.group(1));
    } catch (IllegalArgumentException e) {
      throw new InvalidKeySpecException("the key file's block is no Base64", e);
    }
    PKCS8EncodedKeySpec spec = new PKCS8EncodedKeySpec(encoded);
    InvalidKeySpecException refused =
        new InvalidKeySpecException("the key is none of " + ALGORITHMS);
    for (String algorithm : ALGORITHMS) {
      try {
        return KeyFactory.getInstance(algorithm).generatePrivate(spec);
      } catch (InvalidKeySpecException e) {
        refused.addSuppressed(e);
      }
    }
    throw refused;
  }
}
