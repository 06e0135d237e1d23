package io.ghostbridge.dnssec.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ghostbridge.api.crypto.SigningKey;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.KeyPairGenerator;
import java.security.interfaces.ECPublicKey;
import java.security.spec.ECGenParameterSpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Key files beside openssl's, points beside the JDK's. */
class KeyFilesTest {
  @TempDir Path directory;

  @ParameterizedTest
  @EnumSource(Algorithm.class)
  void opensslReadsOurKeyAndWeReadItsForm(Algorithm algorithm) throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "openssl is not installed");
    byte[] seed = new byte[32];
    Arrays.fill(seed, (byte) 7);
    Path ours = Files.write(directory.resolve("ours"), algorithm.pem().encode(seed));
    Path theirs = directory.resolve("theirs");
    openssl("pkey", "-in", ours.toString(), "-out", theirs.toString());
    assertThat(algorithm.pem().decode(Files.readAllBytes(theirs))).isEqualTo(seed);
    Path made = directory.resolve("made");
    String name = algorithm == Algorithm.ED25519 ? "ed25519" : "EC";
    List<String> curve =
        algorithm == Algorithm.ED25519 ? List.of() : List.of("-pkeyopt", "ec_paramgen_curve:P-256");
    var command = new ArrayList<>(List.of("genpkey", "-algorithm", name));
    command.addAll(curve);
    command.addAll(List.of("-out", made.toString()));
    openssl(command.toArray(String[]::new));
    byte[] key = algorithm.pem().decode(Files.readAllBytes(made));
    Path publicKey = directory.resolve("public");
    openssl(
        "pkey", "-in", made.toString(), "-pubout", "-outform", "DER", "-out", publicKey.toString());
    byte[] der = Files.readAllBytes(publicKey);
    try (SigningKey signing = requireNonNull(SignedNames.SCHEMES.get(algorithm)).fromSeed(key)) {
      byte[] form = algorithm.dnskeyForm(signing.publicKey());
      assertThat(Arrays.copyOfRange(der, der.length - form.length, der.length)).isEqualTo(form);
    }
  }

  private static void openssl(String... arguments) throws Exception {
    var line = new ArrayList<>(List.of("/usr/bin/openssl"));
    line.addAll(List.of(arguments));
    Process process = new ProcessBuilder(line).redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
  }

  @Test
  void aPointIsUncompressedToTheCoordinatesItCameFrom() throws Exception {
    KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
    generator.initialize(new ECGenParameterSpec("secp256r1"));
    for (int i = 0; i < 50; i++) {
      var point = ((ECPublicKey) generator.generateKeyPair().getPublic()).getW();
      byte[] whole = new byte[64];
      put(point.getAffineX(), whole, 32);
      put(point.getAffineY(), whole, 64);
      byte[] compressed = new byte[33];
      compressed[0] = (byte) (point.getAffineY().testBit(0) ? 3 : 2);
      System.arraycopy(whole, 0, compressed, 1, 32);
      assertThat(P256Point.uncompressed(compressed)).isEqualTo(whole);
    }
  }

  private static void put(BigInteger value, byte[] target, int end) {
    byte[] bytes = value.toByteArray();
    int length = Math.min(bytes.length, 32);
    System.arraycopy(bytes, bytes.length - length, target, end - length, length);
  }

  @Test
  void whatIsNoPointIsRefused() {
    byte[] none = new byte[33];
    none[0] = 2;
    none[32] = 1;
    // x = 1 has no y on the curve.
    assertThatThrownBy(() -> P256Point.uncompressed(none))
        .isInstanceOf(IllegalArgumentException.class);
    assertThatThrownBy(() -> P256Point.uncompressed(new byte[33]))
        .isInstanceOf(IllegalArgumentException.class);
  }
}
