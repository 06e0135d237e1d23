package io.ghostbridge.api.zcrypto;

/** What ZCrypto calls an error, under its own names. */
public enum ZCryptoError {
  /** A seed, or a mnemonic, has a length or content that gives no key. */
  INVALID_SEED("InvalidSeed"),
  /** A private key is out of range, or its halves do not belong together. */
  INVALID_PRIVATE_KEY("InvalidPrivateKey"),
  /** A public key is malformed, no point of its curve, or of small order. */
  INVALID_PUBLIC_KEY("InvalidPublicKey"),
  /** A signature has a length that none of its algorithm has. */
  INVALID_SIGNATURE("InvalidSignature"),
  /** A key of HMAC is empty. */
  INVALID_HMAC_KEY("InvalidHmacKey"),
  /** An encoded key is in no form that is read. */
  INVALID_KEY_FORMAT("InvalidKeyFormat"),
  /** A key has another length than the algorithm's. */
  INVALID_KEY_SIZE("InvalidKeySize"),
  /** A box is too short to hold a nonce. */
  INVALID_NONCE_SIZE("InvalidNonceSize"),
  /** A box is too short to hold a tag. */
  INVALID_TAG_SIZE("InvalidTagSize"),
  /** A box is not authentic. */
  DECRYPTION_FAILED("DecryptionFailed"),
  /** A plaintext cannot be encrypted, as by its length. */
  ENCRYPTION_FAILED("EncryptionFailed"),
  /** Anything else that was handed in is out of its range. */
  INVALID_INPUT("InvalidInput");

  private final String zcryptoName;

  ZCryptoError(String zcryptoName) {
    this.zcryptoName = zcryptoName;
  }

  /** The name in ZCrypto, such as {@code InvalidSeed}. */
  public String zcryptoName() {
    return zcryptoName;
  }
}
