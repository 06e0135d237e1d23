package io.ghostbridge.api.zcrypto;

import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.data.Bytes;
import java.util.List;
import org.osgi.annotation.versioning.ProviderType;

/**
 * Every operation of ZCrypto's core, as a service: the same names, meanings, layouts and errors
 * over the installed algorithms. docs/zcrypto-compatibility.md holds one beside the other.
 *
 * <p>Safe for use by any thread. Secrets that are handed in stay the caller's; those that are
 * handed out are the caller's to close. Each method throws {@link
 * io.ghostbridge.api.crypto.AlgorithmNotAvailableException} while its algorithm is withdrawn.
 */
@ProviderType
public interface ZCrypto {
  /** SHA-256: 32 bytes. */
  byte[] sha256(byte[] message);

  /** SHA-512: 64 bytes. */
  byte[] sha512(byte[] message);

  /** BLAKE2b: 64 bytes. */
  byte[] blake2b(byte[] message);

  /**
   * HMAC-SHA-256: 32 bytes.
   *
   * @throws ZCryptoException InvalidHmacKey if the key is empty
   */
  byte[] hmacSha256(byte[] message, SecretBytes key) throws ZCryptoException;

  /**
   * HMAC-SHA-512: 64 bytes.
   *
   * @throws ZCryptoException InvalidHmacKey if the key is empty
   */
  byte[] hmacSha512(byte[] message, SecretBytes key) throws ZCryptoException;

  /**
   * HKDF-SHA-256, extract and expand.
   *
   * @param length from 1 to 8,160
   * @throws ZCryptoException InvalidInput if the length is out of range
   */
  SecretBytes hkdfSha256(SecretBytes secret, byte[] salt, byte[] info, int length)
      throws ZCryptoException;

  /**
   * HKDF-SHA-512, extract and expand.
   *
   * @param length from 1 to 16,320
   * @throws ZCryptoException InvalidInput if the length is out of range
   */
  SecretBytes hkdfSha512(SecretBytes secret, byte[] salt, byte[] info, int length)
      throws ZCryptoException;

  /**
   * PBKDF2 with HMAC-SHA-256.
   *
   * @throws ZCryptoException InvalidInput if iterations or length are out of range
   */
  SecretBytes pbkdf2Sha256(SecretBytes password, byte[] salt, int iterations, int length)
      throws ZCryptoException;

  /**
   * Bytes of the operating system's generator.
   *
   * @throws ZCryptoException InvalidInput if the length is not from 0 to 1 MiB
   */
  byte[] randomBytes(int length) throws ZCryptoException;

  /**
   * AES-256-GCM under a random nonce: {@code nonce(12) || ciphertext || tag(16)}.
   *
   * @throws ZCryptoException InvalidKeySize if the key has not 32 bytes; EncryptionFailed if the
   *     plaintext is too long for one array
   */
  byte[] aes256GcmEncrypt(byte[] plaintext, SecretBytes key) throws ZCryptoException;

  /**
   * Opens what {@link #aes256GcmEncrypt} made.
   *
   * @throws ZCryptoException InvalidKeySize; InvalidNonceSize if there are not 12 bytes;
   *     InvalidTagSize if there are not 28; DecryptionFailed if the box is not authentic
   */
  byte[] aes256GcmDecrypt(byte[] box, SecretBytes key) throws ZCryptoException;

  /**
   * ChaCha20-Poly1305 under a random nonce: {@code nonce(12) || ciphertext || tag(16)}.
   *
   * @throws ZCryptoException as {@link #aes256GcmEncrypt}
   */
  byte[] chaCha20Poly1305Encrypt(byte[] plaintext, SecretBytes key) throws ZCryptoException;

  /**
   * Opens what {@link #chaCha20Poly1305Encrypt} made.
   *
   * @throws ZCryptoException as {@link #aes256GcmDecrypt}
   */
  byte[] chaCha20Poly1305Decrypt(byte[] box, SecretBytes key) throws ZCryptoException;

  /** A new Ed25519 pair; the private key is the seed and behind it the public key. */
  ZKeyPair ed25519Generate();

  /**
   * The pair of a private key.
   *
   * @param privateKey 64 bytes: the seed and behind it the public key
   * @throws ZCryptoException InvalidKeySize if there are not 64; InvalidPrivateKey if the halves do
   *     not match
   */
  ZKeyPair ed25519FromBytes(SecretBytes privateKey) throws ZCryptoException;

  /**
   * The public half of a private key, checked as {@link #ed25519FromBytes} does.
   *
   * @throws ZCryptoException as {@link #ed25519FromBytes}
   */
  Bytes ed25519PublicKey(SecretBytes privateKey) throws ZCryptoException;

  /**
   * A signature of 64 bytes.
   *
   * @throws ZCryptoException as {@link #ed25519FromBytes}
   */
  byte[] ed25519Sign(byte[] message, SecretBytes privateKey) throws ZCryptoException;

  /**
   * Whether the signature is valid.
   *
   * @throws ZCryptoException InvalidSignature if it has not 64 bytes; InvalidPublicKey if that has
   *     not 32
   */
  boolean ed25519Verify(byte[] message, byte[] signature, byte[] publicKey) throws ZCryptoException;

  /**
   * Signs into an array of the caller's.
   *
   * @param target takes 64 bytes from {@code offset} on
   * @throws ZCryptoException as {@link #ed25519Sign}; InvalidInput if they do not fit
   */
  void ed25519SignInPlace(byte[] message, SecretBytes privateKey, byte[] target, int offset)
      throws ZCryptoException;

  /** A new X25519 pair. */
  ZKeyPair x25519Generate();

  /**
   * The pair of 32 bytes.
   *
   * @throws ZCryptoException InvalidKeySize if there are not 32
   */
  ZKeyPair x25519FromBytes(SecretBytes privateKey) throws ZCryptoException;

  /**
   * The public key of 32 bytes.
   *
   * @throws ZCryptoException InvalidKeySize if there are not 32
   */
  Bytes x25519PublicKey(SecretBytes privateKey) throws ZCryptoException;

  /**
   * The shared secret of 32 bytes.
   *
   * @throws ZCryptoException InvalidKeySize; InvalidPublicKey if that is of small order or has not
   *     32 bytes
   */
  SecretBytes x25519Dh(SecretBytes privateKey, byte[] publicKey) throws ZCryptoException;

  /**
   * The secp256r1 pair of a scalar of 32 bytes, big-endian.
   *
   * @throws ZCryptoException InvalidKeySize; InvalidPrivateKey if it is zero or not below the order
   */
  ZKeyPair secp256r1FromBytes(SecretBytes privateKey) throws ZCryptoException;

  /**
   * The public key, 33 bytes, compressed (SEC 1, section 2.3.3).
   *
   * @throws ZCryptoException as {@link #secp256r1FromBytes}
   */
  Bytes secp256r1PublicKey(SecretBytes privateKey) throws ZCryptoException;

  /**
   * The shared x coordinate of 32 bytes.
   *
   * @throws ZCryptoException as {@link #secp256r1FromBytes}; InvalidKeyFormat if the public key has
   *     neither form of SEC 1; InvalidPublicKey if it is no point
   */
  SecretBytes secp256r1Ecdh(SecretBytes privateKey, byte[] publicKey) throws ZCryptoException;

  /**
   * The secp384r1 pair of a scalar of 48 bytes, big-endian.
   *
   * @throws ZCryptoException as {@link #secp256r1FromBytes}
   */
  ZKeyPair secp384r1FromBytes(SecretBytes privateKey) throws ZCryptoException;

  /**
   * The public key, 49 bytes, compressed.
   *
   * @throws ZCryptoException as {@link #secp256r1FromBytes}
   */
  Bytes secp384r1PublicKey(SecretBytes privateKey) throws ZCryptoException;

  /**
   * The shared x coordinate of 48 bytes.
   *
   * @throws ZCryptoException as {@link #secp256r1Ecdh}
   */
  SecretBytes secp384r1Ecdh(SecretBytes privateKey, byte[] publicKey) throws ZCryptoException;

  /**
   * One verdict for each message.
   *
   * @throws ZCryptoException InvalidInput if the lists have different sizes
   */
  boolean[] verifyBatchEd25519(List<Bytes> messages, List<Bytes> signatures, List<Bytes> publicKeys)
      throws ZCryptoException;

  /**
   * One verdict for each digest of 32 bytes, on ECDSA with the lower s.
   *
   * @param signatures r and s, 64 bytes
   * @param publicKeys 33 or 65 bytes
   * @throws ZCryptoException InvalidInput if the lists have different sizes
   */
  boolean[] verifyBatchSecp256k1(
      List<Bytes> digests, List<Bytes> signatures, List<Bytes> publicKeys) throws ZCryptoException;

  /**
   * One signature for each message, by the key at its place.
   *
   * @throws ZCryptoException InvalidInput if the lists have different sizes; as {@link
   *     #ed25519Sign}
   */
  List<Bytes> signBatchEd25519(List<Bytes> messages, List<SecretBytes> privateKeys)
      throws ZCryptoException;

  /** The SHA-256 of each message, in order. */
  List<Bytes> hashBatch(List<Bytes> messages);

  /**
   * SHA-256 into an array of the caller's.
   *
   * @param target takes 32 bytes from {@code offset} on
   * @throws ZCryptoException InvalidInput if they do not fit
   */
  void hashInPlace(byte[] message, byte[] target, int offset) throws ZCryptoException;

  /**
   * A new English mnemonic of BIP-39 in UTF-8.
   *
   * @param words 12, 15, 18, 21 or 24
   * @throws ZCryptoException InvalidInput for another number
   */
  SecretBytes bip39Generate(int words) throws ZCryptoException;

  /**
   * The seed of 64 bytes.
   *
   * @throws ZCryptoException InvalidSeed if the mnemonic is none
   */
  SecretBytes mnemonicToSeed(SecretBytes mnemonic, SecretBytes passphrase) throws ZCryptoException;

  /**
   * The root of BIP-32's tree.
   *
   * @param seed from 16 to 64 bytes
   * @throws ZCryptoException InvalidSeed if it has another length
   */
  DerivedKey bip32Master(SecretBytes seed) throws ZCryptoException;

  /**
   * A child; the parent stays open.
   *
   * @param index with the highest bit for hardened
   * @throws ZCryptoException InvalidInput if there is no such child
   */
  DerivedKey bip32Child(DerivedKey parent, int index) throws ZCryptoException;

  /**
   * The key at a path such as {@code m/44'/60'/0'/0/0}.
   *
   * @throws ZCryptoException InvalidSeed; InvalidInput if the path is malformed
   */
  DerivedKey bip32Derive(SecretBytes seed, String path) throws ZCryptoException;
}
