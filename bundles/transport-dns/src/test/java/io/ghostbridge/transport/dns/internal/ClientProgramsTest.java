package io.ghostbridge.transport.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import java.io.File;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The programs that people ask with, where they are installed. */
final class ClientProgramsTest {
  private static final int LIMIT_SECONDS = 60;

  @TempDir static Path data;
  private static RunningServer server;

  @BeforeAll
  static void start() throws IOException {
    server =
        RunningServer.start(
            data,
            ExampleZone.NAME,
            ExampleZone.text(),
            RunningServer.encrypted(new ConnectionLimits(100, 100, 100, 60_000), 100));
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String text(int port) {
    return String.valueOf(port);
  }

  private static String run(String program, String... arguments)
      throws IOException, InterruptedException {
    boolean installed =
        List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
            .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    assumeTrue(
        installed,
        program
            + " is not installed (Debian: knot-dnsutils, bind9-dnsutils, dnsperf, openssl,"
            + " nghttp2-client)");
    var command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    command.replaceAll(each -> each.replace("TLS_PORT", text(server.port("tlsPort"))));
    command.replaceAll(each -> each.replace("HTTPS_PORT", text(server.port("httpsPort"))));
    command.replaceAll(each -> each.replace("QUIC_PORT", text(server.port("quicPort"))));
    command.replaceAll(each -> each.replace("PORT", text(server.port())));
    Path output = Files.createTempFile(data, program, ".out");
    Process process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(output.toFile())
            .start();
    try {
      assertThat(process.waitFor(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
    } finally {
      process.destroyForcibly();
    }
    // Some show bytes of messages as they are.
    return Files.readString(output, StandardCharsets.ISO_8859_1);
  }

  @Test
  void kdigResolvesByUdpAndTcp() throws Exception {
    String udp = run("kdig", "@127.0.0.1", "-p", "PORT", "+short", "www.example.test", "A");
    assertThat(udp).isEqualTo("192.0.2.80\n192.0.2.81\n");
    String tcp =
        run("kdig", "@127.0.0.1", "-p", "PORT", "+tcp", "+short", "alias.example.test", "AAAA");
    assertThat(tcp).isEqualTo("www.example.test.\n2001:db8::80\n");
    assertThat(run("kdig", "@127.0.0.1", "-p", "PORT", "+tcp", "big.example.test", "TXT"))
        .contains("status: NOERROR", "ANSWER: 3");
  }

  @Test
  void kdigFallsBackToTcpWhenTheAnswerIsTruncated() throws Exception {
    assertThat(run("kdig", "@127.0.0.1", "-p", "PORT", "+noedns", "big.example.test", "TXT"))
        .contains("truncated reply", "ANSWER: 3", "(TCP)");
  }

  @Test
  void digFindsNothingToWarnAbout() throws Exception {
    String answer = run("dig", "@127.0.0.1", "-p", "PORT", "+norecurse", "mail.example.test", "MX");
    assertThat(answer)
        .contains("status: NOERROR", "flags: qr aa;", "ANSWER: 1", "ADDITIONAL: 3")
        .contains("EDNS: version: 0, flags:; udp: 1232")
        .doesNotContain("WARNING", "malformed");
    assertThat(run("dig", "@127.0.0.1", "-p", "PORT", "example.test", "AXFR"))
        .contains("Transfer failed");
  }

  @Test
  void delvResolvesWithoutASignature() throws Exception {
    assertThat(
            run("delv", "@127.0.0.1", "-p", "PORT", "+noroot", "+nodlv", "-i", "www.example.test"))
        .contains("192.0.2.80", "192.0.2.81");
  }

  @Test
  void dnsperfGetsAnAnswerToEachOfItsQueries() throws Exception {
    Path questions = data.resolve("questions");
    Files.writeString(
        questions, "www.example.test A\nany.wild.example.test A\nbig.example.test A\n");
    String report =
        run("dnsperf", "-s", "127.0.0.1", "-p", "PORT", "-d", questions.toString(), "-n", "1000");
    assertThat(report).contains("Queries completed:    3000 (100.00%)", "NOERROR 3000 (100.00%)");
  }

  @Test
  void kdigGetsAndShowsCookiesAndReasons() throws Exception {
    assertThat(run("kdig", "@127.0.0.1", "-p", "PORT", "+cookie", "www.example.test", "A"))
        .contains("status: NOERROR", "COOKIE:")
        .doesNotContain("WARNING");
    assertThat(run("kdig", "@127.0.0.1", "-p", "PORT", "+edns", "www.elsewhere.test", "A"))
        .contains("status: REFUSED", "EDE: 20 (Not Authoritative)");
  }

  @Test
  void kdigAsksByTlsWithPaddingAndChecksTheCertificate() throws Exception {
    String authority = "+tls-ca=" + data.resolve("tls/development-certificate.pem");
    String answer =
        run(
            "kdig",
            "@127.0.0.1",
            "-p",
            "TLS_PORT",
            authority,
            "+tls-hostname=localhost",
            "+padding",
            "www.example.test",
            "A");
    assertThat(answer)
        .contains("TLS session (TLS1.3)", "status: NOERROR", "ANSWER: 2", "PADDING:", "468 B")
        .doesNotContain("WARNING");
  }

  @Test
  void kdigAsksByHttpsWithPostAndGet() throws Exception {
    for (String method : List.of("+nohttps-get", "+https-get")) {
      assertThat(
              run(
                  "kdig",
                  "@127.0.0.1",
                  "-p",
                  "HTTPS_PORT",
                  "+https",
                  method,
                  "big.example.test",
                  "TXT"))
          .contains("HTTP session (HTTP/2-", "(status: 200)", "status: NOERROR", "ANSWER: 3");
    }
  }

  @Test
  void kdigAsksByQuic() throws Exception {
    assertThat(run("kdig", "@127.0.0.1", "-p", "QUIC_PORT", "+quic", "www.example.test", "A"))
        .contains("QUIC session (QUICv1)", "status: NOERROR", "ANSWER: 2");
  }

  @Test
  void opensslResumesASession() throws Exception {
    Path session = data.resolve("session");
    Path query = Files.write(data.resolve("query"), framedQuery());
    String ask = "openssl s_client -connect 127.0.0.1:TLS_PORT -alpn dot";
    // It writes the session when the ticket has come, and ends when its input does.
    String first =
        run(
            "sh",
            "-c",
            "(cat %s; until test -s %s; do sleep 0.02; done) | %s -sess_out %s"
                .formatted(query, session, ask, session));
    assertThat(first).contains("New, TLSv1.3", "ALPN protocol: dot");
    String second = run("sh", "-c", "%s -sess_in %s < %s".formatted(ask, session, query));
    assertThat(second).contains("Reused, TLSv1.3");
  }

  private static byte[] framedQuery() throws IOException {
    byte[] wire = RunningServer.query("www.example.test.", 1).toWire();
    return ByteBuffer.allocate(2 + wire.length).putShort((short) wire.length).put(wire).array();
  }

  @Test
  void dnsperfLosesNoQueryByTls() throws Exception {
    Path questions = questions();
    String report =
        run(
            "dnsperf",
            "-m",
            "dot",
            "-s",
            "127.0.0.1",
            "-p",
            "TLS_PORT",
            "-d",
            questions.toString(),
            "-n",
            "1000",
            "-q",
            "50");
    assertThat(report).contains("Queries completed:    3000 (100.00%)", "NOERROR 3000 (100.00%)");
  }

  /** One by one: dnsperf 2.10 loses track of answers by HTTPS that come close after each other. */
  @Test
  void dnsperfLosesNoQueryByHttps() throws Exception {
    for (String method : List.of("GET", "POST")) {
      String report =
          run(
              "dnsperf",
              "-m",
              "doh",
              "-O",
              "doh-method=" + method,
              "-s",
              "127.0.0.1",
              "-p",
              "HTTPS_PORT",
              "-d",
              questions().toString(),
              "-n",
              "5",
              "-q",
              "1",
              "-Q",
              "100");
      assertThat(report).contains("Queries completed:    15 (100.00%)", "NOERROR 15 (100.00%)");
    }
  }

  @Test
  void manyRequestsOfHttpsAtOnceAreAnsweredEach() throws Exception {
    byte[] query = RunningServer.query("www.example.test.", 1).toWire();
    String dns = Base64.getUrlEncoder().withoutPadding().encodeToString(query);
    String report =
        run(
            "h2load",
            "-n",
            "5000",
            "-c",
            "5",
            "-m",
            "50",
            "https://127.0.0.1:HTTPS_PORT/dns-query?dns=" + dns);
    assertThat(report).contains("5000 succeeded, 0 failed, 0 errored", "status codes: 5000 2xx");
  }

  private static Path questions() throws IOException {
    Path questions = data.resolve("encrypted-questions");
    return Files.writeString(
        questions, "www.example.test A\nany.wild.example.test A\nbig.example.test A\n");
  }
}
