package io.ghostbridge.node.key.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.crypto.ed25519.internal.Ed25519Scheme;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.HexFormat;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class KeyDirectoryTest {
  private static Ed25519Scheme scheme;

  @TempDir Path data;
  private Path keys;

  @BeforeAll
  static void load() {
    scheme = new Ed25519Scheme();
  }

  @AfterAll
  static void unload() {
    scheme.close();
  }

  @BeforeEach
  void nameTheFolder() {
    keys = data.resolve("keys");
  }

  @Test
  void aMissingKeyIsMadePrivateToTheUserAndFoundAgain() throws IOException {
    String first = publicKeyOf("node");
    assertThat(permissions(keys)).isEqualTo("rwx------");
    assertThat(permissions(keys.resolve("node.pem"))).isEqualTo("rw-------");
    assertThat(publicKeyOf("node")).isEqualTo(first);
    assertThat(publicKeyOf("operator")).isNotEqualTo(first);
    try (var files = Files.list(keys)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .containsExactlyInAnyOrder("node.pem", "operator.pem");
    }
  }

  @Test
  void anUnfinishedFileOfACrashIsReplaced() throws IOException {
    Files.createDirectories(keys);
    Files.writeString(keys.resolve("node.pem.new"), "half");
    String made = publicKeyOf("node");
    assertThat(keys.resolve("node.pem.new")).doesNotExist();
    assertThat(publicKeyOf("node")).isEqualTo(made);
  }

  @Test
  void aKeyThatOthersCanReadIsRefusedWithWhatToDo() throws IOException {
    String unused = publicKeyOf("node");
    Path file = keys.resolve("node.pem");
    for (String open : List.of("rw-r-----", "rw----r--", "rw--w----", "rw-rw-rw-")) {
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(open));
      assertThatThrownBy(() -> publicKeyOf("node"))
          .hasMessageContaining(file.toString())
          .hasMessageContaining(open)
          .hasMessageContaining("chmod 600")
          .hasMessageNotContainingAny(unused);
    }
  }

  @Test
  void whatIsNoEd25519KeyIsRefusedAndKept() throws IOException {
    Files.createDirectories(keys);
    Path file = keys.resolve("node.pem");
    String x25519 = pem("302e020100300506032b656e04220420" + "11".repeat(32));
    for (String content :
        List.of(
            "",
            "not a key",
            "-----BEGIN PRIVATE KEY-----\n!!\n-----END PRIVATE KEY-----\n",
            "-----BEGIN PRIVATE KEY-----\n",
            "-----BEGIN ENCRYPTED PRIVATE KEY-----\nAAAA\n-----END ENCRYPTED PRIVATE KEY-----\n",
            "x".repeat(10_000),
            x25519)) {
      Files.writeString(file, content);
      Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
      assertThatThrownBy(() -> publicKeyOf("node"))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining(file.toString());
      assertThat(file).hasContent(content);
    }
  }

  @Test
  void theSecondVersionOfPkcs8WithThePublicKeyIsRead() throws IOException {
    Files.createDirectories(keys);
    Path file = keys.resolve("node.pem");
    // RFC 8410, section 10.3, without its attributes.
    String seed = "d4ee72dbf913584ad5b6d8f1f769f8ad3afe7c28cbf1d4fbe097a88f44755842";
    String publicKey = "19bf44096984cdfe8541bac167dc3b96c85086aa30b6b6cb0c5c38ad703166e1";
    Files.writeString(file, pem("3051020101300506032b657004220420" + seed + "812100" + publicKey));
    Files.setPosixFilePermissions(file, PosixFilePermissions.fromString("rw-------"));
    assertThat(publicKeyOf("node")).isEqualTo(publicKey);
  }

  @Test
  void opensslReadsOurFilesAndWeReadThoseOfOpenssl() throws Exception {
    assumeTrue(Files.isExecutable(Path.of("/usr/bin/openssl")), "skipped: no /usr/bin/openssl");
    String ours = publicKeyOf("node");
    assertThat(opensslPublicKey(keys.resolve("node.pem"))).isEqualTo(ours);
    Path theirs = keys.resolve("operator.pem");
    openssl("genpkey", "-algorithm", "ed25519", "-out", theirs.toString());
    Files.setPosixFilePermissions(theirs, PosixFilePermissions.fromString("rw-------"));
    assertThat(publicKeyOf("operator")).isEqualTo(opensslPublicKey(theirs));
  }

  private String publicKeyOf(String name) {
    try (SigningKey key = new KeyDirectory(keys, scheme).open(name)) {
      byte[] message = "role".getBytes(UTF_8);
      assertThat(scheme.verify(key.publicKey().toByteArray(), message, key.sign(message))).isTrue();
      return key.publicKey().toHex();
    }
  }

  private static String opensslPublicKey(Path file) throws Exception {
    byte[] der = openssl("pkey", "-in", file.toString(), "-pubout", "-outform", "DER");
    return HexFormat.of().formatHex(der, der.length - 32, der.length);
  }

  private static byte[] openssl(String... arguments) throws Exception {
    ProcessBuilder builder = new ProcessBuilder("/usr/bin/openssl");
    builder.command().addAll(List.of(arguments));
    Process process = builder.redirectError(ProcessBuilder.Redirect.INHERIT).start();
    byte[] output = process.getInputStream().readAllBytes();
    assertThat(process.waitFor()).isZero();
    return output;
  }

  private static String pem(String der) {
    return "-----BEGIN PRIVATE KEY-----\n"
        + java.util.Base64.getMimeEncoder(64, new byte[] {'\r', '\n'})
            .encodeToString(HexFormat.of().parseHex(der))
        + "\r\n-----END PRIVATE KEY-----\r\n";
  }

  private static String permissions(Path path) throws IOException {
    return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
  }
}
