package io.ghostbridge.transport.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;

import io.ghostbridge.transport.dns.internal.client.NetworkPrefix;
import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import io.ghostbridge.transport.dns.internal.forward.ForwarderSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Flags;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Section;
import org.xbill.DNS.Type;

/** Questions for zones of nobody here, with a second server of ours as the one that knows. */
final class ForwarderTest {
  private static final String OWN_ZONE = "@ SOA ns1 hostmaster 1 3600 600 86400 60\n@ NS ns1\n";
  private static final int LONG_MILLIS = 30_000;
  private static final int SHORT_MILLIS = 100;
  private static final int DRAIN_MILLIS = 100;
  private static final int LIMIT_SECONDS = 60;

  @TempDir static Path data;
  private static RunningServer upstream;

  @BeforeAll
  static void start() throws IOException {
    upstream = RunningServer.start(data, ExampleZone.NAME, ExampleZone.text());
  }

  @AfterAll
  static void stop() {
    upstream.close();
  }

  private static InetSocketAddress local(int port) {
    return new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
  }

  private static RunningServer front(
      Path own, String clients, int timeoutMillis, int maximumInFlight, int... upstreamPorts)
      throws IOException {
    var forwarder =
        new ForwarderSettings(
            Arrays.stream(upstreamPorts).mapToObj(ForwarderTest::local).toList(),
            NetworkPrefix.list(clients),
            timeoutMillis,
            maximumInFlight);
    DnsServerSettings settings =
        RunningServer.settings(
            0, new ConnectionLimits(100, 100, 10, 60_000), 0, forwarder, DRAIN_MILLIS);
    return RunningServer.start(own, "own.test", OWN_ZONE, settings);
  }

  private static RunningServer front(Path own) throws IOException {
    return front(own, "127.0.0.0/8", LONG_MILLIS, 10, upstream.port());
  }

  @Test
  void aNameOfNoZoneHereGetsTheUpstreamsAnswer(@TempDir Path own) throws IOException {
    try (var front = front(own)) {
      for (String name :
          List.of("WWW.example.test.", "alias2.example.test.", "mail.example.test.")) {
        for (int type : new int[] {Type.A, Type.MX}) {
          Message direct = upstream.ask(name, type);
          Message forwarded = front.ask(name, type);
          assertThat(RunningServer.summary(forwarded)).isEqualTo(RunningServer.summary(direct));
          assertThat(forwarded.getHeader().getFlag(Flags.RA)).isTrue();
          assertThat(forwarded.getHeader().getFlag(Flags.AA)).isFalse();
          assertThat(forwarded.getQuestion()).isEqualTo(direct.getQuestion());
        }
      }
    }
  }

  @Test
  void theUpstreamsRcodeIsKept(@TempDir Path own) throws IOException {
    try (var front = front(own)) {
      assertThat(RunningServer.summary(front.ask("absent.example.test.", Type.A)))
          .startsWith("NXDOMAIN\nu example.test. SOA");
      assertThat(front.ask("www.elsewhere.test.", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
    }
  }

  @Test
  void anAnswerThatUdpCannotCarryIsFetchedByTcp(@TempDir Path own) throws IOException {
    try (var front = front(own)) {
      long byTcpAndUdp = upstream.server().snapshot().queries() + 2;
      Message whole = front.resolver(true).send(RunningServer.query("big.example.test.", Type.TXT));
      assertThat(whole.getSection(Section.ANSWER)).hasSize(3);
      assertThat(upstream.server().snapshot().queries()).isEqualTo(byTcpAndUdp);
      Message byUdp = front.ask("big.example.test.", Type.TXT);
      assertThat(byUdp.getHeader().getFlag(Flags.TC)).isTrue();
    }
  }

  @Test
  void whatAZoneHereClaimsIsNeverForwarded(@TempDir Path own) throws IOException {
    try (var front = front(own)) {
      long before = upstream.server().snapshot().queries();
      assertThat(RunningServer.summary(front.ask("absent.own.test.", Type.A)))
          .startsWith("NXDOMAIN\nu own.test. SOA");
      assertThat(front.ask("own.test.", Type.TXT).getRcode()).isEqualTo(Rcode.NOERROR);
      assertThat(upstream.server().snapshot().queries()).isEqualTo(before);
    }
  }

  @Test
  void otherClientsAndQueriesWithoutRecursionAreRefused(@TempDir Path own, @TempDir Path other)
      throws IOException {
    long before = upstream.server().snapshot().queries();
    try (var closed = front(own, "192.0.2.0/24, ::1", LONG_MILLIS, 10, upstream.port())) {
      assertThat(closed.ask("www.example.test.", Type.A).getRcode()).isEqualTo(Rcode.REFUSED);
    }
    try (var front = front(other)) {
      Message query = RunningServer.query("www.example.test.", Type.A);
      query.getHeader().unsetFlag(Flags.RD);
      for (boolean tcp : new boolean[] {false, true}) {
        assertThat(front.resolver(tcp).send(query).getRcode()).isEqualTo(Rcode.REFUSED);
      }
    }
    assertThat(upstream.server().snapshot().queries()).isEqualTo(before);
  }

  @Test
  @Timeout(LIMIT_SECONDS)
  void aSilentUpstreamIsPassedOverAndServfailIfItIsTheOnlyOne(
      @TempDir Path own, @TempDir Path other) throws IOException {
    try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress())) {
      int port = silent.getLocalPort();
      try (var front = front(own, "127.0.0.0/8", SHORT_MILLIS, 10, port)) {
        assertThat(front.ask("www.example.test.", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
      }
      try (var front = front(other, "127.0.0.0/8", SHORT_MILLIS, 10, port, upstream.port())) {
        var resolver = front.resolver(true);
        resolver.setTimeout(Duration.ofSeconds(LIMIT_SECONDS));
        Message answer;
        // The other one, too, may take longer than that on a busy machine.
        do {
          answer = resolver.send(RunningServer.query("www.example.test.", Type.A));
        } while (answer.getRcode() == Rcode.SERVFAIL);
        assertThat(answer.getSection(Section.ANSWER)).hasSize(2);
      }
    }
  }

  @Test
  void forgedResponsesAreIgnored(@TempDir Path own) throws Exception {
    try (var scripted = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var front = front(own, "127.0.0.0/8", LONG_MILLIS, 10, scripted.getLocalPort())) {
      CompletableFuture<Void> script =
          CompletableFuture.runAsync(() -> sendForgedThenTrue(scripted));
      assertThat(RunningServer.summary(front.ask("www.example.test.", Type.AAAA)))
          .isEqualTo(RunningServer.summary(upstream.ask("www.example.test.", Type.AAAA)));
      script.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  private static void sendForgedThenTrue(DatagramSocket scripted) {
    try {
      var packet = new DatagramPacket(new byte[512], 512);
      scripted.receive(packet);
      int id = new Message(packet.getData()).getHeader().getID();
      Message otherId = RunningServer.query("www.example.test.", Type.AAAA);
      otherId.getHeader().setID(id ^ 1);
      Message otherName = RunningServer.query("wwv.example.test.", Type.AAAA);
      otherName.getHeader().setID(id);
      Message otherType = RunningServer.query("www.example.test.", Type.A);
      otherType.getHeader().setID(id);
      for (Message forged : List.of(otherId, otherName, otherType)) {
        forged.getHeader().setFlag(Flags.QR);
        send(scripted, forged.toWire(), packet);
      }
      Message query = RunningServer.query("www.example.test.", Type.AAAA);
      query.getHeader().setID(id);
      send(scripted, query.toWire(), packet);
      Message answer = upstream.ask("www.example.test.", Type.AAAA);
      answer.getHeader().setID(id);
      send(scripted, answer.toWire(), packet);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void send(DatagramSocket socket, byte[] bytes, DatagramPacket to)
      throws IOException {
    socket.send(new DatagramPacket(bytes, bytes.length, to.getSocketAddress()));
  }

  @Test
  void questionsBeyondTheBoundGetServfailAndClosingWaitsForNoUpstream(@TempDir Path own)
      throws Exception {
    try (var silent = new DatagramSocket(0, InetAddress.getLoopbackAddress());
        var waiting = new DatagramSocket()) {
      silent.setSoTimeout(LIMIT_SECONDS * 1000);
      var asked = new DatagramPacket(new byte[512], 512);
      try (var front = front(own, "127.0.0.0/8", 600_000, 1, silent.getLocalPort())) {
        byte[] query = RunningServer.query("www.example.test.", Type.A).toWire();
        waiting.send(new DatagramPacket(query, query.length, local(front.port())));
        silent.receive(asked);
        assertThat(front.ask("www.example.test.", Type.A).getRcode()).isEqualTo(Rcode.SERVFAIL);
      }
      // Free again only if the socket that waited has been closed.
      new DatagramSocket(asked.getPort(), InetAddress.getLoopbackAddress()).close();
    }
  }
}
