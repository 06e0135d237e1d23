package io.ghostbridge.transport.http3.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.runtime.Endpoint;
import io.ghostbridge.rpc.AlternativeService;
import io.ghostbridge.rpc.internal.Rpc;
import io.ghostbridge.tls.CertificateFiles;
import io.ghostbridge.tls.ConfiguredTls;
import io.ghostbridge.tls.DevelopmentCertificate;
import java.io.IOException;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The transport as its configuration makes it, and its end. */
@Timeout(60)
class TransportTest {
  @TempDir private Path data;
  private final EchoService echo = new EchoService();
  private final Rpc rpc = new Rpc(4 << 20, 1 << 20, 64L << 20, Duration.ofSeconds(2));

  TransportTest() {
    rpc.registry().add(echo, echo.bindService(), Set.of("Inline"));
  }

  @AfterEach
  void stop() {
    rpc.registry().remove(echo);
    rpc.close();
  }

  private Http3Transport transport(Map<String, Object> values) throws IOException {
    return transport(values, new ConfiguredTls.Settings("", "", "none", "", "", "shared.cfg"));
  }

  private Http3Transport transport(Map<String, Object> values, ConfiguredTls.Settings tls)
      throws IOException {
    Map<String, Object> all = new HashMap<>(Map.of("port", 0));
    all.putAll(values);
    return new Http3Transport(
        ConfigValues.with(all),
        data,
        ServerLimits.DEFAULTS,
        rpc.dispatcher(),
        new ConfiguredTls(tls, data, data));
  }

  @Test
  void callersAreAnonymousAndTheResetKeyIsPrivateAndStays() throws Exception {
    Path key = data.resolve("transport-http3/reset.key");
    byte[] first;
    try (Http3Transport transport = transport(Map.of());
        TestClient client = new TestClient(transport.address(), TestClient.Options.DEFAULTS)) {
      TestCall call = client.unary("Who", new byte[1]);
      assertThat(call.status()).isEqualTo("0");
      assertThat(call.next())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("anonymous operator=false");
      first = Files.readAllBytes(key);
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(key)))
          .isEqualTo("rw-------");
    }
    try (Http3Transport transport = transport(Map.of())) {
      assertThat(transport.address().getPort()).isPositive();
      assertThat(Files.readAllBytes(key)).isEqualTo(first);
    }
  }

  @Test
  void aClientCertificateNamesTheCallerAndConfigurationMakesItAnOperator() throws Exception {
    CertificateFiles own = DevelopmentCertificate.in(data.resolve("client"));
    ConfiguredTls.Settings required =
        new ConfiguredTls.Settings(
            "",
            "",
            "required",
            own.certificates().toString(),
            "CN=GhostBridge development",
            "shared.cfg");
    try (Http3Transport transport = transport(Map.of(), required);
        TestClient client =
            new TestClient(transport.address(), new TestClient.Options(1 << 20, 8 << 20, own))) {
      TestCall call = client.unary("Who", new byte[1]);
      assertThat(call.status()).isEqualTo("0");
      assertThat(call.next())
          .asString(StandardCharsets.UTF_8)
          .isEqualTo("CN=GhostBridge development operator=true");
      try (TestClient without = new TestClient(transport.address(), TestClient.Options.DEFAULTS)) {
        assertThat(without.connection.closeFuture().await(10, TimeUnit.SECONDS))
            .as("a client without one is not let in")
            .isTrue();
      } catch (ExecutionException e) {
        // Or the handshake itself has failed; which, the order of packets decides.
        assertThat(e.getCause()).isInstanceOf(IOException.class);
      }
    }
  }

  @Test
  void theSocketIsToldToTheOperatorAndToHttp2sClients() throws Exception {
    try (Http3Transport transport = transport(Map.of("alternativeServiceSeconds", 60))) {
      int port = transport.address().getPort();
      assertThat(transport.endpoint())
          .isEqualTo(
              new Endpoint(
                  "gRPC (HTTP/3)", "127.0.0.1:" + port, "io.ghostbridge.transport.http3:port"));
      assertThat(transport.alternativeService())
          .isEqualTo(new AlternativeService("h3=\":" + port + "\"; ma=60"));
    }
    try (Http3Transport transport = transport(Map.of("alternativeServiceSeconds", 0))) {
      assertThat(transport.alternativeService()).isNull();
    }
  }

  @Test
  void aPortInUseIsOneLineThatNamesPortAndKey() throws Exception {
    try (DatagramSocket taken = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> transport(Map.of("port", taken.getLocalPort())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("UDP port " + taken.getLocalPort() + ": the port is in use")
          .hasMessageContaining("key port in io.ghostbridge.transport.http3.cfg");
    }
    try (Http3Transport other = transport(Map.of())) {
      assertThatThrownBy(() -> transport(Map.of("port", other.address().getPort())))
          .as("another server that shares its port among its own sockets")
          .hasMessageContaining("the port is in use");
    }
  }

  @Test
  void callsInFlightFinishWhileClientsAreAskedToGo() throws Exception {
    try (RunningServer server = new RunningServer(data)) {
      TestClient client = server.client();
      TestCall call = client.call("Chat");
      call.send(new byte[] {1});
      assertThat(call.next()).hasSize(1);
      Thread closing = Thread.ofVirtual().start(server.server::close);
      Long first = client.goAways.poll(20, TimeUnit.SECONDS);
      assertThat(first).as("no call is refused yet").isEqualTo((1L << 62) - 4);
      call.send(new byte[] {1, 2});
      assertThat(call.next()).hasSize(2);
      Long last = client.goAways.poll(20, TimeUnit.SECONDS);
      assertThat(last).as("the first call that is refused").isEqualTo(4);
      call.halfClose();
      assertThat(call.status()).isEqualTo("0");
      assertThat(client.closed.get(20, TimeUnit.SECONDS).error()).isEqualTo(0x100);
      closing.join();
    }
  }

  @Test
  void nothingIsLeftAfterwards() throws Exception {
    try (Http3Transport transport = transport(Map.of())) {
      assertThat(transport.address().getPort()).isPositive();
    }
    for (Thread thread : Thread.getAllStackTraces().keySet()) {
      if (thread.getName().startsWith("transport-http3")) {
        // One that has done all of its work is listed a moment longer.
        assertThat(thread.join(Duration.ofSeconds(20))).as(thread.getName()).isTrue();
      }
    }
  }
}
