package io.ghostbridge.zcrypto.internal;

import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.InvalidPublicKeyException;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.zcrypto.ZCryptoError;
import io.ghostbridge.api.zcrypto.ZCryptoException;
import io.ghostbridge.api.zcrypto.ZKeyPair;

/** Pairs and shared secrets of one agreement. */
final class Agreements {
  private Agreements() {}

  static ZKeyPair fromBytes(KeyAgreement agreement, SecretBytes privateKey)
      throws ZCryptoException {
    try (AgreementKey key = key(agreement, privateKey)) {
      return new ZKeyPair(privateKey.copy(), key.publicKey());
    }
  }

  static SecretBytes agree(KeyAgreement agreement, SecretBytes privateKey, byte[] publicKey)
      throws ZCryptoException {
    try (AgreementKey key = key(agreement, privateKey)) {
      return key.agree(publicKey);
    } catch (InvalidPublicKeyException e) {
      throw Refusals.of(ZCryptoError.INVALID_PUBLIC_KEY, "" + e.getMessage());
    }
  }

  private static AgreementKey key(KeyAgreement agreement, SecretBytes privateKey)
      throws ZCryptoException {
    Refusals.requireKeySize(privateKey, agreement.privateKeyLength());
    try {
      return agreement.fromPrivateKey(privateKey);
    } catch (IllegalArgumentException e) {
      throw Refusals.of(ZCryptoError.INVALID_PRIVATE_KEY, "" + e.getMessage());
    }
  }

  /** Whether the bytes have a form of SEC 1, section 2.3.3, at all. */
  static void requireForm(KeyAgreement agreement, byte[] publicKey) throws ZCryptoException {
    int compressed = agreement.publicKeyLength();
    boolean form =
        (publicKey.length == compressed && (publicKey[0] & 0xfe) == 2)
            || (publicKey.length == 2 * compressed - 1 && publicKey[0] == 4);
    if (!form) {
      throw Refusals.of(
          ZCryptoError.INVALID_KEY_FORMAT,
          "the public key of "
              + publicKey.length
              + " bytes has neither form of SEC 1, expected "
              + compressed
              + " compressed or "
              + (2 * compressed - 1));
    }
  }
}
