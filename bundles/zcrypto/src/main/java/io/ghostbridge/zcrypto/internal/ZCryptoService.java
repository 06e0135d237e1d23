package io.ghostbridge.zcrypto.internal;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.DeterministicKeyDerivation;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.InvalidMnemonicException;
import io.ghostbridge.api.crypto.Kdf;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.api.crypto.KeyPath;
import io.ghostbridge.api.crypto.Mac;
import io.ghostbridge.api.crypto.MacKey;
import io.ghostbridge.api.crypto.MnemonicCode;
import io.ghostbridge.api.crypto.PasswordCost;
import io.ghostbridge.api.crypto.PasswordHash;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SignedMessage;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import io.ghostbridge.api.zcrypto.ZCrypto;
import io.ghostbridge.api.zcrypto.ZCryptoError;
import io.ghostbridge.api.zcrypto.ZCryptoException;
import io.ghostbridge.api.zcrypto.ZKeyPair;
import java.util.ArrayList;
import java.util.List;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Reference;

/** Looks each algorithm up when it is used, so that one that is withdrawn takes no other along. */
@Component(service = ZCrypto.class)
public final class ZCryptoService implements ZCrypto {
  private static final int MAX_RANDOM = 1 << 20;
  private static final int SIGNATURE_LENGTH = 64;

  private final CryptoAlgorithms algorithms;

  /** Takes the look-up. */
  @Activate
  public ZCryptoService(@Reference CryptoAlgorithms algorithms) {
    this.algorithms = algorithms;
  }

  private byte[] digest(String name, byte[] message) {
    return algorithms.get(Digest.class, name).digest(message);
  }

  private SignatureScheme ed25519() {
    return algorithms.get(SignatureScheme.class, "ed25519");
  }

  private KeyAgreement agreement(String name) {
    return algorithms.get(KeyAgreement.class, name);
  }

  private Random random() {
    return algorithms.get(Random.class, "system");
  }

  @Override
  public byte[] sha256(byte[] message) {
    return digest("sha256", message);
  }

  @Override
  public byte[] sha512(byte[] message) {
    return digest("sha512", message);
  }

  @Override
  public byte[] blake2b(byte[] message) {
    return digest("blake2b-512", message);
  }

  @Override
  public byte[] hmacSha256(byte[] message, SecretBytes key) throws ZCryptoException {
    return hmac("hmac-sha256", message, key);
  }

  @Override
  public byte[] hmacSha512(byte[] message, SecretBytes key) throws ZCryptoException {
    return hmac("hmac-sha512", message, key);
  }

  private byte[] hmac(String name, byte[] message, SecretBytes secret) throws ZCryptoException {
    if (secret.size() == 0) {
      throw Refusals.of(ZCryptoError.INVALID_HMAC_KEY, "the key is empty");
    }
    try (MacKey key = algorithms.get(Mac.class, name).key(secret)) {
      return key.mac(message);
    }
  }

  @Override
  public SecretBytes hkdfSha256(SecretBytes secret, byte[] salt, byte[] info, int length)
      throws ZCryptoException {
    return hkdf("hkdf-sha256", secret, salt, info, length);
  }

  @Override
  public SecretBytes hkdfSha512(SecretBytes secret, byte[] salt, byte[] info, int length)
      throws ZCryptoException {
    return hkdf("hkdf-sha512", secret, salt, info, length);
  }

  private SecretBytes hkdf(String name, SecretBytes secret, byte[] salt, byte[] info, int length)
      throws ZCryptoException {
    try {
      return algorithms.get(Kdf.class, name).derive(secret, salt, info, length);
    } catch (IllegalArgumentException e) {
      throw Refusals.of(ZCryptoError.INVALID_INPUT, "" + e.getMessage());
    }
  }

  @Override
  public SecretBytes pbkdf2Sha256(SecretBytes password, byte[] salt, int iterations, int length)
      throws ZCryptoException {
    try {
      return algorithms
          .get(PasswordHash.class, "pbkdf2-hmac-sha256")
          .derive(password, salt, new PasswordCost.Pbkdf2(iterations), length);
    } catch (IllegalArgumentException e) {
      throw Refusals.of(ZCryptoError.INVALID_INPUT, "" + e.getMessage());
    }
  }

  @Override
  public byte[] randomBytes(int length) throws ZCryptoException {
    if (length < 0 || length > MAX_RANDOM) {
      throw Refusals.of(ZCryptoError.INVALID_INPUT, length + " bytes, expected 0 to " + MAX_RANDOM);
    }
    return random().bytes(length);
  }

  @Override
  public byte[] aes256GcmEncrypt(byte[] plaintext, SecretBytes key) throws ZCryptoException {
    return Boxes.seal(
        algorithms.get(Aead.class, "aes-256-gcm"),
        random().bytes(Boxes.NONCE_LENGTH),
        plaintext,
        key);
  }

  @Override
  public byte[] aes256GcmDecrypt(byte[] box, SecretBytes key) throws ZCryptoException {
    return Boxes.open(algorithms.get(Aead.class, "aes-256-gcm"), box, key);
  }

  @Override
  public byte[] chaCha20Poly1305Encrypt(byte[] plaintext, SecretBytes key) throws ZCryptoException {
    return Boxes.seal(
        algorithms.get(Aead.class, "chacha20-poly1305"),
        random().bytes(Boxes.NONCE_LENGTH),
        plaintext,
        key);
  }

  @Override
  public byte[] chaCha20Poly1305Decrypt(byte[] box, SecretBytes key) throws ZCryptoException {
    return Boxes.open(algorithms.get(Aead.class, "chacha20-poly1305"), box, key);
  }

  @Override
  public ZKeyPair ed25519Generate() {
    SignatureScheme ed25519 = ed25519();
    try (SecretBytes seed = random().secret(ed25519.seedLength())) {
      return Ed25519Keys.fromSeed(ed25519, seed);
    }
  }

  @Override
  public ZKeyPair ed25519FromBytes(SecretBytes privateKey) throws ZCryptoException {
    return new ZKeyPair(privateKey.copy(), ed25519PublicKey(privateKey));
  }

  @Override
  public Bytes ed25519PublicKey(SecretBytes privateKey) throws ZCryptoException {
    try (SigningKey key = Ed25519Keys.open(ed25519(), privateKey)) {
      return key.publicKey();
    }
  }

  @Override
  public byte[] ed25519Sign(byte[] message, SecretBytes privateKey) throws ZCryptoException {
    try (SigningKey key = Ed25519Keys.open(ed25519(), privateKey)) {
      return key.sign(message);
    }
  }

  @Override
  public boolean ed25519Verify(byte[] message, byte[] signature, byte[] publicKey)
      throws ZCryptoException {
    Refusals.requireSize(
        ZCryptoError.INVALID_SIGNATURE, "the signature", signature, SIGNATURE_LENGTH);
    SignatureScheme ed25519 = ed25519();
    Refusals.requireSize(
        ZCryptoError.INVALID_PUBLIC_KEY, "the public key", publicKey, ed25519.publicKeyLength());
    return ed25519.verify(publicKey, message, signature);
  }

  @Override
  public void ed25519SignInPlace(byte[] message, SecretBytes privateKey, byte[] target, int offset)
      throws ZCryptoException {
    Refusals.requireRoom(target, offset, SIGNATURE_LENGTH);
    System.arraycopy(ed25519Sign(message, privateKey), 0, target, offset, SIGNATURE_LENGTH);
  }

  @Override
  public ZKeyPair x25519Generate() {
    KeyAgreement x25519 = agreement("x25519");
    SecretBytes privateKey = random().secret(x25519.privateKeyLength());
    try (var key = x25519.fromPrivateKey(privateKey)) {
      return new ZKeyPair(privateKey, key.publicKey());
    }
  }

  @Override
  public ZKeyPair x25519FromBytes(SecretBytes privateKey) throws ZCryptoException {
    return Agreements.fromBytes(agreement("x25519"), privateKey);
  }

  @Override
  public Bytes x25519PublicKey(SecretBytes privateKey) throws ZCryptoException {
    return publicKey(x25519FromBytes(privateKey));
  }

  @Override
  public SecretBytes x25519Dh(SecretBytes privateKey, byte[] publicKey) throws ZCryptoException {
    return Agreements.agree(agreement("x25519"), privateKey, publicKey);
  }

  @Override
  public ZKeyPair secp256r1FromBytes(SecretBytes privateKey) throws ZCryptoException {
    return Agreements.fromBytes(agreement("ecdh-p256"), privateKey);
  }

  @Override
  public Bytes secp256r1PublicKey(SecretBytes privateKey) throws ZCryptoException {
    return publicKey(secp256r1FromBytes(privateKey));
  }

  @Override
  public SecretBytes secp256r1Ecdh(SecretBytes privateKey, byte[] publicKey)
      throws ZCryptoException {
    return ecdh("ecdh-p256", privateKey, publicKey);
  }

  @Override
  public ZKeyPair secp384r1FromBytes(SecretBytes privateKey) throws ZCryptoException {
    return Agreements.fromBytes(agreement("ecdh-p384"), privateKey);
  }

  @Override
  public Bytes secp384r1PublicKey(SecretBytes privateKey) throws ZCryptoException {
    return publicKey(secp384r1FromBytes(privateKey));
  }

  @Override
  public SecretBytes secp384r1Ecdh(SecretBytes privateKey, byte[] publicKey)
      throws ZCryptoException {
    return ecdh("ecdh-p384", privateKey, publicKey);
  }

  private SecretBytes ecdh(String name, SecretBytes privateKey, byte[] publicKey)
      throws ZCryptoException {
    KeyAgreement agreement = agreement(name);
    Agreements.requireForm(agreement, publicKey);
    return Agreements.agree(agreement, privateKey, publicKey);
  }

  private static Bytes publicKey(ZKeyPair pair) {
    try (pair) {
      return pair.publicKey();
    }
  }

  @Override
  public boolean[] verifyBatchEd25519(
      List<Bytes> messages, List<Bytes> signatures, List<Bytes> publicKeys)
      throws ZCryptoException {
    Refusals.requireSameSize(messages, signatures, publicKeys);
    List<SignedMessage> batch = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      batch.add(new SignedMessage(publicKeys.get(i), messages.get(i), signatures.get(i)));
    }
    return ed25519().verifyBatch(batch);
  }

  @Override
  public boolean[] verifyBatchSecp256k1(
      List<Bytes> digests, List<Bytes> signatures, List<Bytes> publicKeys) throws ZCryptoException {
    Refusals.requireSameSize(digests, signatures, publicKeys);
    var ecdsa = algorithms.get(RecoverableSignatureScheme.class, "ecdsa-secp256k1-sha256");
    boolean[] verdicts = new boolean[digests.size()];
    for (int i = 0; i < verdicts.length; i++) {
      verdicts[i] =
          ecdsa.verifyDigest(
              publicKeys.get(i).unsafeArray(),
              digests.get(i).unsafeArray(),
              signatures.get(i).unsafeArray());
    }
    return verdicts;
  }

  @Override
  public List<Bytes> signBatchEd25519(List<Bytes> messages, List<SecretBytes> privateKeys)
      throws ZCryptoException {
    Refusals.requireSameSize(messages, privateKeys);
    List<Bytes> signatures = new ArrayList<>();
    for (int i = 0; i < messages.size(); i++) {
      signatures.add(Bytes.wrap(ed25519Sign(messages.get(i).unsafeArray(), privateKeys.get(i))));
    }
    return List.copyOf(signatures);
  }

  @Override
  public List<Bytes> hashBatch(List<Bytes> messages) {
    Digest sha256 = algorithms.get(Digest.class, "sha256");
    return messages.stream()
        .map(message -> Bytes.wrap(sha256.digest(message.unsafeArray())))
        .toList();
  }

  @Override
  public void hashInPlace(byte[] message, byte[] target, int offset) throws ZCryptoException {
    byte[] hash = sha256(message);
    Refusals.requireRoom(target, offset, hash.length);
    System.arraycopy(hash, 0, target, offset, hash.length);
  }

  @Override
  public SecretBytes bip39Generate(int words) throws ZCryptoException {
    if (words < 12 || words > 24 || words % 3 != 0) {
      throw Refusals.of(
          ZCryptoError.INVALID_INPUT, words + " words, expected 12, 15, 18, 21 or 24");
    }
    try (SecretBytes entropy = random().secret(words / 3 * 4)) {
      return algorithms.get(MnemonicCode.class, "bip39").encode(entropy);
    }
  }

  @Override
  public SecretBytes mnemonicToSeed(SecretBytes mnemonic, SecretBytes passphrase)
      throws ZCryptoException {
    try {
      return algorithms.get(MnemonicCode.class, "bip39").toSeed(mnemonic, passphrase);
    } catch (InvalidMnemonicException e) {
      throw Refusals.of(ZCryptoError.INVALID_SEED, "" + e.getMessage());
    }
  }

  @Override
  public DerivedKey bip32Master(SecretBytes seed) throws ZCryptoException {
    try {
      return algorithms.get(DeterministicKeyDerivation.class, "bip32").master(seed);
    } catch (IllegalArgumentException e) {
      throw Refusals.of(ZCryptoError.INVALID_SEED, "" + e.getMessage());
    }
  }

  @Override
  public DerivedKey bip32Child(DerivedKey parent, int index) throws ZCryptoException {
    try {
      return parent.child(index);
    } catch (IllegalArgumentException e) {
      throw Refusals.of(ZCryptoError.INVALID_INPUT, "" + e.getMessage());
    }
  }

  @Override
  public DerivedKey bip32Derive(SecretBytes seed, String path) throws ZCryptoException {
    KeyPath steps;
    try {
      steps = KeyPath.parse(path);
    } catch (IllegalArgumentException e) {
      throw Refusals.of(ZCryptoError.INVALID_INPUT, "" + e.getMessage());
    }
    DerivedKey key = bip32Master(seed);
    for (int index : steps.indices()) {
      try (DerivedKey parent = key) {
        key = bip32Child(parent, index);
      }
    }
    return key;
  }
}
