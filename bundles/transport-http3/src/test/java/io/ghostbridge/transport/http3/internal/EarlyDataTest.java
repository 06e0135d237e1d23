package io.ghostbridge.transport.http3.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.fail;

import io.ghostbridge.tls.CertificateFiles;
import io.ghostbridge.tls.DevelopmentCertificate;
import io.ghostbridge.transport.http3.internal.connection.Http3Limits;
import io.ghostbridge.transport.http3.internal.early.EarlyData;
import io.ghostbridge.transport.http3.internal.quic.QuicSettings;
import io.netty.handler.codec.http3.Http3Headers;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Early data (0-RTT) as a client sends it, and as somebody else sends it again. */
@Timeout(120)
class EarlyDataTest {
  private static final long HANDSHAKE_MILLIS = 1_500;
  private static final Http3Limits QUICK_END = limits(HANDSHAKE_MILLIS);
  private static final Http3Limits PATIENT = limits(60_000);

  private static final int MOST_ATTEMPTS = 20;
  private static final int REPLAYERS = 24;

  @TempDir private Path directory;
  private final EarlyClient client = new EarlyClient();
  private RunningServer server;

  @BeforeEach
  void start() throws Exception {
    server = server(PATIENT, 0, new EarlyData());
  }

  @AfterEach
  void stop() {
    client.close();
    server.close();
  }

  private static Http3Limits limits(long handshakeMillis) {
    Http3Limits usual = Http3Limits.DEFAULTS;
    return new Http3Limits(
        usual.maxConcurrentStreams(),
        usual.maxHeaderListBytes(),
        usual.streamWindowBytes(),
        usual.connectionWindowBytes(),
        handshakeMillis,
        usual.idleTimeoutMillis(),
        usual.stallTimeoutMillis(),
        usual.maxConnectionAgeMillis(),
        usual.maxConnectionAgeGraceMillis(),
        usual.nuisances(),
        usual.resets(),
        usual.resetsInAll());
  }

  private RunningServer server(Http3Limits limits, int port, EarlyData early) throws Exception {
    return new RunningServer(
        directory,
        new ServerLimits(2, true, 1000, 1000, 5000, limits, QuicSettings.DEFAULTS),
        new byte[32],
        port,
        early);
  }

  private void restart(Http3Limits limits, EarlyData early) throws Exception {
    int port = server.address.getPort();
    server.close();
    server = server(limits, port, early);
  }

  private static void await(String what, BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(60);
    while (!condition.getAsBoolean()) {
      assertThat(System.nanoTime()).as(what).isLessThan(end);
      TimeUnit.MILLISECONDS.sleep(2);
    }
  }

  /**
   * Connects with {@code requests} as early data until all were read early: what arrives more than
   * half a millisecond after the first packet is not.
   */
  private void early(int toRun, int toHold, Early then, Http3Headers... requests) throws Exception {
    for (int i = 0; i < MOST_ATTEMPTS; i++) {
      client.learn(server.address);
      long run = server.early.callsRun();
      long held = server.early.callsHeld();
      server.echo.reads.set(0);
      server.echo.writes.set(0);
      try (FirstFlightRelay relay = new FirstFlightRelay(server.address, true);
          EarlyClient.Connection connection = client.connect(relay.address(), requests)) {
        if (isSoon(
            () ->
                server.early.callsRun() == run + toRun
                    && server.early.callsHeld() == held + toHold)) {
          then.see(relay, connection);
          return;
        }
      }
    }
    fail("in " + MOST_ATTEMPTS + " attempts not all calls were read before the handshake");
  }

  @FunctionalInterface
  private interface Early {
    void see(FirstFlightRelay relay, EarlyClient.Connection connection) throws Exception;
  }

  private static boolean isSoon(BooleanSupplier condition) throws InterruptedException {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(1);
    while (!condition.getAsBoolean()) {
      if (System.nanoTime() > end) {
        return false;
      }
      TimeUnit.MILLISECONDS.sleep(2);
    }
    return true;
  }

  @Test
  void callThatMayBeReplayedIsAnsweredBeforeTheHandshakeIsComplete() throws Exception {
    early(
        1,
        0,
        (relay, connection) -> {
          assertThat(connection.calls.getFirst().status()).isEqualTo("0");
          assertThat(connection.calls.getFirst().next()).isEqualTo(EarlyClient.MESSAGE);
          relay.release();
          connection.connected.get(20, TimeUnit.SECONDS);
        },
        TestClient.request("Read"));
  }

  @Test
  void otherCallsWaitForTheHandshakeAndRunOnce() throws Exception {
    early(
        1,
        3,
        (relay, connection) -> {
          assertThat(connection.calls.get(3).status()).isEqualTo("0");
          assertThat(server.echo.writes).hasValue(0);
          assertThat(server.echo.reads).hasValue(1);
          relay.release();
          assertThat(connection.calls.get(0).status()).isEqualTo("0");
          assertThat(connection.calls.get(0).next()).isEqualTo(EarlyClient.MESSAGE);
          assertThat(connection.calls.get(1).status()).isEqualTo("0");
          assertThat(connection.calls.get(2).status()).isEqualTo("12");
          assertThat(server.echo.writes).hasValue(1);
          assertThat(server.echo.reads).hasValue(2);
        },
        TestClient.request("Write"),
        TestClient.request("Read").add("ghost-secure", "1"),
        TestClient.request("NoSuchMethod"),
        TestClient.request("Read"));
  }

  private void send(List<byte[]> datagrams, DatagramSocket attacker) throws IOException {
    for (byte[] datagram : datagrams) {
      attacker.send(new DatagramPacket(datagram, datagram.length, server.address));
    }
  }

  /** Sends the datagrams from a port of its own, and waits until the server has forgotten them. */
  private void replay(List<byte[]> datagrams) throws Exception {
    try (DatagramSocket attacker = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      send(datagrams, attacker);
      await("the replay makes a connection", () -> server.server.openConnections() == 1);
      await("it never completes its handshake", () -> server.server.openConnections() == 0);
    }
  }

  @Test
  void replayedFirstFlightRunsNothing() throws Exception {
    restart(QUICK_END, new EarlyData());
    client.learn(server.address);
    List<byte[]> firstFlight;
    try (FirstFlightRelay relay = new FirstFlightRelay(server.address, false);
        EarlyClient.Connection connection =
            client.connect(
                relay.address(), TestClient.request("Read"), TestClient.request("Write"))) {
      assertThat(connection.calls.get(0).status()).isEqualTo("0");
      assertThat(connection.calls.get(1).status()).isEqualTo("0");
      firstFlight = relay.firstFlight();
    }
    await("its connection is closed", () -> server.server.openConnections() == 0);
    assertThat(server.early.taken()).isOne();
    replay(firstFlight);
    assertThat(server.early.replayed()).isOne();
    assertThat(server.early.taken()).isOne();
    assertThat(server.echo.reads).hasValue(1);
    assertThat(server.echo.writes).hasValue(1);
    // Tickets of a former run are of no use.
    restart(QUICK_END, new EarlyData());
    replay(firstFlight);
    assertThat(server.early.taken()).isZero();
    assertThat(server.early.replayed()).isZero();
    assertThat(server.echo.reads).hasValue(0);
    assertThat(server.echo.writes).hasValue(0);
  }

  @Test
  void heldCallsOfAClientThatNeverCompletesItsHandshakeNeverRun() throws Exception {
    restart(QUICK_END, new EarlyData());
    early(
        0,
        1,
        (relay, connection) -> {
          await("the handshake takes too long", () -> server.server.openConnections() == 0);
          assertThat(connection.calls).hasSize(1);
        },
        TestClient.request("Write"));
    assertThat(server.echo.writes).hasValue(0);
  }

  /**
   * The socket that has their connection takes the packets for doubles, the other one for a new
   * connection: senders enough that both are met.
   */
  @Test
  void firstFlightThatIsReplayedWhileItsConnectionLivesRunsNothing() throws Exception {
    early(
        1,
        0,
        (relay, connection) -> {
          assertThat(connection.calls.getFirst().status()).isEqualTo("0");
          for (int i = 0; i < REPLAYERS; i++) {
            try (DatagramSocket attacker =
                new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
              send(relay.firstFlight(), attacker);
            }
          }
          await("a replay is noticed", () -> server.early.replayed() > 0);
          relay.release();
          connection.connected.get(20, TimeUnit.SECONDS);
          assertThat(server.early.callsRun()).isOne();
          assertThat(server.echo.reads).hasValue(1);
        },
        TestClient.request("Read"));
  }

  @Test
  void earlyDataThatTheServerRefusesIsAnsweredAfterTheHandshake() throws Exception {
    client.learn(server.address);
    // Another run has other keys for its tickets.
    restart(PATIENT, new EarlyData());
    try (EarlyClient.Connection connection =
        client.connect(server.address, TestClient.request("Read"), TestClient.request("Write"))) {
      assertThat(connection.calls.get(0).status()).isEqualTo("0");
      assertThat(connection.calls.get(1).status()).isEqualTo("0");
      assertThat(connection.isEarly()).isTrue();
    }
    assertThat(server.early.taken()).isZero();
    assertThat(server.echo.reads).hasValue(1);
    assertThat(server.echo.writes).hasValue(1);
  }

  @Test
  void ticketsOfAFormerCertificateBringNoEarlyDataAndTheNextOnesDo() throws Exception {
    client.learn(server.address);
    CertificateFiles files = DevelopmentCertificate.in(directory);
    Files.delete(files.key());
    Files.delete(files.certificates());
    DevelopmentCertificate.in(directory);
    assertThat(server.certificates.reload()).isTrue();
    read();
    assertThat(server.early.taken()).isZero();
    read();
    assertThat(server.early.taken()).isOne();
    assertThat(server.echo.reads).hasValue(2);
  }

  @Test
  void ticketsAreGoodForOneRenewalOfTheirKeys() throws Exception {
    EarlyData early = new EarlyData();
    restart(PATIENT, early);
    long now = System.nanoTime();
    client.learn(server.address);
    early.tickets().renew(now + TimeUnit.HOURS.toNanos(2));
    read();
    assertThat(server.early.taken()).isOne();
    early.tickets().renew(now + TimeUnit.HOURS.toNanos(4));
    early.tickets().renew(now + TimeUnit.HOURS.toNanos(6));
    read();
    assertThat(server.early.taken()).isOne();
  }

  private void read() throws Exception {
    try (EarlyClient.Connection connection =
        client.connect(server.address, TestClient.request("Read"))) {
      assertThat(connection.calls.getFirst().status()).isEqualTo("0");
      assertThat(connection.isEarly()).isTrue();
    }
  }

  @Test
  void callsWaitForTheHandshakeWhenNoMoreHandshakesCanBeRemembered() throws Exception {
    restart(PATIENT, new EarlyData(0));
    client.learn(server.address);
    try (FirstFlightRelay relay = new FirstFlightRelay(server.address, true);
        EarlyClient.Connection connection =
            client.connect(relay.address(), TestClient.request("Read"))) {
      await("early data was noticed", () -> server.early.unregistered() == 1);
      assertThat(server.echo.reads).hasValue(0);
      relay.release();
      assertThat(connection.calls.getFirst().status()).isEqualTo("0");
    }
    assertThat(server.early.taken()).isZero();
    assertThat(server.early.callsRun()).isZero();
  }
}
