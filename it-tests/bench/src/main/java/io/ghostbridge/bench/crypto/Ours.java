package io.ghostbridge.bench.crypto;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.Encapsulation;
import io.ghostbridge.api.crypto.Kdf;
import io.ghostbridge.api.crypto.Kem;
import io.ghostbridge.api.crypto.KemKey;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.api.crypto.Mac;
import io.ghostbridge.api.crypto.MacKey;
import io.ghostbridge.api.crypto.PasswordCost;
import io.ghostbridge.api.crypto.PasswordHash;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.crypto.RecoverableSigningKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SignedMessage;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.data.Bytes;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The operations of the bundles, as their users call them. */
final class Ours {
  private static final byte[] NOTHING = {};

  private final CryptoAlgorithms algorithms;

  Ours(CryptoAlgorithms algorithms) {
    this.algorithms = algorithms;
  }

  private static SecretBytes secret(int length) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, (byte) 0x2a);
    return SecretBytes.wrap(bytes);
  }

  private Random random() {
    return algorithms.get(Random.class, "system");
  }

  Operation digest(String name, byte[] message) {
    Digest digest = algorithms.get(Digest.class, name);
    return () -> digest.digest(message);
  }

  Operation mac(String name, byte[] message) {
    MacKey key = algorithms.get(Mac.class, name).key(secret(32));
    return () -> key.mac(message);
  }

  Operation aead(String name, byte[] message) {
    Aead aead = algorithms.get(Aead.class, name);
    AeadKey key = aead.key(secret(32));
    Nonces nonces = new Nonces(aead.nonceLength());
    return () -> key.seal(nonces.next(), message, NOTHING);
  }

  Operation kdf(String name) {
    Kdf kdf = algorithms.get(Kdf.class, name);
    SecretBytes secret = secret(32);
    return () -> kdf.derive(secret, NOTHING, NOTHING, 32);
  }

  Operation passwordHash(String name, PasswordCost cost) {
    PasswordHash hash = algorithms.get(PasswordHash.class, name);
    SecretBytes password = secret(16);
    byte[] salt = new byte[16];
    return () -> hash.derive(password, salt, cost, 32);
  }

  Operation sign(String name, byte[] message) {
    SignatureScheme scheme = algorithms.get(SignatureScheme.class, name);
    SigningKey key = scheme.fromSeed(secret(scheme.seedLength()));
    Messages messages = new Messages(message);
    return () -> key.sign(messages.next());
  }

  Operation verify(String name, byte[] message) {
    SignatureScheme scheme = algorithms.get(SignatureScheme.class, name);
    SigningKey key = scheme.fromSeed(secret(scheme.seedLength()));
    byte[] signature = key.sign(message);
    byte[] publicKey = key.publicKey().toByteArray();
    return () -> required(scheme.verify(publicKey, message, signature));
  }

  /** Verifies {@code count} at once. */
  Operation batch(String name, byte[] message, int count) {
    SignatureScheme scheme = algorithms.get(SignatureScheme.class, name);
    List<SignedMessage> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SigningKey key = scheme.generate(random());
      batch.add(
          new SignedMessage(key.publicKey(), Bytes.copyOf(message), Bytes.wrap(key.sign(message))));
    }
    return () -> {
      for (boolean verdict : scheme.verifyBatch(batch)) {
        required(verdict);
      }
      return batch;
    };
  }

  /** Verifies the same one by one. */
  Operation oneByOne(String name, byte[] message, int count) {
    SignatureScheme scheme = algorithms.get(SignatureScheme.class, name);
    List<SignedMessage> batch = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      SigningKey key = scheme.generate(random());
      batch.add(
          new SignedMessage(key.publicKey(), Bytes.copyOf(message), Bytes.wrap(key.sign(message))));
    }
    return () -> {
      for (SignedMessage one : batch) {
        required(
            scheme.verify(
                one.publicKey().unsafeArray(),
                one.message().unsafeArray(),
                one.signature().unsafeArray()));
      }
      return batch;
    };
  }

  Operation recover(String name) {
    RecoverableSignatureScheme scheme = algorithms.get(RecoverableSignatureScheme.class, name);
    RecoverableSigningKey key = scheme.fromSeed(secret(32));
    byte[] digest = new byte[32];
    byte[] signature = key.signDigest(digest);
    return () -> scheme.recover(digest, signature).orElseThrow();
  }

  Operation agree(String name) {
    KeyAgreement agreement = algorithms.get(KeyAgreement.class, name);
    AgreementKey key = agreement.fromPrivateKey(secret(agreement.privateKeyLength()));
    byte[] peer = agreement.generate(random()).publicKey().toByteArray();
    return () -> key.agree(peer);
  }

  Operation encapsulate(String name) {
    Kem kem = algorithms.get(Kem.class, name);
    byte[] publicKey = kem.fromSeed(secret(kem.seedLength())).publicKey().toByteArray();
    Random random = random();
    return () -> kem.encapsulate(publicKey, random);
  }

  Operation decapsulate(String name) throws Exception {
    Kem kem = algorithms.get(Kem.class, name);
    KemKey key = kem.fromSeed(secret(kem.seedLength()));
    Encapsulation sent = kem.encapsulate(key.publicKey().toByteArray(), random());
    byte[] ciphertext = sent.ciphertext().toByteArray();
    return () -> key.decapsulate(ciphertext);
  }

  private static Boolean required(boolean verdict) {
    if (!verdict) {
      throw new IllegalStateException("a valid signature is refused");
    }
    return Boolean.TRUE;
  }
}
