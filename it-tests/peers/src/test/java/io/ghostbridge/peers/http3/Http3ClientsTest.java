package io.ghostbridge.peers.http3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.ghostbridge.peers.Command;
import io.ghostbridge.transport.http3.internal.early.EarlyDataStatistics;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** aioquic (Python), quic-go and ngtcp2's client call the HTTP/3 transport. */
class Http3ClientsTest {
  private static final int MOST_ATTEMPTS = 10;

  @TempDir static Path directory;
  private static EchoServer server;

  @BeforeAll
  static void start() throws Exception {
    server = new EchoServer(directory);
  }

  @AfterAll
  static void stop() {
    if (server != null) {
      server.close();
    }
  }

  private static Command.Output run(List<String> program, String... arguments) throws Exception {
    List<String> all = new ArrayList<>(program.subList(1, program.size()));
    all.addAll(Arrays.asList(arguments));
    return Command.at(Path.of(program.getFirst())).run(all.toArray(String[]::new));
  }

  private static void isOk(Command.Output output) {
    assertThat(output.out()).as(output.toString()).startsWith("ok ");
  }

  @ParameterizedTest
  @ValueSource(strings = {"unary", "stream", "migrate"})
  void aioquicCallsStreamsAndMovesToAnotherAddress(String what) throws Exception {
    isOk(run(Peers.aioquic(), Integer.toString(server.port()), what));
  }

  @ParameterizedTest
  @ValueSource(strings = {"unary", "stream", "migrate"})
  void quicGoCallsStreamsAndMovesToAnotherAddress(String what) throws Exception {
    isOk(run(Peers.quicGo(), "127.0.0.1:" + server.port(), what));
  }

  /** They call one method that may be called twice and one that may not, both as early data. */
  @ParameterizedTest
  @ValueSource(strings = {"aioquic", "quic-go"})
  void earlyDataRunsOrWaitsForTheHandshake(String client) throws Exception {
    EarlyDataStatistics early = server.early();
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      long taken = early.taken();
      long run = early.callsRun();
      long held = early.callsHeld();
      isOk(
          client.equals("aioquic")
              ? run(Peers.aioquic(), Integer.toString(server.port()), "early")
              : run(Peers.quicGo(), "127.0.0.1:" + server.port(), "early"));
      assertThat(early.taken()).isEqualTo(taken + 1);
      // What arrives more than half a millisecond after the first packet waits as well.
      if (early.callsRun() == run + 1 && early.callsHeld() == held + 1) {
        return;
      }
    }
    fail("no attempt had its calls read before the handshake");
  }

  /** It has no way to set content-type, so what it gets is HTTP's answer to what is no gRPC. */
  @ParameterizedTest
  @ValueSource(
      strings = {
        "--disable-early-data",
        "--key-update=50ms --delay-stream=200ms",
        "--change-local-addr=50ms --delay-stream=300ms",
        "--change-local-addr=50ms --nat-rebinding --delay-stream=300ms",
        "--tx-loss=0.2 --rx-loss=0.2",
      })
  void ngtcp2ConnectsUpdatesKeysMovesAndIsAnswered(String options) throws Exception {
    List<String> all = new ArrayList<>(List.of(options.split(" ", -1)));
    all.addAll(
        List.of(
            "--exit-on-all-streams-close",
            "--no-quic-dump",
            "127.0.0.1",
            Integer.toString(server.port()),
            "https://localhost:" + server.port() + "/"));
    Command.Output output =
        Command.named("gtlsclient", "ngtcp2-client").run(all.toArray(String[]::new));
    assertThat(output.out() + output.err()).contains("[:status: 415]");
  }

  @Test
  void ngtcp2IsToldWhichVersionThereIs() throws Exception {
    Command.Output output =
        Command.named("gtlsclient", "ngtcp2-client")
            .run("--version=0xdadadada", "127.0.0.1", Integer.toString(server.port()));
    assertThat(output.out() + output.err()).contains("VN v=0x00000001");
  }

  @ParameterizedTest
  @CsvSource({
    "aioquic, unary, 5, 0, 0, 1500",
    "aioquic, stream, 0, 100, 0, 1500",
    "quic-go, unary, 0, 20, 25, 1500",
    "quic-go, stream, 2, 10, 10, 1500",
    // aioquic keeps to 1200 bytes; the server has to find out by itself.
    "aioquic, unary, 0, 0, 0, 1200",
  })
  void callsArriveWhateverTheNetworkDoes(
      String client, String what, int lossPercent, int delayMillis, int reorderPercent, int bytes)
      throws Exception {
    try (BadNetwork network =
        new BadNetwork(
            server.port(),
            new BadNetwork.Faults(lossPercent, delayMillis, reorderPercent, bytes))) {
      String address =
          client.equals("aioquic")
              ? Integer.toString(network.port())
              : "127.0.0.1:" + network.port();
      Command.Output output =
          run(client.equals("aioquic") ? Peers.aioquic() : Peers.quicGo(), address, what);
      assertThat(output.out()).as(output + network.report()).startsWith("ok ");
    }
  }

  /**
   * Server and client in a network of their own, whose loopback is as bad as {@code tc netem} makes
   * it.
   */
  @ParameterizedTest
  @CsvSource({
    "aioquic, unary, 65536, loss 3%",
    "quic-go, stream, 1228, delay 100ms reorder 25%",
  })
  void callsArriveOverABadNetwork(String client, String what, int mtu, String netem)
      throws Exception {
    overBadNetwork(client, what, mtu, netem);
  }

  @Tag("full")
  @ParameterizedTest
  @CsvSource({
    "aioquic, unary, 1228, delay 100ms loss 2%",
    "aioquic, stream, 65536, delay 50ms 20ms reorder 30% loss 5%",
    "quic-go, unary, 65536, delay 100ms loss 2%",
    "quic-go, migrate, 65536, delay 20ms loss 2%",
  })
  void callsArriveOverWorseNetworks(String client, String what, int mtu, String netem)
      throws Exception {
    overBadNetwork(client, what, mtu, netem);
  }

  private static void overBadNetwork(String client, String what, int mtu, String netem)
      throws Exception {
    Command unshare = Command.named("unshare", "util-linux");
    Command.Output permitted =
        unshare.run(
            "--map-root-user", "--net", "sh", "-c", "tc qdisc add dev lo root netem delay 1ms");
    assumeTrue(
        permitted.exit() == 0,
        () -> "a network namespace with tc netem is not permitted here: " + permitted);
    Path place = Files.createDirectories(directory.resolve(client + what + mtu));
    List<String> program = client.equals("aioquic") ? Peers.aioquic() : Peers.quicGo();
    String address = client.equals("aioquic") ? "" : "127.0.0.1:";
    isOk(
        unshare.run(
            "--map-root-user",
            "--net",
            "bash",
            Path.of("src/test/http3/badnet.sh").toAbsolutePath().toString(),
            Integer.toString(mtu),
            netem,
            place.toString(),
            Path.of(System.getProperty("java.home"), "bin/java").toString(),
            System.getProperty("java.class.path"),
            String.join(" ", program),
            address,
            what));
  }
}
