package io.ghostbridge.plugin.verify;

import static io.ghostbridge.plugin.verify.RefusalReason.CERTIFICATE_EXPIRED;
import static io.ghostbridge.plugin.verify.RefusalReason.CERTIFICATE_NOT_YET_VALID;
import static io.ghostbridge.plugin.verify.RefusalReason.CERTIFICATE_PURPOSE;
import static io.ghostbridge.plugin.verify.RefusalReason.CERTIFICATE_REVOKED;
import static io.ghostbridge.plugin.verify.RefusalReason.MANIFEST_TAMPERED;
import static io.ghostbridge.plugin.verify.RefusalReason.SIGNATURE_AMBIGUOUS;
import static io.ghostbridge.plugin.verify.RefusalReason.SIGNATURE_INCOMPLETE;
import static io.ghostbridge.plugin.verify.RefusalReason.SIGNATURE_INVALID;
import static io.ghostbridge.plugin.verify.RefusalReason.SIGNED_ENTRY_MISSING;
import static io.ghostbridge.plugin.verify.RefusalReason.TAMPERED_ENTRY;
import static io.ghostbridge.plugin.verify.RefusalReason.UNSIGNED;
import static io.ghostbridge.plugin.verify.RefusalReason.UNSIGNED_ENTRY;
import static io.ghostbridge.plugin.verify.RefusalReason.UNTRUSTED_PUBLISHER;
import static io.ghostbridge.plugin.verify.RefusalReason.WEAK_DIGEST;
import static io.ghostbridge.plugin.verify.RefusalReason.WEAK_KEY;
import static io.ghostbridge.plugin.verify.TestAuthority.NOW;
import static java.nio.charset.StandardCharsets.UTF_8;

import io.ghostbridge.plugin.verify.TestAuthority.Wish;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;

/** Well-formed plugins whose signature or publisher is wrong. */
final class HostileSignatures {
  private static final Duration DAY = Duration.ofDays(1);
  private static final TestAuthority ROOT = TestAuthority.root("CN=Root");
  private static final TestAuthority ISSUER = ROOT.issue(new Wish("CN=Issuer").authority());
  private static final TestAuthority STOPPED = ROOT.issue(new Wish("CN=Stopped").authority());
  private static final TestAuthority OLD_ROOT =
      TestAuthority.selfSigned(
          new Wish("CN=Old Root").authority().valid(NOW.minus(DAY), NOW.minusSeconds(1)));
  private static final String PSS_SHA1 = "SHA1withRSAandMGF1";
  private static final TestAuthority RSA_ROOT =
      TestAuthority.selfSigned(
          new Wish("CN=RSA Root").authority().key("RSA", 2_048, "SHA256withRSA"));
  private static final TestAuthority NO_AUTHORITY =
      TestAuthority.selfSigned(new Wish("CN=Somebody"));

  /** Trusted. */
  static final TestAuthority PUBLISHER = ISSUER.issue(new Wish("CN=Publisher"));

  private static final TestAuthority REVOKED = ISSUER.issue(new Wish("CN=Revoked"));
  private static final TestAuthority STRANGER = TestAuthority.selfSigned(new Wish("CN=Stranger"));

  private HostileSignatures() {}

  static byte[] signed(TestPlugin plugin) {
    return plugin.signedBy(PUBLISHER);
  }

  /** Trusts ROOT, OLD_ROOT and NO_AUTHORITY; the first two revoked something. */
  static void fillTrustDirectory(Path directory) throws IOException {
    Files.writeString(directory.resolve("root.pem"), ROOT.pem());
    Files.writeString(directory.resolve("old-root.pem"), OLD_ROOT.pem());
    Files.writeString(directory.resolve("rsa-root.pem"), RSA_ROOT.pem());
    Files.writeString(directory.resolve("somebody.pem"), NO_AUTHORITY.pem());
    Files.write(
        directory.resolve("root.crl"),
        ROOT.revocationList(NOW.minus(DAY), NOW.plus(DAY), STOPPED.certificate()));
    Files.write(
        directory.resolve("issuer.crl"),
        ISSUER.revocationList(NOW.minus(DAY), NOW.plus(DAY), REVOKED.certificate()));
  }

  static List<Hostile> all() {
    List<Hostile> all = new ArrayList<>();
    all.addAll(changes());
    all.addAll(weaknesses());
    all.addAll(publishers());
    return all;
  }

  private static List<Hostile> changes() {
    byte[] unsigned = new TestPlugin().unsigned();
    byte[] twice = TestPlugin.sign(signed(new TestPlugin()), PUBLISHER, "SECOND", "SHA-256", null);
    return List.of(
        Hostile.of("an unsigned plugin", UNSIGNED, "the plugin is not signed", unsigned),
        changed(
            "an entry added after signing",
            UNSIGNED_ENTRY,
            "entry 'evil.txt': the signature does not cover it",
            entries -> entries.put("evil.txt", new byte[0])),
        changed(
            "a class added below META-INF after signing",
            UNSIGNED_ENTRY,
            "entry 'META-INF/services/x': the signature does not cover it",
            entries -> entries.put("META-INF/services/x", new byte[0])),
        changed(
            "an entry that signatures do not cover",
            UNSIGNED_ENTRY,
            "entry 'META-INF/SIG-X': no signature ever covers",
            entries -> entries.put("META-INF/SIG-X", new byte[0])),
        changed(
            "an index",
            UNSIGNED_ENTRY,
            "entry 'META-INF/INDEX.LIST': no signature ever covers",
            entries -> entries.put("META-INF/INDEX.LIST", new byte[0])),
        changed(
            "an entry removed after signing",
            SIGNED_ENTRY_MISSING,
            "entry 'names.txt': it was signed and is not there",
            entries -> entries.remove("names.txt")),
        changed(
            "an entry changed after signing",
            TAMPERED_ENTRY,
            "entry 'names.txt': it is not what was signed",
            entries -> entries.put("names.txt", "alice mallory".getBytes(UTF_8))),
        changed(
            "a capability added after signing",
            MANIFEST_TAMPERED,
            "entry 'META-INF/MANIFEST.MF': it is not the manifest that was signed",
            entries -> replace(entries, TestPlugin.MANIFEST, "1.2.3", "1.2.4")),
        changed(
            "a signature file made to fit a changed manifest",
            SIGNATURE_INVALID,
            "entry 'META-INF/PUB.EC': it is no valid signature",
            entries -> replace(entries, "META-INF/PUB.SF", "Created-By: ", "Created-by: ")),
        changed(
            "a signature file that leaves the manifest out",
            UNSIGNED_ENTRY,
            "entry 'META-INF/MANIFEST.MF': the signature does not cover the whole manifest",
            entries ->
                replace(entries, "META-INF/PUB.SF", "SHA-256-Digest-Manifest:", "X-Manifest:")),
        changed(
            "a block that is none",
            SIGNATURE_INVALID,
            "entry 'META-INF/PUB.EC': it is no signature block",
            entries -> entries.put("META-INF/PUB.EC", new byte[] {0x30, 0x03, 1, 1, 1})),
        changed(
            "a signature file without a block",
            SIGNATURE_INCOMPLETE,
            "entry 'META-INF/PUB.SF': its signature block (.RSA or .EC) is missing",
            entries -> entries.remove("META-INF/PUB.EC")),
        changed(
            "a block without a signature file",
            SIGNATURE_INCOMPLETE,
            "entry 'META-INF/PUB.EC': its signature file (.SF) is missing",
            entries -> entries.remove("META-INF/PUB.SF")),
        changed(
            "a block of another name",
            SIGNATURE_INCOMPLETE,
            "entry 'META-INF/OTHER.EC': it is no block of META-INF/PUB.SF",
            entries -> {
              byte[] block = entries.remove("META-INF/PUB.EC");
              Map<String, byte[]> rest = new LinkedHashMap<>(entries);
              entries.clear();
              entries.put(TestPlugin.MANIFEST, rest.remove(TestPlugin.MANIFEST));
              entries.put("META-INF/PUB.SF", rest.remove("META-INF/PUB.SF"));
              entries.put("META-INF/OTHER.EC", block);
              entries.putAll(rest);
            }),
        changed(
            "a signature that stands at the end",
            SIGNATURE_INCOMPLETE,
            "entry 'META-INF/PUB.SF': the manifest and the signature are not the first",
            entries -> {
              byte[] file = entries.remove("META-INF/PUB.SF");
              byte[] block = entries.remove("META-INF/PUB.EC");
              entries.put("META-INF/PUB.SF", file);
              entries.put("META-INF/PUB.EC", block);
            }),
        Hostile.of(
            "two signatures",
            SIGNATURE_AMBIGUOUS,
            "entry 'META-INF/PUB.SF': the plugin has more than one signature",
            twice));
  }

  private static List<Hostile> weaknesses() {
    byte[] unsigned = new TestPlugin().unsigned();
    TestAuthority weakRsa = ISSUER.issue(new Wish("CN=Weak").key("RSA", 1_024, "SHA256withECDSA"));
    TestAuthority weakEc =
        TestAuthority.selfSigned(new Wish("CN=Forged").key("EC", 256, "SHA1withECDSA"));
    return List.of(
        Hostile.of(
            "entries digested with SHA-1",
            WEAK_DIGEST,
            "entry 'META-INF/PUB.SF': it is digested with SHA-1",
            TestPlugin.sign(unsigned, PUBLISHER, "PUB", "SHA-1", "SHA256withECDSA")),
        Hostile.of(
            "a signature with SHA-1",
            WEAK_DIGEST,
            "entry 'META-INF/PUB.EC': it is digested with 1.3.14.3.2.26",
            TestPlugin.sign(unsigned, PUBLISHER, "PUB", "SHA-256", "SHA1withECDSA")),
        Hostile.of(
            "an RSA key of 1024 bits",
            WEAK_KEY,
            "the key of CN=Weak (RSA) can be broken",
            new TestPlugin().signedBy(weakRsa)),
        Hostile.of(
            "a certificate signed with SHA-1, of nobody trusted",
            UNTRUSTED_PUBLISHER,
            "the publisher CN=Forged",
            new TestPlugin().signedBy(weakEc)),
        Hostile.of(
            "a certificate signed with SHA-1 by a trusted issuer",
            WEAK_DIGEST,
            "the certificate of CN=Collision is signed with SHA1WITHECDSA",
            new TestPlugin()
                .signedBy(ISSUER.issue(new Wish("CN=Collision").key("EC", 256, "SHA1withECDSA")))),
        Hostile.of(
            "a certificate signed with SHA-1 in RSASSA-PSS",
            WEAK_DIGEST,
            "the certificate of CN=Hidden is signed with SHA1 IN RSASSA-PSS",
            new TestPlugin()
                .signedBy(RSA_ROOT.issue(new Wish("CN=Hidden").key("EC", 256, PSS_SHA1)))));
  }

  private static List<Hostile> publishers() {
    return List.of(
        by("a stranger", UNTRUSTED_PUBLISHER, "the publisher CN=Stranger", STRANGER),
        by(
            "a stranger with a trusted name",
            UNTRUSTED_PUBLISHER,
            "the publisher CN=Publisher",
            TestAuthority.root("CN=Root").issue(new Wish("CN=Publisher"))),
        by(
            "a publisher whose time is over",
            CERTIFICATE_EXPIRED,
            "the certificate of CN=Late was valid until 2026-05-31T12:00:00Z",
            ISSUER.issue(
                new Wish("CN=Late").valid(NOW.minus(DAY.multipliedBy(9)), NOW.minus(DAY)))),
        by(
            "a publisher whose time has not come",
            CERTIFICATE_NOT_YET_VALID,
            "the certificate of CN=Early is valid from 2026-06-02T12:00:00Z",
            ISSUER.issue(new Wish("CN=Early").valid(NOW.plus(DAY), NOW.plus(DAY.multipliedBy(9))))),
        by(
            "a publisher of an authority whose time is over",
            CERTIFICATE_EXPIRED,
            "the certificate of CN=Old Root was valid until",
            OLD_ROOT.issue(new Wish("CN=Heir"))),
        by(
            "a publisher who was revoked",
            CERTIFICATE_REVOKED,
            "the certificate of CN=Revoked was revoked on 2026-05-31T12:00:00Z, says issuer.crl",
            REVOKED),
        by(
            "a publisher whose issuer was revoked",
            CERTIFICATE_REVOKED,
            "the certificate of CN=Stopped was revoked on 2026-05-31T12:00:00Z, says root.crl",
            STOPPED.issue(new Wish("CN=Orphan"))),
        by(
            "a certificate for something else",
            CERTIFICATE_PURPOSE,
            "the certificate of CN=Web is not for signing code",
            ISSUER.issue(new Wish("CN=Web").notForCode())),
        by(
            "a certificate issued by somebody who is no authority",
            UNTRUSTED_PUBLISHER,
            "the certificate of CN=Friend does not follow from somebody.pem",
            NO_AUTHORITY.issue(new Wish("CN=Friend"))),
        by(
            "a certificate issued by a publisher",
            UNTRUSTED_PUBLISHER,
            "the certificate of CN=Colleague does not follow from root.pem",
            PUBLISHER.issue(new Wish("CN=Colleague"))));
  }

  private static Hostile by(
      String what, RefusalReason reason, String message, TestAuthority signer) {
    return Hostile.of(what, reason, message, new TestPlugin().signedBy(signer));
  }

  private static Hostile changed(
      String what, RefusalReason reason, String message, Consumer<Map<String, byte[]>> change) {
    Map<String, byte[]> entries = TestPlugin.unzip(signed(new TestPlugin()));
    change.accept(entries);
    return Hostile.of(what, reason, message, TestPlugin.zip(entries));
  }

  private static void replace(
      Map<String, byte[]> entries, String name, String old, String replacement) {
    String text = new String(entries.get(name), UTF_8);
    if (!text.contains(old)) {
      throw new AssertionError(name + " has no " + old);
    }
    entries.put(name, text.replace(old, replacement).getBytes(UTF_8));
  }
}
