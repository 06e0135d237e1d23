package io.ghostbridge.tls;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ConfiguredTlsTest {
  @TempDir private Path directory;

  private ConfiguredTls tls(String certificate, String key, String clients, String authorities)
      throws IOException {
    return new ConfiguredTls(
        new ConfiguredTls.Settings(certificate, key, clients, authorities, "", "a.cfg"),
        directory,
        directory);
  }

  @Test
  void withoutFilesADevelopmentCertificateIsMadeOnceAndShared() throws Exception {
    ConfiguredTls shared = tls("", "", "none", "");
    TlsMaterial first = shared.certificates(material -> material).context();
    TlsMaterial second = shared.certificates(material -> material).context();
    assertThat(first.chain()).isEqualTo(second.chain());
    assertThat(first.key()).isEqualTo(second.key());
    assertThat(directory.resolve("tls/development-key.pem")).exists();
  }

  @Test
  void replacedFilesAreNoticedAndHalfReplacedOnesLeaveTheOldCertificate() throws Exception {
    CertificateFiles first = DevelopmentCertificate.in(directory.resolve("first"));
    CertificateFiles second = DevelopmentCertificate.in(directory.resolve("second"));
    Path certificate = Files.copy(first.certificates(), directory.resolve("c.pem"));
    Path key = Files.copy(first.key(), directory.resolve("k.pem"));
    ReloadingCertificates<TlsMaterial> certificates =
        tls("c.pem", "k.pem", "none", "").certificates(material -> material);
    TlsMaterial before = certificates.context();
    assertThat(certificates.reload()).isFalse();
    Files.write(certificate, Files.readAllBytes(second.certificates()));
    assertThat(certificates.reload()).isFalse();
    assertThat(certificates.context()).isSameAs(before);
    Files.write(key, Files.readAllBytes(second.key()));
    assertThat(certificates.reload()).isTrue();
    assertThat(certificates.context().chain()).isNotEqualTo(before.chain());
  }

  @Test
  void aKeyOfAnotherCertificateIsRefusedAndBothFilesAreNamed() throws Exception {
    CertificateFiles first = DevelopmentCertificate.in(directory.resolve("first"));
    CertificateFiles second = DevelopmentCertificate.in(directory.resolve("second"));
    assertThatThrownBy(
            () ->
                tls(first.certificates().toString(), second.key().toString(), "none", "")
                    .certificates(material -> material))
        .hasMessageContaining(first.certificates().toString())
        .hasMessageContaining(second.key().toString())
        .hasMessageContaining("the key is not the certificate's");
  }

  @Test
  void aKeyInAnotherFormatSaysHowToConvertIt() throws Exception {
    CertificateFiles own = DevelopmentCertificate.in(directory.resolve("own"));
    Path key = directory.resolve("old.pem");
    Files.write(
        key,
        "-----BEGIN EC PRIVATE KEY-----\nAA==\n-----END EC PRIVATE KEY-----\n"
            .getBytes(StandardCharsets.US_ASCII));
    assertThatThrownBy(
            () ->
                tls(own.certificates().toString(), key.toString(), "none", "")
                    .certificates(material -> material))
        .hasMessageContaining("openssl pkcs8 -topk8");
  }

  @Test
  void settingsThatDoNotGoTogetherAreRefusedBeforeAFileIsRead() {
    assertThatThrownBy(() -> tls("c.pem", "", "none", ""))
        .hasMessage("certificateFile and keyFile are set together or not at all (a.cfg)");
    assertThatThrownBy(() -> tls("", "", "required", ""))
        .hasMessageContaining("clientCertificate is required but clientCaFile is empty");
  }

  @Test
  void anOperatorsNameThatIsNoneIsRefused() {
    ConfiguredTls.Settings settings =
        new ConfiguredTls.Settings("", "", "none", "", "alice", "a.cfg");
    assertThatThrownBy(() -> new ConfiguredTls(settings, directory, directory))
        .isInstanceOf(IllegalArgumentException.class)
        .hasMessageContaining("operatorSubjects has 'alice'");
  }
}
