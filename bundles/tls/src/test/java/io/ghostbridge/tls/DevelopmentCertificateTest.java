package io.ghostbridge.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The development certificate's key, as others' programs read it. */
class DevelopmentCertificateTest {
  @TempDir private Path directory;

  @Test
  void opensslReadsTheKeyAndItIsTheCertificates() throws Exception {
    CertificateFiles made = DevelopmentCertificate.in(directory);
    String ofKey = run("/usr/bin/openssl", "pkey", "-pubout", "-in", made.key().toString());
    assertThat(ofKey).startsWith("-----BEGIN PUBLIC KEY-----");
    assertThat(
            run(
                "/usr/bin/openssl",
                "x509",
                "-pubkey",
                "-noout",
                "-in",
                made.certificates().toString()))
        .isEqualTo(ofKey);
  }

  @Test
  void gnutlsReadsTheKeyAndItIsTheCertificates() throws Exception {
    CertificateFiles made = DevelopmentCertificate.in(directory);
    String ofKey =
        run("/usr/bin/certtool", "--pubkey-info", "--load-privkey", made.key().toString());
    assertThat(ofKey).contains("-----BEGIN PUBLIC KEY-----");
    assertThat(
            run(
                "/usr/bin/certtool",
                "--pubkey-info",
                "--load-certificate",
                made.certificates().toString()))
        .isEqualTo(ofKey);
  }

  private static String run(String program, String... arguments) throws Exception {
    assumeTrue(Files.isExecutable(Path.of(program)), "skipped: no " + program);
    ProcessBuilder builder = new ProcessBuilder(program);
    builder.command().addAll(List.of(arguments));
    Process process = builder.redirectErrorStream(true).start();
    String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    assertThat(process.waitFor()).as(said).isZero();
    return said;
  }
}
