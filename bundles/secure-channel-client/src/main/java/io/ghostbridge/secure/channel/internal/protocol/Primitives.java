package io.ghostbridge.secure.channel.internal.protocol;

import io.ghostbridge.api.crypto.Aead;
import io.ghostbridge.api.crypto.CryptoAlgorithms;
import io.ghostbridge.api.crypto.Digest;
import io.ghostbridge.api.crypto.Kdf;
import io.ghostbridge.api.crypto.Mac;
import io.ghostbridge.api.crypto.Random;
import io.ghostbridge.api.crypto.SecretBytes;
import io.ghostbridge.api.crypto.SignatureScheme;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.stream.Stream;

/** The algorithms of section 1, looked up at each use: a bundle of one may come and go. */
public final class Primitives {
  static final String ED25519 = "ed25519";

  private final CryptoAlgorithms algorithms;
  private final Random random;

  /** With the random source that {@code algorithms} calls {@code system}. */
  public Primitives(CryptoAlgorithms algorithms) {
    this(algorithms, algorithms.get(Random.class, "system"));
  }

  /** With another random source, to repeat a vector. */
  public Primitives(CryptoAlgorithms algorithms, Random random) {
    this.algorithms = algorithms;
    this.random = random;
  }

  public Random random() {
    return random;
  }

  Mac mac() {
    return algorithms.get(Mac.class, "hmac-sha256");
  }

  Kdf kdf() {
    return algorithms.get(Kdf.class, "hkdf-sha256");
  }

  Aead aead(AeadSuite suite) {
    return suite.of(algorithms);
  }

  SignatureScheme signatures() {
    return algorithms.get(SignatureScheme.class, ED25519);
  }

  /** {@code H}. */
  public byte[] hash(byte[] message) {
    return algorithms.get(Digest.class, "sha256").digest(message);
  }

  /** {@code Expand} with a text as info. */
  SecretBytes expand(SecretBytes root, String name) {
    return kdf().expand(root, (ByteWriter.PROTOCOL + name).getBytes(StandardCharsets.UTF_8), 32);
  }

  /** The KEM that messages call {@code name};{@link #kems} tells which there are. */
  public HpkeKem kem(KemSuite suite) {
    return switch (suite) {
      case X25519 -> new X25519Kem(algorithms, kdf(), random);
      case X_WING -> new XWingKem(algorithms, random);
    };
  }

  /** The KEMs that are installed, the strongest first. */
  public List<KemSuite> kems() {
    return Stream.of(KemSuite.values()).filter(suite -> suite.isInstalled(algorithms)).toList();
  }

  /** The AEADs that are installed. */
  public List<AeadSuite> aeads() {
    List<String> installed = algorithms.installed(Aead.class);
    return Stream.of(AeadSuite.values())
        .filter(suite -> installed.contains(suite.algorithm()))
        .toList();
  }
}
