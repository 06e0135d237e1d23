package io.ghostbridge.plugin.verify;

import static io.ghostbridge.plugin.verify.TestAuthority.NOW;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import io.ghostbridge.api.plugin.PluginCapability;
import io.ghostbridge.plugin.verify.TestAuthority.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HexFormat;
import java.util.Map;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.osgi.framework.Version;

class PluginVerifierTest {
  private static final Duration DAY = Duration.ofDays(1);
  private static final TestAuthority ROOT = TestAuthority.root("CN=Root");
  private static final TestAuthority PUBLISHER = ROOT.issue(new Wish("CN=Publisher, O=Example"));

  @TempDir private Path directory;
  private Path trust = Path.of("nowhere");

  @BeforeEach
  void trustTheRoot() throws IOException {
    trust = Files.createDirectory(directory.resolve("trust"));
    Files.writeString(trust.resolve("root.pem"), "Our root\n" + ROOT.pem());
  }

  @Test
  void aSignedPluginOfATrustedPublisherIsToldInFull()
      throws PackageRefusedException, IOException, GeneralSecurityException {
    byte[] jar =
        new TestPlugin()
            .header(
                "Ghost-Capabilities",
                "network;host=\"*.example.org\";port=443, files;path=\"/etc/hosts\";access=read,"
                    + " network;port=\"443\";host=\"*.example.org\"")
            .header(
                "Provide-Capability",
                "ghost.zone;zone=hosts.example,"
                    + "ghost.rpc;service=\"a.B\";methods:List<String>=\"Get,Put\","
                    + "osgi.service;objectClass:List<String>=\"a.B\";uses:=\"a\"")
            .header("Bundle-Activator", "org.example.good.Good")
            .signedBy(PUBLISHER);
    PluginPackage plugin = verify(jar);
    assertThat(plugin.symbolicName()).isEqualTo("org.example.good");
    assertThat(plugin.version()).isEqualTo(new Version(1, 2, 3));
    assertThat(plugin.sizeBytes()).isEqualTo(jar.length);
    assertThat(plugin.sha256())
        .isEqualTo(HexFormat.of().formatHex(MessageDigest.getInstance("SHA-256").digest(jar)));
    assertThat(plugin.capabilities())
        .extracting(PluginCapability::toString)
        .containsExactly(
            "network;host=\"*.example.org\";port=\"443\"",
            "files;access=\"read\";path=\"/etc/hosts\"");
    assertThat(plugin.offers())
        .extracting(OfferedCapability::namespace)
        .containsExactly("ghost.zone", "ghost.rpc", "osgi.service");
    assertThat(plugin.offers().get(1).values("methods")).containsExactly("Get", "Put");
    assertThat(plugin.imports().getFirst().path()).isEqualTo("io.ghostbridge.api.names");
    assertThat(plugin.imports().getFirst().attribute("version")).contains("[1.0,2)");
    assertThat(plugin.headers()).containsEntry("bundle-version", "1.2.3");
    assertThat(plugin.publisher())
        .hasValueSatisfying(
            publisher -> {
              assertThat(publisher.name()).isEqualTo("CN=Publisher,O=Example");
              assertThat(publisher.trustedBy()).isEqualTo("root.pem");
              assertThat(publisher.notAfter())
                  .isEqualTo(PUBLISHER.certificate().getNotAfter().toInstant());
              assertThat(publisher.certificateSha256()).hasSize(64);
            });
  }

  @ParameterizedTest
  @CsvSource({
    "EC, 256, SHA256withECDSA, SHA-256",
    "EC, 521, SHA512withECDSA, SHA-512",
    "RSA, 2048, SHA256withRSA, SHA-384",
    "RSA, 3072, SHA256withRSAandMGF1, SHA-256",
    "Ed25519, 0, Ed25519, SHA-256",
    "Ed448, 0, Ed448, SHA-512",
  })
  void aPublisherMayHaveAnyStrongKeyAndBeTrustedByItsOwnCertificate(
      String key, int bits, String signature, String digest)
      throws PackageRefusedException, IOException {
    TestAuthority publisher =
        TestAuthority.selfSigned(new Wish("CN=Alone").key(key, bits, signature));
    Files.writeString(trust.resolve("alone.pem"), publisher.pem());
    byte[] jar = TestPlugin.sign(new TestPlugin().unsigned(), publisher, "A", digest, null);
    assertThat(verify(jar).publisher().orElseThrow().trustedBy()).isEqualTo("alone.pem");
  }

  @Test
  void anUnsignedPluginIsAcceptedOnlyWhereThatIsAllowed() throws PackageRefusedException {
    byte[] jar = new TestPlugin().unsigned();
    assertThat(verifier(true).verify(jar, "good.jar").publisher()).isEmpty();
    assertThat(reasonOf(jar)).isEqualTo(RefusalReason.UNSIGNED);
  }

  @Test
  void whereUnsignedOnesAreAllowedASignatureMustHoldAllTheSame() {
    byte[] jar = new TestPlugin().signedBy(TestAuthority.selfSigned(new Wish("CN=Stranger")));
    assertThat(
            catchThrowableOfType(
                    PackageRefusedException.class, () -> verifier(true).verify(jar, "good.jar"))
                .reason())
        .isEqualTo(RefusalReason.UNTRUSTED_PUBLISHER);
  }

  @Test
  void classesOfALibraryOnTheClassPathAreThePlugins() throws PackageRefusedException {
    byte[] library = TestPlugin.zip(Map.of("lib/Start.class", TestPlugin.classFile(52, 0)));
    TestPlugin plugin =
        new TestPlugin().header("Bundle-Activator", "lib.Start").entry("lib/x.jar", library);
    assertThat(reasonOf(plugin.signedBy(PUBLISHER))).isEqualTo(RefusalReason.ACTIVATOR_MISSING);
    plugin.header("Bundle-ClassPath", ".,lib/x.jar");
    assertThat(verify(plugin.signedBy(PUBLISHER)).symbolicName()).isEqualTo("org.example.good");
  }

  @Test
  void anythingOnTheClassPathIsReadAsAnArchiveWhateverItsName() {
    TestPlugin plugin =
        new TestPlugin().header("Bundle-ClassPath", ".,lib.dat").entry("lib.dat", "#!/bin/sh");
    assertThat(reasonOf(plugin.signedBy(PUBLISHER))).isEqualTo(RefusalReason.NOT_A_ZIP);
  }

  @Test
  void nativeCodeIsAcceptedOfAPluginThatAsksForIt() throws PackageRefusedException {
    TestPlugin plugin =
        new TestPlugin()
            .header("Bundle-NativeCode", "libx.so;osname=Linux;processor=x86-64,*")
            .header("Ghost-Capabilities", "native")
            .entry("libx.so", "elf");
    assertThat(reasonOf(plugin.signedBy(PUBLISHER))).isEqualTo(RefusalReason.PATH_MISSING);
    plugin.header("Bundle-NativeCode", "libx.so;osname=Linux;processor=x86-64");
    assertThat(verify(plugin.signedBy(PUBLISHER)).capabilities()).hasSize(1);
  }

  @ParameterizedTest
  @CsvSource({
    "good.jar",
    "name-hosts-1.2.3-SNAPSHOT.jar",
    "org.example.good-1.2.3.jar",
    "org.example.good.jar",
    "good-1.2.3.20260101.jar",
    "0123456789abcdef0123456789abcdef0123456789abcdef0123456789abcdef.jar",
  })
  void aFileNameThatDoesNotContradictIsAccepted(String name) throws PackageRefusedException {
    byte[] jar = new TestPlugin().signedBy(PUBLISHER);
    assertThat(verifier(false).verify(jar, name).version()).isEqualTo(new Version(1, 2, 3));
  }

  @Test
  void aListThatIsOutOfDateMakesEveryoneOfItsIssuerRefused() throws IOException {
    byte[] jar = new TestPlugin().signedBy(PUBLISHER);
    writeList(ROOT.revocationList(NOW.minus(DAY), NOW.minusSeconds(1)));
    assertThat(refusalOf(jar))
        .hasMessageContaining("revocation list root.crl of CN=Root does not hold: it ended at");
    writeList(ROOT.revocationList(NOW.plusSeconds(1), NOW.plus(DAY)));
    assertThat(refusalOf(jar)).hasMessageContaining("does not hold: it begins at");
    writeList(ROOT.revocationList(PUBLISHER.key(), NOW.minus(DAY), NOW.plus(DAY)));
    assertThat(refusalOf(jar))
        .hasMessageContaining("does not hold: its signature is not one of its issuer");
    assertThat(reasonOf(jar)).isEqualTo(RefusalReason.REVOCATION_UNKNOWN);
  }

  @Test
  void aCurrentListThatDoesNotNameThePublisherLetsItPass()
      throws IOException, PackageRefusedException {
    TestAuthority other = ROOT.issue(new Wish("CN=Other"));
    writeList(ROOT.revocationList(NOW.minus(DAY), NOW.plus(DAY), other.certificate()));
    assertThat(verify(new TestPlugin().signedBy(PUBLISHER)).publisher()).isPresent();
    assertThat(reasonOf(new TestPlugin().signedBy(other)))
        .isEqualTo(RefusalReason.CERTIFICATE_REVOKED);
  }

  @Test
  void aListOfSomebodyElseMattersNot() throws IOException, PackageRefusedException {
    TestAuthority other = TestAuthority.root("CN=Other");
    writeList(other.revocationList(NOW.minus(DAY), NOW.minusSeconds(1), PUBLISHER.certificate()));
    assertThat(verify(new TestPlugin().signedBy(PUBLISHER)).publisher()).isPresent();
  }

  @Test
  void aPublisherTrustedByItsOwnCertificateCanBeRevokedByItsIssuer() throws IOException {
    Files.delete(trust.resolve("root.pem"));
    Files.writeString(trust.resolve("publisher.pem"), PUBLISHER.pem());
    writeList(ROOT.revocationList(NOW.minus(DAY), NOW.plus(DAY), PUBLISHER.certificate()));
    assertThat(reasonOf(new TestPlugin().signedBy(PUBLISHER)))
        .isEqualTo(RefusalReason.CERTIFICATE_REVOKED);
    // A signature that does not bring the issuer's certificate leaves the list unverified.
    TestAuthority alone = new TestAuthority(PUBLISHER.key(), PUBLISHER.chain().subList(0, 1));
    assertThat(reasonOf(new TestPlugin().signedBy(alone)))
        .isEqualTo(RefusalReason.REVOCATION_UNKNOWN);
  }

  @ParameterizedTest
  @CsvSource({"x.pem, no certificate in PEM", "x.crl, no revocation list in PEM or DER"})
  void whileAFileOfTheTrustDirectoryCannotBeReadNobodyIsTrusted(String name, String problem)
      throws IOException {
    Files.writeString(trust.resolve(name), "-----BEGIN PRIVATE KEY-----\nAAAA\n");
    PackageRefusedException refused = refusalOf(new TestPlugin().signedBy(PUBLISHER));
    assertThat(refused.reason()).isEqualTo(RefusalReason.TRUST_UNREADABLE);
    assertThat(refused).hasMessageContaining(name).hasMessageContaining(problem);
  }

  @Test
  void withoutATrustDirectoryNobodyIsTrusted() throws IOException {
    Files.delete(trust.resolve("root.pem"));
    Files.delete(trust);
    assertThat(refusalOf(new TestPlugin().signedBy(PUBLISHER)))
        .hasMessageContaining("any of the 0 certificates in " + trust);
  }

  @Test
  void aFileThatIsMissingOrNoneOrTooLargeIsRefused() throws IOException {
    assertThat(refusalOf(directory.resolve("gone.jar"))).hasMessageContaining("no such file");
    assertThat(refusalOf(directory).reason()).isEqualTo(RefusalReason.FILE_UNREADABLE);
    Path file = Files.write(directory.resolve("good.jar"), new TestPlugin().signedBy(PUBLISHER));
    VerifierLimits small = new VerifierLimits(1_000, 1, 1, 1, 1, 1, 1);
    assertThat(
            catchThrowableOfType(
                PackageRefusedException.class,
                () -> new PluginVerifier(trust, small, false).verify(file)))
        .hasMessageContaining("bytes, at most 1000")
        .extracting(PackageRefusedException::reason)
        .isEqualTo(RefusalReason.FILE_TOO_LARGE);
  }

  @Test
  void theNameOfTheFileIsItsOwnUnlessAnotherIsGiven() throws IOException, PackageRefusedException {
    Path file = Files.write(directory.resolve("a.b.c.jar"), new TestPlugin().signedBy(PUBLISHER));
    assertThat(refusalOf(file).reason()).isEqualTo(RefusalReason.FILE_NAME_CONTRADICTS);
    assertThat(verifier(false).verify(file, "good.jar").symbolicName())
        .isEqualTo("org.example.good");
  }

  @Test
  void contentOfAnEntryNeverBreaksTheLineOfAMessage() {
    byte[] jar =
        new TestPlugin().header("Bundle-Version", "1\u2028 all is well\u009b31m").unsigned();
    assertThat(refusalOf(jar))
        .hasMessageStartingWith("Bundle-Version is '1\\u2028 all is well\\u009b31m'");
    byte[] lengthy = new TestPlugin().header("Fragment-Host", "x".repeat(5_000)).unsigned();
    assertThat(refusalOf(lengthy).getMessage()).hasSizeLessThan(1_200);
  }

  private void writeList(byte[] list) throws IOException {
    Files.write(trust.resolve("root.crl"), list);
  }

  private PluginVerifier verifier(boolean allowUnsigned) {
    return new PluginVerifier(
        trust, VerifierLimits.DEFAULT, allowUnsigned, InstantSource.fixed(NOW));
  }

  private PluginPackage verify(byte[] jar) throws PackageRefusedException {
    return verifier(false).verify(jar, "good.jar");
  }

  private RefusalReason reasonOf(byte[] jar) {
    return catchThrowableOfType(PackageRefusedException.class, () -> verify(jar)).reason();
  }

  /** Of a file whose signature is no matter. */
  private PackageRefusedException refusalOf(byte[] jar) {
    return catchThrowableOfType(
        PackageRefusedException.class, () -> verifier(true).verify(jar, "good.jar"));
  }

  private PackageRefusedException refusalOf(Path file) {
    return catchThrowableOfType(PackageRefusedException.class, () -> verifier(false).verify(file));
  }
}
