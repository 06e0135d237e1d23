package io.ghostbridge.cli.chain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.cli.CommandException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.HexFormat;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyFileTest {
  @TempDir Path directory = Path.of("");

  /** RFC 8032, section 7.1, test 1, as PKCS#8 (RFC 8410). */
  private static final String RFC_8032_TEST_1 =
      """
      -----BEGIN PRIVATE KEY-----
      MC4CAQAwBQYDK2VwBCIEIJ1hsZ3v/VpguoRK9JLsLMREScVpezJpGXA7rAMcrn9g
      -----END PRIVATE KEY-----
      """;

  @Test
  void theKeyOfRfc8032sFirstTestHasItsPublicKeyAndSignature() throws Exception {
    Path file = Files.writeString(directory.resolve("test1.pem"), RFC_8032_TEST_1);
    KeyFile key = KeyFile.read(file);
    assertThat(HexFormat.of().formatHex(key.publicKey()))
        .isEqualTo("d75a980182b10ab7d54bfed3c964073a0ee172f3daa62325af021a68f707511a");
    assertThat(HexFormat.of().formatHex(key.sign(new byte[0])))
        .isEqualTo(
            "e5564300c360ac729086e2cc806e828a84877f1eb8e5d974d873e065224901555fb8821590a33bacc61e39701cf9b46bd25bf5f0595bbe24655141438e7a100b");
  }

  @Test
  void aNewKeyIsReadableByItsOwnerOnlyAndItsSignaturesVerifyElsewhere() throws Exception {
    Path file = directory.resolve("keys/alice.pem");
    KeyFile created = KeyFile.create(file);
    assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(file)))
        .isEqualTo("rw-------");
    KeyFile read = KeyFile.read(file);
    assertThat(read.address()).isEqualTo(created.address());

    byte[] message = "message".getBytes(StandardCharsets.UTF_8);
    byte[] spki =
        HexFormat.of()
            .parseHex("302a300506032b6570032100" + HexFormat.of().formatHex(read.publicKey()));
    PublicKey key = KeyFactory.getInstance("Ed25519").generatePublic(new X509EncodedKeySpec(spki));
    Signature verifier = Signature.getInstance("Ed25519");
    verifier.initVerify(key);
    verifier.update(message);
    assertThat(verifier.verify(read.sign(message))).isTrue();
  }

  @Test
  void aKeyIsNeverOverwritten() throws Exception {
    Path file = directory.resolve("alice.pem");
    KeyFile.create(file);
    String before = Files.readString(file);
    assertThatThrownBy(() -> KeyFile.create(file))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(file.toString());
    assertThat(Files.readString(file)).isEqualTo(before);
  }

  @Test
  void whatIsNoKeyIsRefusedWithItsFile() throws Exception {
    Path file = Files.writeString(directory.resolve("text.pem"), "no key");
    assertThatThrownBy(() -> KeyFile.read(file))
        .isInstanceOf(CommandException.class)
        .hasMessageContaining(file.toString())
        .hasMessageContaining("PKCS#8");
    assertThatThrownBy(() -> KeyFile.read(directory.resolve("absent.pem")))
        .hasMessageContaining("ghostbridge key new");
  }
}
