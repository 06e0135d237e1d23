package io.ghostbridge.transport.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.tls.ConfiguredTls;
import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLHandshakeException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.EDNSOption;
import org.xbill.DNS.GenericEDNSOption;
import org.xbill.DNS.Message;
import org.xbill.DNS.OPTRecord;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.TcpKeepaliveOption;
import org.xbill.DNS.Type;

/** DNS over TLS (RFC 7858) with Java's own client. */
final class TlsTest {
  private static final int LIMIT_SECONDS = 60;
  private static final ConnectionLimits LIMITS = new ConnectionLimits(100, 100, 10, 60_000);

  @TempDir static Path data;
  private static RunningServer server;
  private static SSLContext trusting;

  @BeforeAll
  static void start() throws Exception {
    server =
        RunningServer.start(
            data, ExampleZone.NAME, ExampleZone.text(), RunningServer.encrypted(LIMITS, 10));
    trusting = TlsClient.trusting(data);
  }

  @AfterAll
  static void stop() {
    server.close();
  }

  private static TlsClient connect(String... protocols) throws IOException {
    return new TlsClient(trusting, server.port("tlsPort"), protocols);
  }

  @Test
  void theFirstAndTheHundredthQuestionOfAConnectionAreAnswered() throws IOException {
    try (TlsClient client = connect("dot")) {
      assertThat(client.socket().getSession().getProtocol()).isEqualTo("TLSv1.3");
      assertThat(client.socket().getApplicationProtocol()).isEqualTo("dot");
      Set<Integer> open = new HashSet<>();
      for (int id = 0; id < 100; id++) {
        Message query = RunningServer.query("n" + id + ".wild.example.test.", Type.A);
        query.getHeader().setID(id);
        client.send(query);
        open.add(id);
      }
      for (int i = 0; i < 100; i++) {
        Message response = new Message(client.receive());
        assertThat(open.remove(response.getHeader().getID())).isTrue();
        assertThat(response.getSection(Section.ANSWER)).hasSize(1);
      }
    }
  }

  @Test
  void aClientWithoutAlpnIsServed() throws IOException {
    try (TlsClient client = connect()) {
      client.send(RunningServer.query("big.example.test.", Type.TXT));
      assertThat(new Message(client.receive()).getSection(Section.ANSWER)).hasSize(3);
    }
  }

  @Test
  void aClientThatOffersOnlyOtherProtocolsIsToldSo() {
    for (String key : List.of("tlsPort", "httpsPort")) {
      assertThatThrownBy(() -> new TlsClient(trusting, server.port(key), "imap"))
          .isInstanceOf(SSLHandshakeException.class)
          .hasMessageContaining("no_application_protocol");
    }
  }

  @Test
  void paddedQueriesGetPaddedResponsesAndOthersDoNot() throws IOException {
    try (TlsClient client = connect("dot")) {
      for (String name : List.of("www.example.test.", "big.example.test.", "no.example.test.")) {
        Message query = RunningServer.query(name, Type.TXT);
        query.addRecord(
            new OPTRecord(
                1232,
                0,
                0,
                0,
                List.of(
                    new GenericEDNSOption(EDNSOption.Code.PADDING, new byte[20]),
                    new TcpKeepaliveOption())),
            Section.ADDITIONAL);
        client.send(query);
        byte[] response = client.receive();
        assertThat(response.length % RunningServer.PADDING_BLOCK_BYTES).isZero();
        assertThat(new Message(response).getOPT().getOptions(EDNSOption.Code.TCP_KEEPALIVE))
            .containsExactly(new TcpKeepaliveOption(600));
      }
      Message plain = RunningServer.query("www.example.test.", Type.A);
      plain.addRecord(new OPTRecord(1232, 0, 0), Section.ADDITIONAL);
      client.send(plain);
      assertThat(new Message(client.receive()).getOPT().getOptions()).isEmpty();
    }
  }

  @Test
  void whoSpeaksNoTlsIsDisconnected() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port("tlsPort"))) {
      socket.setSoTimeout(LIMIT_SECONDS * 1000);
      socket.getOutputStream().write(new byte[] {0, 12, 1, 2, 3, 4, 5, 6, 7, 8, 9, 10, 11, 12});
      // An alert may come first.
      socket.getInputStream().readAllBytes();
    }
  }

  @Test
  void aHandshakeThatDoesNotEndIsEnded() throws IOException {
    try (var socket = new Socket(InetAddress.getLoopbackAddress(), server.port("tlsPort"))) {
      socket.setSoTimeout(LIMIT_SECONDS * 1000);
      socket.getOutputStream().write(0x16);
      socket.getInputStream().readAllBytes();
    }
  }

  @Test
  void aClientHasOnlySoManyConnections(@TempDir Path other) throws Exception {
    try (var small =
            RunningServer.start(
                other,
                ExampleZone.NAME,
                ExampleZone.text(),
                RunningServer.encrypted(new ConnectionLimits(100, 1, 10, 60_000), 10));
        var first = new TlsClient(TlsClient.trusting(other), small.port("tlsPort"), "dot")) {
      for (String key : List.of("tlsPort", "httpsPort")) {
        assertThatThrownBy(() -> new TlsClient(TlsClient.trusting(other), small.port(key)))
            .isInstanceOf(IOException.class);
      }
      first.send(RunningServer.query("www.example.test.", Type.A));
      assertThat(new Message(first.receive()).getRcode()).isEqualTo(Rcode.NOERROR);
    }
  }

  @Test
  void aQueryInFlightIsAnsweredBeforeClosing(@TempDir Path other) throws Exception {
    var asked = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    var closing = new CompletableFuture<Void>();
    DnsServer waiting =
        new DnsServer(
            RunningServer.encrypted(LIMITS, 10),
            () -> new WaitingResponder(asked, release),
            RunningServer.tls(other));
    int port = RunningServer.port(waiting, "tlsPort");
    try (TlsClient client = new TlsClient(TlsClient.trusting(other), port, "dot")) {
      client.send(RunningServer.query("www.example.test.", Type.A));
      assertThat(asked.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      closing.completeAsync(
          () -> {
            waiting.close();
            return null;
          });
      release.countDown();
      assertThat(new Message(client.receive()).getRcode()).isEqualTo(Rcode.NXDOMAIN);
      assertThat(client.socket().getInputStream().read()).isEqualTo(-1);
      closing.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void aCertificateThatIsNoGoodIsOneLineAndLeavesNothing(@TempDir Path other) throws IOException {
    var missing =
        new ConfiguredTls(
            new ConfiguredTls.Settings(
                "absent.pem", "absent.key", "none", "", "", "io.ghostbridge.tls.cfg"),
            other,
            other);
    assertThatThrownBy(
            () -> new DnsServer(RunningServer.encrypted(LIMITS, 10), () -> null, missing))
        .isInstanceOf(IOException.class)
        .hasMessageContaining("absent.pem")
        .hasMessageNotContaining("\n");
  }
}
