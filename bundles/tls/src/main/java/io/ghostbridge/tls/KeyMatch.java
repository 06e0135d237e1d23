package io.ghostbridge.tls;

import java.security.GeneralSecurityException;
import java.security.InvalidKeyException;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;

/**
 * Whether a private key is the certificate's: files replaced one after the other are not, for a
 * moment.
 */
final class KeyMatch {
  private static final byte[] MESSAGE = new byte[32];

  private KeyMatch() {}

  static void check(TlsMaterial material) throws GeneralSecurityException {
    PublicKey publicKey = material.chain().getFirst().getPublicKey();
    PrivateKey key = material.key();
    if (!publicKey.getAlgorithm().equals(key.getAlgorithm()) || !verifies(key, publicKey)) {
      throw new InvalidKeyException("the key is not the certificate's");
    }
  }

  private static boolean verifies(PrivateKey key, PublicKey publicKey)
      throws GeneralSecurityException {
    Signature signature =
        Signature.getInstance(
            switch (key.getAlgorithm()) {
              case "EC" -> "SHA256withECDSA";
              case "RSA" -> "SHA256withRSA";
              default -> key.getAlgorithm();
            });
    signature.initSign(key);
    signature.update(MESSAGE);
    byte[] signed = signature.sign();
    signature.initVerify(publicKey);
    signature.update(MESSAGE);
    return signature.verify(signed);
  }
}
