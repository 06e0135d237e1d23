package io.ghostbridge.plugin.verify;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The JDK's keytool and jarsigner, as publishers use them; the commands of plugin-trust.md. */
class JarsignerTest {
  private static final Path BIN = Path.of(System.getProperty("java.home"), "bin");

  @TempDir private Path directory;

  @BeforeEach
  void packThePlugin() throws IOException {
    Files.createDirectory(directory.resolve("trust"));
    Files.write(directory.resolve("org.example.good-1.2.3.jar"), new TestPlugin().unsigned());
  }

  @ParameterizedTest
  @CsvSource({"EC -groupname secp256r1", "RSA -keysize 3072"})
  void whatJarsignerSignsIsAcceptedOnceTheCertificateIsTrusted(String key)
      throws IOException, InterruptedException, PackageRefusedException {
    makeKey(key);
    run("jarsigner", "-keystore publisher.p12 -storepass changeit org.example.good-1.2.3.jar pub");
    PackageRefusedException refused =
        catchThrowableOfType(PackageRefusedException.class, this::verify);
    assertThat(refused.reason()).isEqualTo(RefusalReason.UNTRUSTED_PUBLISHER);
    trust();
    assertThat(verify().publisher())
        .hasValueSatisfying(who -> assertThat(who.name()).isEqualTo("CN=Example,O=Org"));
  }

  @Test
  void anEntryThatJarAddsAfterSigningIsRefused() throws IOException, InterruptedException {
    makeKey("EC -groupname secp256r1");
    trust();
    run("jarsigner", "-keystore publisher.p12 -storepass changeit org.example.good-1.2.3.jar pub");
    Files.writeString(directory.resolve("added.txt"), "x");
    run("jar", "--update --file org.example.good-1.2.3.jar added.txt");
    PackageRefusedException refused =
        catchThrowableOfType(PackageRefusedException.class, this::verify);
    assertThat(refused.entry()).contains("added.txt");
    assertThat(refused.reason()).isEqualTo(RefusalReason.UNSIGNED_ENTRY);
  }

  private void makeKey(String algorithm) throws IOException, InterruptedException {
    run(
        "keytool",
        "-genkeypair -alias pub -dname CN=Example,O=Org -validity 30 -keystore publisher.p12"
            + " -storepass changeit -ext ku=digitalSignature -ext eku=codeSigning -keyalg "
            + algorithm);
  }

  private void trust() throws IOException, InterruptedException {
    run(
        "keytool",
        "-exportcert -rfc -alias pub -keystore publisher.p12 -storepass changeit"
            + " -file trust/example.pem");
  }

  private PluginPackage verify() throws PackageRefusedException {
    return new PluginVerifier(directory.resolve("trust"), VerifierLimits.DEFAULT, false)
        .verify(directory.resolve("org.example.good-1.2.3.jar"));
  }

  private void run(String tool, String arguments) throws IOException, InterruptedException {
    List<String> command = new ArrayList<>(List.of(BIN.resolve(tool).toString()));
    command.addAll(List.of(arguments.split(" ")));
    Process process =
        new ProcessBuilder(command).directory(directory.toFile()).redirectErrorStream(true).start();
    String output = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(output).isZero();
  }
}
