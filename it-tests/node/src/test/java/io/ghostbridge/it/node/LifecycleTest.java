package io.ghostbridge.it.node;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class LifecycleTest {
  private final Ghostbridge ghostbridge = Ghostbridge.laidOut();
  @TempDir Path data = Path.of("");

  @Test
  void aReadyNodeTellsWhatListensWhereAndASecondOneOnItsDataIsRefusedInOneLine() throws Exception {
    try (RunningNode node = ghostbridge.run(data)) {
      String console = node.console();
      assertThat(console).contains("is ready after").contains("Data: " + data);
      for (String protocol : new String[] {"gRPC", "UDP", "TCP"}) {
        assertThat(console.lines())
            .anyMatch(
                line ->
                    line.contains(protocol)
                        && line.contains("127.0.0.1:")
                        && line.contains("set by io.ghostbridge.transport."));
      }
      assertThat(
              console
                  .substring(console.indexOf("Try in another"))
                  .lines()
                  .filter(line -> line.startsWith("  ")))
          .hasSize(3);

      var second = ghostbridge.execute("run", "--data", data.toString());
      assertThat(second.exitCode()).isEqualTo(4);
      assertThat(second.complaints())
          .singleElement()
          .asString()
          .contains(data.toString(), "in use by process " + node.process().pid());
    }
  }

  @Test
  void aNodeThatWasKilledStartsAgainAndSigtermEndsItWithZeroAndLeavesNoSocketBehind()
      throws Exception {
    try (RunningNode node = ghostbridge.run(data)) {
      node.process().destroyForcibly().waitFor();
    }
    try (RunningNode node = ghostbridge.run(data)) {
      assertThat(node.terminate()).as(node.console()).isZero();
      assertThat(node.console()).contains("event=stopped").doesNotContain("Exception");
    }
    try (Stream<Path> files = Files.list(data)) {
      assertThat(files.map(file -> file.getFileName().toString()))
          .noneMatch(name -> name.endsWith(".sock") || name.equals("ready"));
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"io.ghostbridge.transport.dns", "io.ghostbridge.transport.http2"})
  void aPortInUseIsOneLineWithThePortAndTheKey(String pid) throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.ofLiteral("127.0.0.1"))) {
      var refused =
          ghostbridge.execute(
              Stream.of(
                      Stream.of("run", "--data", data.toString()),
                      Ghostbridge.ANY_PORTS.stream(),
                      Stream.of("--set", pid + ":port=" + taken.getLocalPort()))
                  .flatMap(arguments -> arguments)
                  .toArray(String[]::new));
      assertThat(refused.exitCode()).isEqualTo(1);
      assertThat(refused.complaints())
          .singleElement()
          .asString()
          .contains(String.valueOf(taken.getLocalPort()), pid, "port");
    }
  }

  @ParameterizedTest
  @ValueSource(strings = {"65536", "-1", "domain", ""})
  void aBadPortIsRefusedWithKeyValueAndRange(String value) throws Exception {
    String override = "io.ghostbridge.transport.dns:port=" + value;
    var refused = ghostbridge.execute("run", "--data", data.toString(), "--set", override);
    assertThat(refused.exitCode()).isEqualTo(5);
    assertThat(refused.complaints())
        .singleElement()
        .asString()
        .contains("key 'port'", "'" + value + "'", "at least 0, at most 65535");
  }

  @Test
  void aBadValueInAFileIsRefusedWithTheFile() throws Exception {
    Path config = data.resolve("config");
    Process copy =
        new ProcessBuilder(
                "cp", "-R", ghostbridge.home().resolve("config").toString(), config.toString())
            .start();
    assertThat(copy.waitFor()).isZero();
    Path file = config.resolve("io.ghostbridge.transport.dns.cfg");
    Files.writeString(file, "prot = 53\n");
    var refused =
        ghostbridge.execute("run", "--data", data.toString(), "--config", config.toString());
    assertThat(refused.exitCode()).isEqualTo(5);
    assertThat(refused.complaints())
        .singleElement()
        .asString()
        .contains(file.toString(), "unknown key 'prot'", "'53'");
  }

  @Test
  void startStatusAndStopWorkInTheBackground() throws Exception {
    String[] start =
        Stream.concat(Stream.of("start", "--data", data.toString()), Ghostbridge.ANY_PORTS.stream())
            .toArray(String[]::new);
    assertThat(ghostbridge.execute("status", "--data", data.toString()).exitCode()).isEqualTo(3);
    assertThat(ghostbridge.execute("stop", "--data", data.toString()).exitCode()).isEqualTo(3);
    try {
      var started = ghostbridge.execute(start);
      assertThat(started.exitCode()).as(started.err()).isZero();
      var status = ghostbridge.execute("status", "--data", data.toString());
      assertThat(status.exitCode()).isZero();
      assertThat(status.out()).startsWith("ready, process ").contains("gRPC", "DNS");
      assertThat(ghostbridge.execute(start).exitCode()).isEqualTo(4);
    } finally {
      var stopped = ghostbridge.execute("stop", "--data", data.toString());
      assertThat(stopped.exitCode()).as(stopped.err()).isZero();
    }
    assertThat(ghostbridge.execute("status", "--data", data.toString()).exitCode()).isEqualTo(3);
  }

  @Test
  void aStartThatFailsInTheBackgroundSaysWhy() throws Exception {
    var failed =
        ghostbridge.execute(
            "start", "--data", data.toString(), "--set", "io.ghostbridge.transport.dns:port=x");
    assertThat(failed.exitCode()).isEqualTo(5);
    assertThat(failed.complaints()).singleElement().asString().contains("key 'port'", "'x'");
  }
}
