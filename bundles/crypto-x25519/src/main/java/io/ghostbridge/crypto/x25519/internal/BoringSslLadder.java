package io.ghostbridge.crypto.x25519.internal;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.Provider;
import java.security.PublicKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Arrays;
import java.util.HexFormat;
import javax.crypto.KeyAgreement;
import javax.security.auth.DestroyFailedException;

/** BoringSSL through Conscrypt. */
final class BoringSslLadder implements Ladder {
  /** PrivateKeyInfo of RFC 8410, section 7, up to the key. */
  private static final byte[] PKCS8_PREFIX =
      HexFormat.of().parseHex("302e020100300506032b656e04220420");

  /** SubjectPublicKeyInfo of RFC 8410, section 4, up to the key. */
  private static final byte[] SPKI_PREFIX = HexFormat.of().parseHex("302a300506032b656e032100");

  private final Provider provider;
  private final KeyFactory keys;

  BoringSslLadder(Provider provider) {
    this.provider = provider;
    try {
      keys = KeyFactory.getInstance("XDH", provider);
    } catch (GeneralSecurityException e) {
      throw new IllegalStateException("BoringSSL has no X25519", e);
    }
  }

  @Override
  public byte[] multiply(byte[] scalar, byte[] point) {
    byte[] encoded = concat(PKCS8_PREFIX, scalar);
    try {
      PrivateKey privateKey = keys.generatePrivate(new PKCS8EncodedKeySpec(encoded));
      PublicKey publicKey = keys.generatePublic(new X509EncodedKeySpec(concat(SPKI_PREFIX, point)));
      KeyAgreement agreement = KeyAgreement.getInstance("XDH", provider);
      agreement.init(privateKey);
      byte[] secret = secretOrZeros(agreement, publicKey);
      privateKey.destroy();
      return secret;
    } catch (GeneralSecurityException | DestroyFailedException e) {
      throw new IllegalStateException("BoringSSL does not compute X25519", e);
    } finally {
      Arrays.fill(encoded, (byte) 0);
    }
  }

  /** BoringSSL refuses the secrets that are all zero (RFC 7748, section 6.1). */
  private static byte[] secretOrZeros(KeyAgreement agreement, PublicKey publicKey)
      throws GeneralSecurityException {
    try {
      agreement.doPhase(publicKey, true);
      return agreement.generateSecret();
    } catch (InvalidKeyException e) {
      return new byte[X25519Agreement.LENGTH];
    }
  }

  private static byte[] concat(byte[] prefix, byte[] key) {
    byte[] whole = Arrays.copyOf(prefix, prefix.length + key.length);
    System.arraycopy(key, 0, whole, prefix.length, key.length);
    return whole;
  }
}
