package io.ghostbridge.peers.node;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.peers.Command;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** dig, delv, kdig, dnsperf and others ask a node whose names came from a zone file. */
class DnsClientsTest {
  private static final String ZONE =
      """
      $TTL 60
      alice IN A 192.0.2.1
      alice IN AAAA 2001:db8::1
      alice IN MX 10 mail.alice.ghost.
      www.alice IN CNAME alice.ghost.
      *.alice IN A 192.0.2.9
      $GENERATE 1-60 many A 198.51.100.$
      $GENERATE 1-100 host$ A 192.0.2.$
      """;

  @TempDir static Path directory;
  private static Node node;

  @BeforeAll
  static void start() throws Exception {
    node =
        Node.start(
            Files.createDirectory(directory.resolve("data")),
            "--set",
            "io.ghostbridge.transport.dns:tls=on",
            "--set",
            "io.ghostbridge.transport.dns:tlsPort=0",
            "--set",
            "io.ghostbridge.transport.dns:https=on",
            "--set",
            "io.ghostbridge.transport.dns:httpsPort=0",
            "--set",
            "io.ghostbridge.transport.dns:http3=on",
            "--set",
            "io.ghostbridge.transport.dns:quic=on",
            "--set",
            "io.ghostbridge.transport.dns:quicPort=0");
    node.command("name", "import", Files.writeString(directory.resolve("zone"), ZONE).toString());
  }

  @AfterAll
  static void stop() {
    if (node != null) {
      node.close();
    }
  }

  private static String ask(String program, String debianPackage, String... question)
      throws Exception {
    return askAt(node.dnsPort(), program, debianPackage, question);
  }

  private static String port(String protocol) throws Exception {
    String address = node.address("DNS (" + protocol + ")");
    return address.substring(address.lastIndexOf(':') + 1);
  }

  private static String kdig(String protocol, String... question) throws Exception {
    return askAt(port(protocol), "kdig", "knot-dnsutils", question);
  }

  private static String askAt(String port, String program, String debianPackage, String... question)
      throws Exception {
    String[] all =
        Stream.concat(Stream.of("@127.0.0.1", "-p", port), Arrays.stream(question))
            .toArray(String[]::new);
    Command.Output output = Command.named(program, debianPackage).run(all);
    assertThat(output.exit()).as(output.toString()).isZero();
    return output.out();
  }

  private static String dig(String... question) throws Exception {
    return ask("dig", "bind9-dnsutils", question);
  }

  @Test
  void digGetsAuthoritativeAnswersOverUdpAndTcp() throws Exception {
    for (String transport : new String[] {"+notcp", "+tcp"}) {
      assertThat(dig("alice.ghost", "A", transport))
          .contains("status: NOERROR", "flags: qr aa rd;", "EDNS: version: 0")
          .containsPattern("alice\\.ghost\\.\\s+60\\s+IN\\s+A\\s+192\\.0\\.2\\.1\n");
    }
    assertThat(dig("alice.ghost", "AAAA", "+short")).isEqualTo("2001:db8::1\n");
    assertThat(dig("alice.ghost", "MX", "+short")).isEqualTo("10 mail.alice.ghost.\n");
  }

  @Test
  void aliasesAreFollowedAndWildcardsMatch() throws Exception {
    assertThat(dig("www.alice.ghost", "A", "+short")).isEqualTo("alice.ghost.\n192.0.2.1\n");
    assertThat(dig("anything.alice.ghost", "A", "+short")).isEqualTo("192.0.2.9\n");
  }

  @Test
  void absentNamesAndTypesComeWithTheZonesSoa() throws Exception {
    assertThat(dig("absent.ghost", "A")).contains("status: NXDOMAIN", "AUTHORITY: 1", "SOA");
    assertThat(dig("alice.ghost", "TXT"))
        .contains("status: NOERROR", "ANSWER: 0", "AUTHORITY: 1", "SOA");
  }

  @Test
  void namesOfOtherZonesAreRefused() throws Exception {
    assertThat(dig("example.com", "A")).contains("status: REFUSED");
  }

  @Test
  void theQuestionsCaseIsKept() throws Exception {
    assertThat(dig("AlIcE.GhOsT", "A", "+noall", "+answer")).startsWith("AlIcE.GhOsT.");
  }

  @Test
  void whatDoesNotFitIsTruncatedAndWholeOverTcp() throws Exception {
    assertThat(dig("many.ghost", "A", "+ignore", "+bufsize=512"))
        .containsPattern("flags: qr aa tc rd;");
    assertThat(dig("many.ghost", "A", "+short", "+bufsize=512").lines()).hasSize(60);
  }

  @Test
  void anyIsAnsweredInOneRecord() throws Exception {
    assertThat(dig("alice.ghost", "ANY", "+notcp", "+noall", "+answer"))
        .contains("HINFO", "RFC8482");
  }

  @Test
  void anUnknownEdnsVersionIsRefused() throws Exception {
    assertThat(dig("alice.ghost", "A", "+edns=1", "+noednsnegotiation"))
        .contains("status: BADVERS");
  }

  @Test
  void delvTakesTheAnswer() throws Exception {
    // The zone is not signed, so there is nothing to validate (-i).
    assertThat(ask("delv", "bind9-dnsutils", "-i", "alice.ghost", "A"))
        .containsPattern("alice\\.ghost\\.\\s+60\\s+IN\\s+A\\s+192\\.0\\.2\\.1");
  }

  @Test
  void kdigGetsAnswersOverUdpAndOneTcpConnection() throws Exception {
    assertThat(ask("kdig", "knot-dnsutils", "+short", "alice.ghost", "A")).isEqualTo("192.0.2.1\n");
    assertThat(
            ask(
                "kdig",
                "knot-dnsutils",
                "+tcp",
                "+keepopen",
                "+short",
                "host1.ghost",
                "A",
                "host2.ghost",
                "A"))
        .isEqualTo("192.0.2.1\n192.0.2.2\n");
  }

  @Test
  void kdigShowsWhyANameIsRefusedAndGetsACookie() throws Exception {
    assertThat(kdig("UDP", "+cookie", "example.com", "A"))
        .contains("status: REFUSED", "EDE: 20 (Not Authoritative)", "COOKIE:");
  }

  @Test
  void kdigAsksByTlsWithPaddingAndTheCertificateChecked() throws Exception {
    String authority = "+tls-ca=" + directory.resolve("data/tls/development-certificate.pem");
    assertThat(kdig("TLS", authority, "+tls-hostname=localhost", "+padding", "alice.ghost", "A"))
        .contains("TLS session (TLS1.3)", "192.0.2.1", "PADDING:", "Received 468 B");
  }

  @Test
  void kdigAsksByHttpsWithPostAndGet() throws Exception {
    for (String method : new String[] {"+nohttps-get", "+https-get"}) {
      assertThat(kdig("HTTPS", "+https", method, "alice.ghost", "A"))
          .contains("HTTP session (HTTP/2-", "(status: 200)", "192.0.2.1");
    }
  }

  @Test
  void kdigAsksByQuic() throws Exception {
    assertThat(kdig("QUIC", "+quic", "alice.ghost", "A"))
        .contains("QUIC session (QUICv1)", "192.0.2.1");
  }

  @Test
  void dnspythonGetsTheSameByHttp3AndByQuicOnAioquic() throws Exception {
    Command.Output output =
        DnsPython.command()
            .run(
                Path.of("src/test/dns/ask.py").toString(),
                directory.resolve("data/tls/development-certificate.pem").toString(),
                port("TLS"),
                port("HTTPS"),
                port("QUIC"),
                "alice.ghost");
    assertThat(output.out())
        .as(output.toString())
        .isEqualTo(
            """
            tls 192.0.2.1
            http/2 192.0.2.1
            http/3 post 192.0.2.1
            http/3 get 192.0.2.1
            quic 192.0.2.1
            """);
  }

  @Test
  void aioquicResumesASessionOfDnsOverQuic() throws Exception {
    Command.Output output =
        DnsPython.command()
            .run(
                Path.of("src/test/dns/resume.py").toString(),
                directory.resolve("data/tls/development-certificate.pem").toString(),
                port("QUIC"),
                "alice.ghost");
    assertThat(output.out()).as(output.toString()).isEqualTo("new 192.0.2.1\nresumed 192.0.2.1\n");
  }

  @Test
  void dnsperfLosesNoQuery() throws Exception {
    Path queries =
        Files.write(
            directory.resolve("queries"),
            IntStream.rangeClosed(1, 100).mapToObj(i -> "host" + i + ".ghost A").toList());
    for (String mode : new String[] {"udp", "tcp", "dot"}) {
      Command.Output output =
          Command.named("dnsperf", "dnsperf")
              .run(
                  "-s",
                  "127.0.0.1",
                  "-p",
                  mode.equals("dot") ? port("TLS") : node.dnsPort(),
                  "-m",
                  mode,
                  "-d",
                  queries.toString(),
                  "-n",
                  "50",
                  "-t",
                  "30");
      assertThat(output.out())
          .as(output.toString())
          .containsPattern("Queries completed: +5000 \\(100\\.00%\\)")
          .containsPattern("Response codes: +NOERROR 5000 \\(100\\.00%\\)");
    }
  }
}
