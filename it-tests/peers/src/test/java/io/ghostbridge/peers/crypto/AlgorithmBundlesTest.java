package io.ghostbridge.peers.crypto;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.AeadKey;
import io.ghostbridge.api.crypto.AggregateSignatureScheme;
import io.ghostbridge.api.crypto.AgreementKey;
import io.ghostbridge.api.crypto.AlgorithmNotAvailableException;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.DerivedKey;
import io.ghostbridge.api.crypto.DerivedPublicKey;
import io.ghostbridge.api.crypto.DeterministicKeyDerivation;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.HashStream;
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
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.RecoverableSignatureScheme;
import io.ghostbridge.api.crypto.RecoverableSigningKey;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.zcrypto.ZCrypto;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.jar.JarFile;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.felix.framework.FrameworkFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.launch.Framework;

/**
 * The bundles of algorithms as they are shipped, in a framework: all work, and each comes and goes
 * alone.
 */
class AlgorithmBundlesTest {
  private static final Path SHIPPED = Path.of("../../distribution/target/ghostbridge");

  /**
   * What the distribution's launcher and its API bundle give the container, at the versions that
   * the API bundle says.
   */
  private static String fromOutside() throws IOException {
    Path api = jars("bundles/10", "api-").getFirst();
    try (JarFile jar = new JarFile(api.toFile())) {
      String exported = jar.getManifest().getMainAttributes().getValue(Constants.EXPORT_PACKAGE);
      return EXPORTED
              .matcher(exported)
              .results()
              .map(one -> one.group(1) + ";version=" + one.group(2))
              .filter(one -> one.matches("io\\.ghostbridge\\.api\\.(crypto|data|zcrypto);.*"))
              .collect(Collectors.joining(","))
          + ",org.slf4j;version=2.0.17";
    }
  }

  /** A package and its version in a header that bnd wrote. */
  private static final Pattern EXPORTED =
      Pattern.compile("([a-z.]+);(?:uses:=\"[^\"]*\";)?version=\"([0-9.]+)\"");

  @TempDir Path cache = Path.of("");

  private final Map<String, Bundle> bundles = new HashMap<>();
  private Framework framework;
  private CryptoAlgorithms algorithms;

  @BeforeEach
  void start() throws Exception {
    framework =
        new FrameworkFactory()
            .newFramework(
                Map.of(
                    Constants.FRAMEWORK_STORAGE,
                    cache.toString(),
                    Constants.FRAMEWORK_SYSTEMPACKAGES_EXTRA,
                    fromOutside(),
                    "felix.service.urlhandlers",
                    "false"));
    framework.start();
    List<Path> jars = new ArrayList<>();
    jars.addAll(jars("lib", "org.osgi."));
    jars.addAll(jars("bundles/05", "org.apache.felix.scr"));
    jars.addAll(jars("bundles/10", "bcprov", "crypto"));
    jars.addAll(jars("bundles/20", "crypto-", "zcrypto"));
    for (Path jar : jars) {
      install(jar);
    }
    for (Bundle bundle : bundles.values()) {
      bundle.start();
    }
    algorithms = service(CryptoAlgorithms.class);
  }

  @AfterEach
  void stop() throws Exception {
    framework.stop();
    framework.waitForStop(30_000);
  }

  private static List<Path> jars(String directory, String... prefixes) throws IOException {
    try (Stream<Path> files = Files.list(SHIPPED.resolve(directory))) {
      return files
          .filter(file -> Stream.of(prefixes).anyMatch(file.getFileName().toString()::startsWith))
          .sorted()
          .toList();
    }
  }

  private Bundle install(Path jar) throws Exception {
    Bundle bundle =
        framework.getBundleContext().installBundle(jar.toAbsolutePath().toUri().toString());
    bundles.put(bundle.getSymbolicName(), bundle);
    return bundle;
  }

  private <T> T service(Class<T> type) {
    BundleContext context = framework.getBundleContext();
    return Objects.requireNonNull(
        context.getService(Objects.requireNonNull(context.getServiceReference(type))));
  }

  /** Takes a bundle out of the container, and returns what puts it back. */
  private Path withdraw(String symbolicName) throws Exception {
    Bundle bundle = Objects.requireNonNull(bundles.remove(symbolicName));
    Path jar = Path.of(java.net.URI.create(bundle.getLocation()));
    bundle.uninstall();
    return jar;
  }

  @Test
  void everyAlgorithmIsFoundByItsNameAndWorks() throws Exception {
    Random random = algorithms.get(Random.class, "system");
    assertThat(algorithms.installed(Digest.class))
        .containsExactly(
            "blake2b-256",
            "blake2b-512",
            "blake3",
            "keccak-256",
            "ripemd-160",
            "sha256",
            "sha3-256",
            "sha3-384",
            "sha3-512",
            "sha384",
            "sha512",
            "shake128",
            "shake256");
    for (String name : algorithms.installed(Digest.class)) {
      Digest digest = algorithms.get(Digest.class, name);
      assertThat(digest.digest(new byte[3])).hasSize(digest.digestLength());
    }
    assertThat(algorithms.installed(Aead.class))
        .containsExactly("aes-256-gcm", "aes-256-gcm-siv", "chacha20-poly1305");
    for (String name : algorithms.installed(Aead.class)) {
      Aead aead = algorithms.get(Aead.class, name);
      try (AeadKey key = aead.key(random.secret(aead.keyLength()))) {
        byte[] nonce = random.bytes(aead.nonceLength());
        byte[] sealed = key.seal(nonce, new byte[5], new byte[1]);
        assertThat(key.open(nonce, sealed, new byte[1])).hasSize(5);
      }
    }
    assertThat(algorithms.installed(SignatureScheme.class)).hasSize(15);
    for (String name : algorithms.installed(SignatureScheme.class)) {
      SignatureScheme scheme = algorithms.get(SignatureScheme.class, name);
      byte[] seed = random.bytes(scheme.seedLength());
      seed[0] &= 0x3f;
      try (SigningKey key = scheme.fromSeed(seed)) {
        byte[] publicKey = key.publicKey().toByteArray();
        assertThat(scheme.verify(publicKey, new byte[3], key.sign(new byte[3]))).as(name).isTrue();
      }
    }
    assertThat(algorithms.installed(KeyAgreement.class))
        .containsExactly("ecdh-p256", "ecdh-p384", "ecdh-secp256k1", "x25519");
    for (String name : algorithms.installed(KeyAgreement.class)) {
      KeyAgreement agreement = algorithms.get(KeyAgreement.class, name);
      byte[] scalar = random.bytes(agreement.privateKeyLength());
      scalar[0] &= 0x3f;
      try (AgreementKey key = agreement.fromPrivateKey(SecretBytes.wrap(scalar))) {
        assertThat(key.agree(key.publicKey().toByteArray()).size())
            .isEqualTo(agreement.secretLength());
      }
    }
    assertThat(algorithms.installed(Kem.class))
        .containsExactly("ml-kem-1024", "ml-kem-512", "ml-kem-768", "x-wing");
    ZCrypto zcrypto = service(ZCrypto.class);
    assertThat(
            zcrypto.mnemonicToSeed(zcrypto.bip39Generate(12), SecretBytes.wrap(new byte[0])).size())
        .isEqualTo(64);
  }

  @Test
  void aWithdrawnAlgorithmIsMissedAtOnceAndHealsWhatHeldItWhenItIsBack() throws Exception {
    AeadKey key =
        algorithms.get(Aead.class, "chacha20-poly1305").key(SecretBytes.wrap(new byte[32]));
    SigningKey signer = algorithms.get(SignatureScheme.class, "ed25519").fromSeed(new byte[32]);
    byte[] sealed = key.seal(new byte[12], new byte[5], new byte[0]);
    byte[] signature = signer.sign(new byte[3]);

    Path chaCha = withdraw("io.ghostbridge.crypto.chacha20poly1305");
    assertThatThrownBy(() -> key.open(new byte[12], sealed, new byte[0]))
        .hasMessage(
            "algorithm not available: chacha20-poly1305, installed: aes-256-gcm, aes-256-gcm-siv");
    assertThat(signer.sign(new byte[3])).isEqualTo(signature);
    Path ed25519 = withdraw("io.ghostbridge.crypto.ed25519");
    assertThatThrownBy(() -> signer.sign(new byte[3]))
        .hasMessageStartingWith("algorithm not available: ed25519, installed: bls12-381, ");

    install(chaCha).start();
    install(ed25519).start();
    assertThat(key.open(new byte[12], sealed, new byte[0])).hasSize(5);
    assertThat(signer.sign(new byte[3])).isEqualTo(signature);
  }

  /** Something of an algorithm that a user holds, and how it is used. */
  private record Held(String bundle, String algorithm, Callable<Object> use) {}

  private List<Held> held() {
    byte[] seed = new byte[32];
    seed[31] = 7;
    SecretBytes secret = SecretBytes.copyOf(seed);
    MacKey mac = algorithms.get(Mac.class, "hmac-sha256").key(secret);
    Digest digest = algorithms.get(Digest.class, "blake3");
    Kdf kdf = algorithms.get(Kdf.class, "hkdf-sha256");
    PasswordHash hash = algorithms.get(PasswordHash.class, "scrypt");
    AeadKey siv = algorithms.get(Aead.class, "aes-256-gcm-siv").key(secret);
    RecoverableSignatureScheme ecdsa =
        algorithms.get(RecoverableSignatureScheme.class, "ecdsa-secp256k1-sha256");
    RecoverableSigningKey signer = ecdsa.fromSeed(seed);
    AggregateSignatureScheme bls = algorithms.get(AggregateSignatureScheme.class, "bls12-381");
    SigningKey possessed = bls.fromSeed(seed);
    AgreementKey agreement = algorithms.get(KeyAgreement.class, "x25519").fromPrivateKey(secret);
    Kem kem = algorithms.get(Kem.class, "ml-kem-768");
    KemKey kemKey = kem.fromSeed(SecretBytes.wrap(new byte[64]));
    DerivedKey bip32 =
        algorithms
            .get(DeterministicKeyDerivation.class, "bip32")
            .derive(secret, KeyPath.parse("m/44'/60'/0'"));
    DerivedKey slip10 =
        algorithms
            .get(DeterministicKeyDerivation.class, "slip10-ed25519")
            .derive(secret, KeyPath.parse("m/44'/501'"));
    DerivedPublicKey published = bip32.neutered();
    MnemonicCode bip39 = algorithms.get(MnemonicCode.class, "bip39");
    return List.of(
        new Held("hmac", "hmac-sha256", () -> mac.mac(seed)),
        new Held("hmac", "hmac-sha256", () -> mac.start().update(seed).finish()),
        new Held("blake3", "blake3", () -> digest.start().update(seed).finish()),
        new Held("hkdf", "hkdf-sha256", () -> kdf.derive(secret, seed, seed, 42)),
        new Held(
            "scrypt",
            "scrypt",
            () -> hash.derive(secret, seed, new PasswordCost.Scrypt(16, 2, 1), 20)),
        new Held(
            "aes256gcmsiv", "aes-256-gcm-siv", () -> siv.seal(new byte[12], seed, new byte[0])),
        new Held("ecdsa.secp256k1", "ecdsa-secp256k1-sha256", () -> signer.signDigest(seed)),
        new Held("bls12381", "bls12-381", () -> bls.provePossession(possessed)),
        new Held("x25519", "x25519", () -> agreement.agree(agreement.publicKey().toByteArray())),
        new Held("mlkem", "ml-kem-768", () -> kemKey.decapsulate(new byte[1088])),
        new Held("bip32", "bip32", () -> bip32.child(5).privateKey()),
        new Held("bip32", "bip32", bip32::serialise),
        new Held("bip32", "bip32", () -> published.child(5).serialise()),
        new Held("slip10", "slip10-ed25519", () -> slip10.child(KeyPath.HARDENED).privateKey()),
        new Held("bip39", "bip39", () -> bip39.encode(secret)));
  }

  @Test
  void whateverIsHeldSaysWhatIsMissingAtOnceAndWorksAgainWhenItsBundleIsBack() throws Exception {
    List<Held> all = held();
    List<Object> before = new ArrayList<>();
    for (Held held : all) {
      before.add(held.use().call());
    }
    List<Path> withdrawn = new ArrayList<>();
    for (String bundle : all.stream().map(Held::bundle).distinct().toList()) {
      withdrawn.add(withdraw("io.ghostbridge.crypto." + bundle));
    }
    for (Held held : all) {
      assertThatThrownBy(() -> held.use().call())
          .as(held.algorithm())
          .isInstanceOf(AlgorithmNotAvailableException.class)
          .hasMessageStartingWith("algorithm not available: " + held.algorithm() + ", installed: ");
    }
    for (Path jar : withdrawn) {
      install(jar).start();
    }
    for (int i = 0; i < all.size(); i++) {
      assertThat(all.get(i).use().call()).as(all.get(i).algorithm()).isEqualTo(before.get(i));
    }
  }

  @Test
  void streamsThatAreOpenWhenTheirBundleGoesSaySoAtOnceAndAreStartedAgainWhenItIsBack()
      throws Exception {
    Digest digest = algorithms.get(Digest.class, "keccak-256");
    MacKey key = algorithms.get(Mac.class, "hmac-sha512").key(SecretBytes.wrap(new byte[9]));
    byte[] hash = digest.digest(new byte[3]);
    byte[] tag = key.mac(new byte[3]);
    HashStream hashing = digest.start().update(new byte[3]);
    HashStream tagging = key.start().update(new byte[3]);
    Path keccak = withdraw("io.ghostbridge.crypto.keccak256");
    Path hmac = withdraw("io.ghostbridge.crypto.hmac");
    assertThatThrownBy(hashing::finish)
        .hasMessageStartingWith("algorithm not available: keccak-256, installed: blake2b-256, ");
    assertThatThrownBy(() -> tagging.update(new byte[1]))
        .hasMessage("algorithm not available: hmac-sha512, installed: none");
    install(keccak).start();
    install(hmac).start();
    assertThatThrownBy(hashing::finish).hasMessageContaining("start the message again");
    assertThat(digest.start().update(new byte[3]).finish()).isEqualTo(hash);
    assertThat(key.start().update(new byte[3]).finish()).isEqualTo(tag);
  }

  @Test
  void whatIsPutTogetherGoesWithItsPartsAndComesBackWithThem() throws Exception {
    Path x25519 = withdraw("io.ghostbridge.crypto.x25519");
    assertThatThrownBy(() -> algorithms.get(Kem.class, "x-wing"))
        .hasMessage(
            "algorithm not available: x-wing, installed: ml-kem-1024, ml-kem-512, ml-kem-768");
    install(x25519).start();
    assertThat(algorithms.get(Kem.class, "x-wing").publicKeyLength()).isEqualTo(1216);
  }

  @Test
  void withoutTheNativeLibrariesTheSameResultsComeFromJava() throws Exception {
    SigningKey signer =
        algorithms.get(SignatureScheme.class, "ecdsa-secp256k1-sha256").fromSeed(one());
    AeadKey key = algorithms.get(Aead.class, "aes-256-gcm").key(SecretBytes.wrap(new byte[32]));
    byte[] signature = signer.sign(new byte[3]);
    byte[] sealed = key.seal(new byte[12], new byte[5], new byte[0]);
    for (String library : List.of("awslc", "boringssl", "libsecp256k1")) {
      withdraw("io.ghostbridge.crypto." + library);
    }
    assertThat(signer.sign(new byte[3])).isEqualTo(signature);
    assertThat(key.seal(new byte[12], new byte[5], new byte[0])).isEqualTo(sealed);
  }

  private static byte[] one() {
    byte[] one = new byte[32];
    one[31] = 1;
    return one;
  }
}
