package io.ghostbridge.dnssec.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.dns.DnsAnswer;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.xbill.DNS.DNSKEYRecord;
import org.xbill.DNS.DNSSEC;
import org.xbill.DNS.DSRecord;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.NSECRecord;
import org.xbill.DNS.Name;
import org.xbill.DNS.RRSIGRecord;
import org.xbill.DNS.RRset;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Record;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Each kind of answer, verified by dnsjava. */
class SignedAnswersTest {
  private static final int NXNAME = 128;

  private static final String ZONE =
      """
      $TTL 300
      @ SOA ns1.example. hostmaster.example. 7 3600 600 86400 120
      @ NS ns1.example.
      @ NS NS2.Example.
      ns1 A 192.0.2.53
      ns2 A 192.0.2.54
      alice A 192.0.2.1
      alice A 192.0.2.2
      alice AAAA 2001:db8::1
      alice MX 10 Mail.Alice.Example.
      alice SVCB 1 svc.alice.example. alpn=h2
      www.alice CNAME Alice.Example.
      lost CNAME nowhere.example.
      old DNAME wild.example.
      *.wild A 192.0.2.9
      deep.er.tree TXT "text"
      insecure NS ns.insecure.example.
      ns.insecure A 192.0.2.60
      secure NS ns.elsewhere.test.
      secure DS 4711 13 2 00112233445566778899AABBCCDDEEFF00112233445566778899AABBCCDDEEFF
      child A 192.0.2.70
      """;

  private static final String CHILD =
      """
      $TTL 300
      @ SOA ns1.example. hostmaster.example. 7 3600 600 86400 120
      @ NS ns1.example.
      www A 192.0.2.71
      """;

  @TempDir Path data;
  private final InstantSource clock = InstantSource.system();
  private SignedNames asked;
  private DnssecSigner signer;

  @BeforeEach
  void start() throws Exception {
    asked =
        SignedNames.of(
            data,
            Map.of(
                "example", ZONE, "child.example", CHILD, "unsigned.example", CHILD, "plain", CHILD),
            clock);
    signer =
        new DnssecSigner(
            data.resolve("keys").resolve("dnssec"),
            TestConfig.with(Map.of("zones", "example, child.example.")),
            SignedNames.SCHEMES,
            clock);
    asked.names().setSigner(signer);
  }

  @AfterEach
  void stop() {
    asked.close();
    signer.close();
  }

  private static NSECRecord proof(Message message) {
    for (RRset set : SignedNames.sets(message, Section.AUTHORITY)) {
      if (set.first() instanceof NSECRecord found) {
        return found;
      }
    }
    throw new AssertionError("no NSEC record in " + message);
  }

  @ParameterizedTest
  @CsvSource({
    "alice.example, 1",
    "alice.example, 28",
    "alice.example, 15",
    "alice.example, 64",
    "example, 6",
    "example, 2",
    "example, 59",
    "example, 60",
    "www.alice.example, 1",
    "www.alice.example, 5",
    "any.wild.example, 1",
    "alice.example, 255",
    "alice.example, 47"
  })
  void whatIsThereIsSigned(String name, int type) throws Exception {
    Message message = asked.ask(name, type);
    assertThat(message.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(message.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(SignedNames.sets(message, Section.ANSWER)).isNotEmpty();
    asked.verifyAll(message, "example");
  }

  @Test
  void whatAWildcardGivesIsSignedAsTheNameItself() throws Exception {
    Message message = asked.ask("any.wild.example", Type.A);
    RRset set = SignedNames.sets(message, Section.ANSWER).getFirst();
    assertThat(set.sigs().getFirst().getLabels()).isEqualTo(3);
    assertThat(SignedNames.sets(message, Section.AUTHORITY)).isEmpty();
    RRSIGRecord literal =
        SignedNames.sets(asked.ask("*.wild.example", Type.A), Section.ANSWER)
            .getFirst()
            .sigs()
            .getFirst();
    assertThat(literal.getLabels()).isEqualTo(2);
  }

  @Test
  void anAbsentNameIsProvenAbsentByItsOwnRecord() throws Exception {
    Message message = asked.ask("absent.example", Type.A);
    assertThat(message.getRcode()).isEqualTo(Rcode.NOERROR);
    NSECRecord proof = proof(message);
    assertThat(proof.getName()).isEqualTo(Name.fromString("absent.example."));
    assertThat(proof.getNext()).isEqualTo(Name.fromString("\\000.absent.example."));
    assertThat(proof.getTypes()).containsExactly(Type.RRSIG, Type.NSEC, NXNAME);
    assertThat(proof.getTTL()).isEqualTo(120);
    asked.verifyAll(message, "example");
  }

  @Test
  void anAbsentNameIsNxdomainForWhoTakesThatWithACompactProof() throws Exception {
    Message message = asked.ask(SignedNames.question("absent.example", Type.A, true, true));
    assertThat(message.getRcode()).isEqualTo(Rcode.NXDOMAIN);
    assertThat(proof(message).getTypes()).contains(NXNAME);
    asked.verifyAll(message, "example");
  }

  @Test
  void anAbsentTypeIsProvenByTheTypesThereAre() throws Exception {
    Message message = asked.ask("alice.example", Type.TXT);
    assertThat(proof(message).getTypes())
        .containsExactly(Type.A, Type.MX, Type.AAAA, Type.RRSIG, Type.NSEC, Type.SVCB);
    asked.verifyAll(message, "example");
    Message apex = asked.ask("example", Type.TXT);
    assertThat(proof(apex).getTypes())
        .containsExactly(
            Type.NS, Type.SOA, Type.RRSIG, Type.NSEC, Type.DNSKEY, Type.CDS, Type.CDNSKEY);
    asked.verifyAll(apex, "example");
    Message wildcard = asked.ask("any.wild.example", Type.AAAA);
    assertThat(proof(wildcard).getTypes()).containsExactly(Type.A, Type.RRSIG, Type.NSEC);
    asked.verifyAll(wildcard, "example");
  }

  @Test
  void aNameWithNamesBelowItIsThereWithoutTypes() throws Exception {
    Message message = asked.ask("tree.example", Type.A);
    assertThat(message.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(proof(message).getTypes()).containsExactly(Type.RRSIG, Type.NSEC);
    asked.verifyAll(message, "example");
  }

  @Test
  void anAliasOfNothingIsSignedWithTheProof() throws Exception {
    Message message = asked.ask("lost.example", Type.A);
    assertThat(SignedNames.sets(message, Section.ANSWER)).hasSize(1);
    assertThat(proof(message).getName()).isEqualTo(Name.fromString("nowhere.example."));
    asked.verifyAll(message, "example");
  }

  @Test
  void aRedirectionIsSignedAndTheAliasThatItMakesIsNot() throws Exception {
    Message message = asked.ask("a.old.example", Type.A);
    assertThat(SignedNames.sets(message, Section.ANSWER))
        .extracting(RRset::getType)
        .containsExactly(Type.DNAME, Type.CNAME, Type.A);
    asked.verifyAll(message, "example", Type.CNAME);
    assertThat(proof(asked.ask("old.example", Type.A)).getTypes())
        .containsExactly(Type.DNAME, Type.RRSIG, Type.NSEC);
  }

  @Test
  void anUnsignedDelegationIsProvenToBeOne() throws Exception {
    Message message = asked.ask("host.insecure.example", Type.A);
    assertThat(message.getHeader().getFlag(Flags.AA)).isFalse();
    assertThat(proof(message).getName()).isEqualTo(Name.fromString("insecure.example."));
    assertThat(proof(message).getTypes()).containsExactly(Type.NS, Type.RRSIG, Type.NSEC);
    asked.verifyAll(message, "example", Type.NS);
    assertThat(SignedNames.sets(message, Section.ADDITIONAL).getFirst().sigs()).isEmpty();
    Message ds = asked.ask("insecure.example", Type.DS);
    assertThat(ds.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(proof(ds).getTypes()).containsExactly(Type.NS, Type.RRSIG, Type.NSEC);
    asked.verifyAll(ds, "example");
  }

  @Test
  void aSignedDelegationComesWithItsDsRecords() throws Exception {
    Message message = asked.ask("host.secure.example", Type.A);
    assertThat(SignedNames.sets(message, Section.AUTHORITY))
        .extracting(RRset::getType)
        .containsExactly(Type.NS, Type.DS);
    asked.verifyAll(message, "example", Type.NS);
    Message ds = asked.ask("secure.example", Type.DS);
    assertThat(SignedNames.sets(ds, Section.ANSWER)).hasSize(1);
    asked.verifyAll(ds, "example");
  }

  @Test
  void theDsRecordsOfAZoneServedHereAreThoseOfItsKeys() throws Exception {
    Message message = asked.ask("child.example", Type.DS);
    asked.verifyAll(message, "example");
    DNSKEYRecord key =
        asked.keys("child.example").stream()
            .filter(each -> (each.getFlags() & DNSKEYRecord.Flags.SEP_KEY) != 0)
            .findFirst()
            .orElseThrow();
    Record expected =
        new DSRecord(Name.fromString("child.example."), 1, 3600, DNSSEC.Digest.SHA256, key);
    assertThat(SignedNames.sets(message, Section.ANSWER).getFirst().rrs(false))
        .containsExactly(expected);
    asked.verifyAll(asked.ask("www.child.example", Type.A), "child.example");
    Message plain = asked.ask(SignedNames.question("child.example", Type.DS, false, false));
    assertThat(plain.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(plain.getSection(Section.ANSWER)).containsExactly(expected);
  }

  @Test
  void thatAZoneServedHereHasNoDsRecordIsSaidByItsParent() throws Exception {
    Message denied = asked.ask("unsigned.example", Type.DS);
    assertThat(proof(denied).getTypes()).containsExactly(Type.NS, Type.RRSIG, Type.NSEC);
    asked.verifyAll(denied, "example");
    Message plain = asked.ask(SignedNames.question("unsigned.example", Type.DS, false, false));
    assertThat(plain.getRcode()).isEqualTo(Rcode.NOERROR);
    assertThat(plain.getSection(Section.AUTHORITY))
        .singleElement()
        .satisfies(soa -> assertThat(soa.getName()).isEqualTo(Name.fromString("example.")));
  }

  @Test
  void addressesOfServersComeSignedWhereTheAnswerStaysShort() throws Exception {
    Message message = asked.ask("example", Type.NS);
    List<RRset> addresses = SignedNames.sets(message, Section.ADDITIONAL);
    assertThat(addresses).hasSize(2).allSatisfy(each -> assertThat(each.sigs()).hasSize(1));
  }

  @Test
  void theSignersNameAndTheDsRecordForTheParentAreShown() throws Exception {
    var keys = (KeySet) requireNonNull(signer.zone("example"));
    DNSKEYRecord ksk =
        asked.keys("example").stream()
            .filter(each -> (each.getFlags() & DNSKEYRecord.Flags.SEP_KEY) != 0)
            .findFirst()
            .orElseThrow();
    var ds = new DSRecord(Name.fromString("example."), 1, 3600, DNSSEC.Digest.SHA256, ksk);
    assertThat(KeyText.ds("example", keys))
        .containsExactly("example. 3600 IN DS " + ds.rdataToString());
    assertThat(KeyText.trustAnchors("example", keys))
        .containsExactly("example. 3600 IN DNSKEY " + ksk.rdataToString());
  }

  @Test
  void keysAreAnsweredWithoutTheBitAndNothingElseChangesWithoutIt() throws Exception {
    Message keys = asked.ask(SignedNames.question("example", Type.DNSKEY, false, false));
    assertThat(keys.getSection(Section.ANSWER)).hasSize(2);
    assertThat(keys.toString()).doesNotContain("RRSIG");
    DnsAnswer before;
    try (SignedNames unsigned =
        SignedNames.of(data.resolve("other"), Map.of("example", ZONE), clock)) {
      for (String name : List.of("alice.example", "absent.example", "x.insecure.example")) {
        var question = SignedNames.question(name, Type.A, false, false);
        before = unsigned.names().answer(question);
        DnsAnswer after = asked.names().answer(question);
        assertThat(after.sections()).isEqualTo(before.sections());
        assertThat(after.responseCode()).isEqualTo(before.responseCode());
      }
    }
  }

  @Test
  void aZoneThatIsNotNamedInTheConfigurationIsNotSigned() throws Exception {
    Message message = asked.ask("www.plain", Type.A);
    assertThat(message.toString()).doesNotContain("RRSIG");
    assertThat(asked.ask("absent.plain", Type.A).getRcode()).isEqualTo(Rcode.NXDOMAIN);
  }

  @Test
  void anEventLoopNeverSigns() throws Exception {
    var question = SignedNames.question("alice.example", Type.A, true, false);
    assertThat(asked.names().answerAtOnce(question)).isNull();
    DnsAnswer signed = asked.names().answer(question);
    assertThat(asked.names().cached(question)).isSameAs(signed);
    // SOA answers are not kept, but their signature is.
    var soa = SignedNames.question("example", Type.SOA, true, false);
    assertThat(asked.names().answerAtOnce(soa)).isNull();
    asked.names().answer(soa);
    assertThat(asked.names().answerAtOnce(soa)).isNotNull();
  }

  @Test
  void whileTheSignerIsReplacedItsZonesAreNotAnsweredForWithoutSignatures() throws Exception {
    asked.ask("alice.example", Type.A);
    asked.names().unsetSigner(signer);
    assertThat(asked.ask("alice.example", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
    Message plain = asked.ask(SignedNames.question("alice.example", Type.A, false, false));
    assertThat(plain.getSection(Section.ANSWER)).hasSize(2);
    asked.names().setSigner(signer);
    asked.verifyAll(asked.ask("alice.example", Type.A), "example");
  }

  @Test
  void anAnswerFromBeforeTheSignerCameIsForgotten() throws Exception {
    asked.names().unsetSigner(signer);
    Message before = asked.ask("alice.example", Type.AAAA);
    assertThat(before.toString()).doesNotContain("RRSIG");
    asked.names().setSigner(signer);
    asked.verifyAll(asked.ask("alice.example", Type.AAAA), "example");
  }

  @Test
  void aChangedByteIsNoticedByTheVerifier() throws Exception {
    Message message = asked.ask("alice.example", Type.A);
    byte[] wire = message.toWire();
    int address = indexOf(wire, new byte[] {(byte) 192, 0, 2, 1});
    wire[address + 3] = 66;
    var tampered = new Message(wire);
    assertThatThrownBy(() -> asked.verifyAll(tampered, "example"))
        .isInstanceOf(DNSSEC.DNSSECException.class);
  }

  private static int indexOf(byte[] bytes, byte[] wanted) {
    return IntStream.range(0, bytes.length - wanted.length)
        .filter(at -> Arrays.equals(bytes, at, at + wanted.length, wanted, 0, wanted.length))
        .findFirst()
        .orElseThrow();
  }

  @ParameterizedTest
  @ValueSource(strings = {"ecdsa-p256-sha256", "ed25519"})
  void bothAlgorithmsVerify(String algorithm) throws Exception {
    try (var other = SignedNames.of(data.resolve(algorithm), Map.of("example", ZONE), clock)) {
      var theirs =
          new DnssecSigner(
              data.resolve(algorithm).resolve("keys"),
              TestConfig.with(Map.of("zones", "example", "algorithm", algorithm)),
              SignedNames.SCHEMES,
              clock);
      other.names().setSigner(theirs);
      other.verifyAll(other.ask("alice.example", Type.A), "example");
      other.verifyAll(other.ask("absent.example", Type.A), "example");
      theirs.close();
    }
  }
}
