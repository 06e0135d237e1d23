package io.ghostbridge.peers.crypto;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.DeterministicKeyDerivation;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.Encapsulation;
import io.ghostbridge.api.crypto.Kdf;
import io.ghostbridge.api.crypto.Kem;
import io.ghostbridge.api.crypto.KemKey;
import io.ghostbridge.api.crypto.KeyAgreement;
import io.ghostbridge.api.crypto.KeyPath;
import io.ghostbridge.api.crypto.Mac;
import io.ghostbridge.api.crypto.MacKey;
import io.ghostbridge.api.crypto.MnemonicCode;
import io.ghostbridge.api.crypto.PasswordCost;
import io.ghostbridge.api.crypto.PasswordHash;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import java.util.Arrays;
import java.util.List;
import java.util.Random;

/** Our side: makes cases of random input, and judges what the other side made. */
final class Ours {
  private final CryptoAlgorithms algorithms;
  private final Random random = new Random(20_261_123);

  Ours(CryptoAlgorithms algorithms) {
    this.algorithms = algorithms;
  }

  private byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    random.nextBytes(bytes);
    return bytes;
  }

  private byte[] some() {
    return bytes(random.nextInt(300));
  }

  /** A scalar below every group's order. */
  private byte[] scalar(int length) {
    byte[] scalar = bytes(length);
    scalar[0] &= 0x3f;
    return scalar;
  }

  CrossCase digest(String name) {
    byte[] message = some();
    return CrossCase.of(name, List.of(message), algorithms.get(Digest.class, name).digest(message));
  }

  CrossCase mac(String name) {
    byte[] secret = bytes(1 + random.nextInt(200));
    byte[] message = some();
    try (MacKey key = algorithms.get(Mac.class, name).key(SecretBytes.copyOf(secret))) {
      return CrossCase.of(name, List.of(secret, message), key.mac(message));
    }
  }

  CrossCase kdf(String name) {
    byte[] secret = bytes(1 + random.nextInt(100));
    byte[] salt = some();
    byte[] info = some();
    try (SecretBytes derived =
        algorithms
            .get(Kdf.class, name)
            .derive(SecretBytes.copyOf(secret), salt, info, 1 + random.nextInt(200))) {
      return CrossCase.of(name, List.of(secret, salt, info), derived.toByteArray());
    }
  }

  CrossCase passwordHash(String name, PasswordCost cost) {
    byte[] password = bytes(1 + random.nextInt(50));
    byte[] salt = bytes(8 + random.nextInt(30));
    try (SecretBytes key =
        algorithms
            .get(PasswordHash.class, name)
            .derive(SecretBytes.copyOf(password), salt, cost, 4 + random.nextInt(80))) {
      return CrossCase.of(name, List.of(password, salt), key.toByteArray());
    }
  }

  CrossCase aead(String name) {
    Aead aead = algorithms.get(Aead.class, name);
    byte[] secret = bytes(aead.keyLength());
    byte[] nonce = bytes(aead.nonceLength());
    byte[] associated = some();
    byte[] plaintext = some();
    try (AeadKey key = aead.key(SecretBytes.copyOf(secret))) {
      return CrossCase.of(
          name,
          List.of(secret, nonce, associated, plaintext),
          key.seal(nonce, plaintext, associated));
    }
  }

  CrossCase signature(String name) {
    SignatureScheme scheme = algorithms.get(SignatureScheme.class, name);
    byte[] seed = scalar(scheme.seedLength());
    byte[] message = some();
    try (SigningKey key = scheme.fromSeed(seed)) {
      return CrossCase.of(
          name, List.of(seed, message), key.publicKey().toByteArray(), key.sign(message));
    }
  }

  CrossCase agreement(String name) throws Exception {
    KeyAgreement agreement = algorithms.get(KeyAgreement.class, name);
    byte[] mine = scalar(agreement.privateKeyLength());
    byte[] theirs = scalar(agreement.privateKeyLength());
    try (AgreementKey key = agreement.fromPrivateKey(SecretBytes.copyOf(mine));
        AgreementKey other = agreement.fromPrivateKey(SecretBytes.copyOf(theirs));
        SecretBytes secret = key.agree(other.publicKey().toByteArray())) {
      return CrossCase.of(
          name, List.of(mine, theirs), key.publicKey().toByteArray(), secret.toByteArray());
    }
  }

  CrossCase kem(String name) throws Exception {
    Kem kem = algorithms.get(Kem.class, name);
    byte[] seed = bytes(kem.seedLength());
    try (KemKey key = kem.fromSeed(SecretBytes.copyOf(seed));
        Encapsulation sent =
            kem.encapsulate(
                key.publicKey().toByteArray(),
                algorithms.get(io.ghostbridge.api.crypto.Random.class, "system"))) {
      return CrossCase.of(
          name,
          List.of(seed),
          key.publicKey().toByteArray(),
          sent.ciphertext().toByteArray(),
          sent.secret().toByteArray());
    }
  }

  CrossCase mnemonic() throws Exception {
    MnemonicCode bip39 = algorithms.get(MnemonicCode.class, "bip39");
    byte[] entropy = bytes(16 + 4 * random.nextInt(5));
    byte[] passphrase = "pass\u00e9 ".repeat(random.nextInt(3)).getBytes(UTF_8);
    try (SecretBytes mnemonic = bip39.encode(SecretBytes.copyOf(entropy));
        SecretBytes seed = bip39.toSeed(mnemonic, SecretBytes.copyOf(passphrase))) {
      return CrossCase.of(
          "bip39", List.of(entropy, passphrase), mnemonic.toByteArray(), seed.toByteArray());
    }
  }

  CrossCase derivation() {
    byte[] seed = bytes(16 + random.nextInt(49));
    String path = "m";
    for (int i = random.nextInt(4); i >= 0; i--) {
      path += "/" + random.nextInt(Integer.MAX_VALUE) + (random.nextBoolean() ? "'" : "");
    }
    try (DerivedKey key =
            algorithms
                .get(DeterministicKeyDerivation.class, "bip32")
                .derive(SecretBytes.copyOf(seed), KeyPath.parse(path));
        SecretBytes text = key.serialise()) {
      return CrossCase.of("bip32", List.of(seed, path.getBytes(UTF_8)), text.toByteArray());
    }
  }

  /** Whether ours accept what the other side made. */
  boolean accepts(CrossCase theirs) throws Exception {
    String name = theirs.algorithm();
    if (algorithms.installed(Aead.class).contains(name)) {
      try (AeadKey key =
          algorithms.get(Aead.class, name).key(SecretBytes.copyOf(theirs.input(0)))) {
        return Arrays.equals(
            key.open(theirs.input(1), theirs.output(0), theirs.input(2)), theirs.input(3));
      }
    }
    if (algorithms.installed(Kem.class).contains(name)) {
      try (KemKey key =
              algorithms.get(Kem.class, name).fromSeed(SecretBytes.copyOf(theirs.input(0)));
          SecretBytes secret = key.decapsulate(theirs.output(0))) {
        return Arrays.equals(secret.toByteArray(), theirs.output(1));
      }
    }
    return algorithms
        .get(SignatureScheme.class, name)
        .verify(theirs.output(0), theirs.input(1), theirs.output(1));
  }
}
