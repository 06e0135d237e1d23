package io.ghostbridge.transport.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.File;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
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
    server = RunningServer.start(data, ExampleZone.NAME, ExampleZone.text());
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static String run(String program, String... arguments)
      throws IOException, InterruptedException {
    boolean installed =
        List.of(System.getenv("PATH").split(File.pathSeparator)).stream()
            .anyMatch(each -> Files.isExecutable(Path.of(each, program)));
    assumeTrue(
        installed, program + " is not installed (Debian: knot-dnsutils, bind9-dnsutils, dnsperf)");
    var command = new ArrayList<>(List.of(program));
    command.addAll(List.of(arguments));
    command.replaceAll(each -> each.replace("PORT", String.valueOf(server.port())));
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
    return Files.readString(output, StandardCharsets.UTF_8);
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
}
