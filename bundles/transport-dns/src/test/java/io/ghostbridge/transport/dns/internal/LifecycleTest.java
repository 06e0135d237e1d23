package io.ghostbridge.transport.dns.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.api.dns.DnsResponder;
import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import java.io.IOException;
import java.net.DatagramPacket;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.xbill.DNS.Message;
import org.xbill.DNS.Rcode;
import org.xbill.DNS.Type;

final class LifecycleTest {
  private static final int LIMIT_SECONDS = 60;

  private static Set<Thread> loopThreads() {
    return Thread.getAllStackTraces().keySet().stream()
        .filter(each -> each.getName().startsWith("dns-"))
        .collect(Collectors.toSet());
  }

  /** One that has done all of its work is listed a moment longer. */
  private static void assertEnded(Set<Thread> threads) throws InterruptedException {
    for (Thread thread : threads) {
      assertThat(thread.join(Duration.ofSeconds(LIMIT_SECONDS))).as(thread.getName()).isTrue();
    }
  }

  private static Set<Thread> loopThreadsSince(Set<Thread> before) {
    Set<Thread> threads = loopThreads();
    threads.removeAll(before);
    return threads;
  }

  @Test
  void aPortInUseIsOneLineWithPortAndKeyAndLeavesNothing() throws Exception {
    Set<Thread> before = loopThreads();
    try (var taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      int port = taken.getLocalPort();
      DnsServerSettings settings =
          RunningServer.settings(port, new ConnectionLimits(1, 1, 1, 1000), 0);
      assertThatThrownBy(() -> new DnsServer(settings, () -> null, RunningServer.noTls()))
          .isInstanceOf(IllegalStateException.class)
          .hasMessageContaining("TCP port " + port)
          .hasMessageContaining("`port`")
          .hasMessageContaining("config/io.ghostbridge.transport.dns.cfg")
          .hasMessageNotContaining("\n");
    }
    assertEnded(loopThreadsSince(before));
  }

  /** One whose number nobody has for TCP. */
  private static DatagramSocket takenUdpPort() throws IOException {
    try (var free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      return new DatagramSocket(free.getLocalPort(), InetAddress.getLoopbackAddress());
    }
  }

  @Test
  void aTakenUdpPortIsNamedToo() throws IOException {
    try (var taken = takenUdpPort()) {
      DnsServerSettings settings =
          RunningServer.settings(taken.getLocalPort(), new ConnectionLimits(1, 1, 1, 1000), 0);
      assertThatThrownBy(() -> new DnsServer(settings, () -> null, RunningServer.noTls()))
          .hasMessageContaining("UDP port " + taken.getLocalPort());
    }
  }

  @Test
  void closingFreesThePortAndEndsAllThreads(@TempDir Path data) throws Exception {
    Set<Thread> before = loopThreads();
    int port;
    try (var server = RunningServer.start(data, ExampleZone.NAME, ExampleZone.text())) {
      port = server.port();
      server.ask("www.example.test.", Type.A);
      assertThat(loopThreadsSince(before)).isNotEmpty();
    }
    assertEnded(loopThreadsSince(before));
    new DatagramSocket(port, InetAddress.getLoopbackAddress()).close();
    new ServerSocket(port, 1, InetAddress.getLoopbackAddress()).close();
  }

  @Test
  void aQueryInFlightIsAnsweredBeforeClosing() throws Exception {
    var asked = new CountDownLatch(1);
    var release = new CountDownLatch(1);
    DnsServer server = RunningServer.withResponder(new WaitingResponder(asked, release));
    try (var client = new DatagramSocket()) {
      client.setSoTimeout(LIMIT_SECONDS * 1000);
      byte[] query = RunningServer.query("www.example.test.", Type.A).toWire();
      client.send(
          new DatagramPacket(query, query.length, InetAddress.getLoopbackAddress(), server.port()));
      assertThat(asked.await(LIMIT_SECONDS, TimeUnit.SECONDS)).isTrue();
      CompletableFuture<Void> closing = CompletableFuture.runAsync(server::close);
      release.countDown();
      var packet = new DatagramPacket(new byte[512], 512);
      client.receive(packet);
      assertThat(new Message(packet.getData()).getRcode()).isEqualTo(Rcode.NXDOMAIN);
      closing.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  @Test
  void withoutAResponderEveryAnswerIsServfail() throws IOException {
    try (var server = new DnsServer(RunningServer.settings(), () -> null, RunningServer.noTls())) {
      assertThat(Exchange.udp(server.port(), "www.example.test.", Type.A).getRcode())
          .isEqualTo(Rcode.SERVFAIL);
    }
  }

  @Test
  void aResponderThatThrowsGivesServfail() throws IOException {
    DnsResponder broken =
        new DnsResponder() {
          @Override
          public @Nullable DnsAnswer cached(DnsQuestion question) {
            return null;
          }

          @Override
          public DnsAnswer answer(DnsQuestion question) {
            if (question.type() == Type.AAAA) {
              throw new StackOverflowError("broken on purpose");
            }
            throw new IllegalStateException("broken on purpose");
          }
        };
    try (var server = RunningServer.withResponder(broken)) {
      for (int type : new int[] {Type.A, Type.AAAA}) {
        assertThat(Exchange.udp(server.port(), "www.example.test.", type).getRcode())
            .isEqualTo(Rcode.SERVFAIL);
      }
    }
  }

  @Test
  void theCountersTellWhatHappened(@TempDir Path data) throws IOException {
    try (var server = RunningServer.start(data, ExampleZone.NAME, ExampleZone.text())) {
      server.ask("www.example.test.", Type.A);
      server.ask("www.example.test.", Type.A);
      server.ask("absent.example.test.", Type.CAA);
      server.ask("www.elsewhere.test.", 65_280);
      var counters = server.server().snapshot();
      assertThat(counters.queries()).isEqualTo(4);
      assertThat(counters.responses()).isEqualTo(4);
      assertThat(counters.cacheHits()).isEqualTo(2);
      assertThat(counters.responseNanos()).isPositive();
      assertThat(counters.queryTypes()).isEqualTo(Map.of("A", 2L, "CAA", 1L, "TYPE65280", 1L));
      assertThat(counters.responseCodes())
          .isEqualTo(Map.of("NOERROR", 2L, "NXDOMAIN", 1L, "REFUSED", 1L));
    }
  }
}
