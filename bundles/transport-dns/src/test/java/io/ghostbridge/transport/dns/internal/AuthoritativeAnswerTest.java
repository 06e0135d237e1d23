package io.ghostbridge.transport.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

final class AuthoritativeAnswerTest {
  private static final String SOA =
      "\nu example.test. SOA ns1.example.test. hostmaster.example.test. 7 3600 600 86400 120";

  @TempDir static Path data;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    server = RunningServer.start(data, ExampleZone.NAME, ExampleZone.text());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String answer(String name, int type) throws IOException {
    // Twice: the second answer comes from the cache and must be the same.
    String first = RunningServer.summary(server.ask(name, type));
    assertThat(RunningServer.summary(server.ask(name, type))).isEqualTo(first);
    return first;
  }

  @Test
  void allRecordsOfTheTypeAreAnsweredWithAuthority() throws IOException {
    Message response = server.ask("www.example.test.", Type.A);
    assertThat(RunningServer.summary(response))
        .isEqualTo(
            """
            NOERROR
            a www.example.test. A 192.0.2.80
            a www.example.test. A 192.0.2.81""");
    assertThat(response.getHeader().getFlag(Flags.AA)).isTrue();
    assertThat(response.getHeader().getFlag(Flags.RA)).isFalse();
    assertThat(response.getSection(Section.ANSWER).getFirst().getTTL()).isEqualTo(300);
  }

  @Test
  void theCaseOfTheQuestionIsKept() throws IOException {
    Message response = server.ask("wWw.ExAmPlE.tEsT.", Type.AAAA);
    assertThat(response.getQuestion().getName().toString()).isEqualTo("wWw.ExAmPlE.tEsT.");
    assertThat(RunningServer.summary(response))
        .isEqualTo("NOERROR\na wWw.ExAmPlE.tEsT. AAAA 2001:db8:0:0:0:0:0:80");
  }

  @Test
  void anAbsentNameIsDeniedWithTheSoa() throws IOException {
    assertThat(answer("absent.example.test.", Type.A)).isEqualTo("NXDOMAIN" + SOA);
    Message response = server.ask("absent.example.test.", Type.A);
    assertThat(response.getSection(Section.AUTHORITY).getFirst().getTTL()).isEqualTo(120);
    assertThat(response.getHeader().getFlag(Flags.AA)).isTrue();
  }

  @Test
  void anAbsentTypeIsDeniedWithTheSoaOnly() throws IOException {
    assertThat(answer("www.example.test.", Type.TXT)).isEqualTo("NOERROR" + SOA);
  }

  @Test
  void aNameWithNamesBelowExistsWithoutRecords() throws IOException {
    assertThat(answer("ent.example.test.", Type.A)).isEqualTo("NOERROR" + SOA);
    assertThat(answer("other.ent.example.test.", Type.A)).isEqualTo("NXDOMAIN" + SOA);
    assertThat(answer("a.below.ent.example.test.", Type.A)).isEqualTo("NXDOMAIN" + SOA);
  }

  @Test
  void aWildcardCoversWhatDoesNotExist() throws IOException {
    assertThat(answer("any.wild.example.test.", Type.A))
        .isEqualTo("NOERROR\na any.wild.example.test. A 192.0.2.99");
    assertThat(answer("a.b.c.wild.example.test.", Type.A))
        .isEqualTo("NOERROR\na a.b.c.wild.example.test. A 192.0.2.99");
    assertThat(answer("any.wild.example.test.", Type.TXT)).isEqualTo("NOERROR" + SOA);
  }

  @Test
  void aWildcardDoesNotCoverWhatExistsNorWhatIsBelowIt() throws IOException {
    assertThat(answer("known.wild.example.test.", Type.A)).isEqualTo("NOERROR" + SOA);
    assertThat(answer("a.known.wild.example.test.", Type.A)).isEqualTo("NXDOMAIN" + SOA);
    assertThat(answer("wild.example.test.", Type.A)).isEqualTo("NOERROR" + SOA);
    assertThat(answer("*.wild.example.test.", Type.A))
        .isEqualTo("NOERROR\na *.wild.example.test. A 192.0.2.99");
  }

  @Test
  void aliasesAreFollowedWithinWhatIsServed() throws IOException {
    assertThat(answer("alias2.example.test.", Type.AAAA))
        .isEqualTo(
            """
            NOERROR
            a alias2.example.test. CNAME alias.example.test.
            a alias.example.test. CNAME www.example.test.
            a www.example.test. AAAA 2001:db8:0:0:0:0:0:80""");
    assertThat(answer("away.example.test.", Type.A))
        .isEqualTo("NOERROR\na away.example.test. CNAME www.elsewhere.test.");
    assertThat(answer("alias.example.test.", Type.CNAME))
        .isEqualTo("NOERROR\na alias.example.test. CNAME www.example.test.");
  }

  @Test
  void allBelowADnameRecordIsRedirectedAndTheNameItselfIsNot() throws IOException {
    assertThat(answer("a.B.old.example.test.", Type.A))
        .isEqualTo(
            """
            NOERROR
            a old.example.test. DNAME wild.example.test.
            a a.B.old.example.test. CNAME a.b.wild.example.test.
            a a.b.wild.example.test. A 192.0.2.99""");
    assertThat(answer("a.old.example.test.", Type.CNAME))
        .isEqualTo(
            """
            NOERROR
            a old.example.test. DNAME wild.example.test.
            a a.old.example.test. CNAME a.wild.example.test.""");
    assertThat(answer("old.example.test.", Type.TXT))
        .isEqualTo("NOERROR\na old.example.test. TXT \"moved\"");
    assertThat(answer("old.example.test.", Type.A)).isEqualTo("NOERROR" + SOA);
    assertThat(answer("x.forth.example.test.", Type.A))
        .isEqualTo(
            """
            NOERROR
            a forth.example.test. DNAME back.example.test.
            a x.forth.example.test. CNAME x.back.example.test.
            a back.example.test. DNAME forth.example.test.
            a x.back.example.test. CNAME x.forth.example.test.""");
  }

  @Test
  void aNameThatARedirectionMakesTooLongIsSaidToBe() throws IOException {
    String label = "a".repeat(63) + ".";
    String name = label.repeat(3) + "a".repeat(44) + ".old.example.test.";
    assertThat(answer(name, Type.A))
        .isEqualTo("YXDOMAIN\na old.example.test. DNAME wild.example.test.");
  }

  @Test
  void anAliasOfNothingIsDeniedBehindTheAlias() throws IOException {
    assertThat(answer("dangling.example.test.", Type.A))
        .isEqualTo("NXDOMAIN\na dangling.example.test. CNAME nowhere.example.test." + SOA);
  }

  @Test
  void aLoopOfAliasesEnds() throws IOException {
    assertThat(answer("loop1.example.test.", Type.A))
        .isEqualTo(
            """
            NOERROR
            a loop1.example.test. CNAME loop2.example.test.
            a loop2.example.test. CNAME loop1.example.test.""");
  }

  @Test
  void theApexHasItsSoaAndNameServers() throws IOException {
    assertThat(answer("example.test.", Type.SOA)).isEqualTo("NOERROR" + SOA.replace("\nu", "\na"));
    assertThat(answer("example.test.", Type.NS))
        .isEqualTo(
            """
            NOERROR
            a example.test. NS ns1.example.test.
            a example.test. NS ns2.elsewhere.test.
            x ns1.example.test. A 192.0.2.53
            x ns1.example.test. AAAA 2001:db8:0:0:0:0:0:53""");
    assertThat(answer("example.test.", Type.TXT))
        .isEqualTo("NOERROR\na example.test. TXT \"apex\"");
  }

  @Test
  void hostsThatRecordsNameComeWithTheirAddresses() throws IOException {
    assertThat(answer("mail.example.test.", Type.MX))
        .isEqualTo(
            """
            NOERROR
            a mail.example.test. MX 10 ns1.example.test.
            x ns1.example.test. A 192.0.2.53
            x ns1.example.test. AAAA 2001:db8:0:0:0:0:0:53""");
    assertThat(answer("_sip._tcp.example.test.", Type.SRV))
        .startsWith("NOERROR\na _sip._tcp.example.test. SRV 0 5 5060 www.example.test.\nx www");
  }

  @Test
  void aDelegatedNameIsReferredWithGlue() throws IOException {
    String referral =
        """
        NOERROR
        u child.example.test. NS ns.child.example.test.
        x ns.child.example.test. A 192.0.2.90""";
    assertThat(answer("child.example.test.", Type.A)).isEqualTo(referral);
    assertThat(answer("secret.child.example.test.", Type.A)).isEqualTo(referral);
    assertThat(answer("child.example.test.", Type.NS)).isEqualTo(referral);
    assertThat(server.ask("child.example.test.", Type.A).getHeader().getFlag(Flags.AA)).isFalse();
    assertThat(answer("child.example.test.", Type.DS)).isEqualTo("NOERROR" + SOA);
  }

  @Test
  void anyIsAnsweredMinimally() throws IOException {
    assertThat(answer("www.example.test.", Type.ANY))
        .isEqualTo("NOERROR\na www.example.test. HINFO \"RFC8482\" \"\"");
    assertThat(answer("absent.example.test.", Type.ANY)).isEqualTo("NXDOMAIN" + SOA);
  }

  @Test
  void otherRecordTypesTravelWhole() throws IOException {
    assertThat(answer("safe.example.test.", Type.CAA))
        .isEqualTo("NOERROR\na safe.example.test. CAA 0 issue \"ca.example\"");
    assertThat(answer("_443._tcp.www.example.test.", Type.TLSA))
        .contains("TLSA 3 1 1 0123456789AB");
    assertThat(answer("web.example.test.", Type.HTTPS)).contains("HTTPS 1 . alpn=h2");
  }

  @Test
  void otherZonesAreRefused() throws IOException {
    assertThat(answer("www.elsewhere.test.", Type.A)).isEqualTo("REFUSED");
    assertThat(answer("test.", Type.A)).isEqualTo("REFUSED");
    assertThat(answer(".", Type.NS)).isEqualTo("REFUSED");
    assertThat(answer("www.notexample.test.", Type.A)).isEqualTo("REFUSED");
  }

  @Test
  void strangeBytesInNamesAreNamesThatDoNotExist() throws IOException {
    assertThat(answer("a\\.b.example.test.", Type.A)).isEqualTo("NXDOMAIN" + SOA);
    assertThat(answer("www\\.example.test.", Type.A)).isEqualTo("REFUSED");
    assertThat(answer("\\000\\255.wild.example.test.", Type.A)).endsWith(" A 192.0.2.99");
  }
}
