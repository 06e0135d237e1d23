package io.ghostbridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.ghostbridge.proto.common.v1.Empty;
import io.ghostbridge.tls.CertificateFiles;
import io.ghostbridge.tls.DevelopmentCertificate;
import io.grpc.Context;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.net.DatagramSocket;
import java.net.InetAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The channel over TLS: by HTTP/3 where QUIC works, by HTTP/2 where it does not. */
@Timeout(180)
class Http3Test {
  private static final DomainQuery QUERY = DomainQuery.newBuilder().setDomain("name").build();

  /** Longer than any handshake takes: which transport is first is not left to chance. */
  private static final Http3Policy PATIENT =
      new Http3Policy(0, Duration.ofSeconds(10), Duration.ofSeconds(1));

  @TempDir private Path directory;

  private static GhostChannelBuilder to(TlsNode node) {
    return GhostChannel.to(node.address())
        .tls(ClientTls.trusting(node.certificate.certificates()))
        .http3(PATIENT);
  }

  private static int count(TestNames names) {
    return names.singles.get() + names.batches.size();
  }

  @Test
  void callsGoByHttp3WhereItIsThere() throws Exception {
    try (TlsNode node = new TlsNode(directory).both();
        GhostChannel channel = to(node).build()) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      for (int i = 0; i < 20; i++) {
        assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
        assertThat(stub.getChainInfo(Empty.getDefaultInstance()).getChainId()).isEqualTo("test-1");
      }
      assertThat(count(node.byHttp3)).isEqualTo(20);
      assertThat(count(node.byHttp2)).isZero();
    }
  }

  @Test
  void withoutHttp3AtTheNodeCallsGoByHttp2AndMoveWhenItComes() throws Exception {
    try (TlsNode node = new TlsNode(directory);
        GhostChannel channel = to(node).build()) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      assertThat(count(node.byHttp2)).isPositive();
      node.startHttp3();
      Awaiting.until(
          "by HTTP/3",
          () -> {
            var _ = stub.resolveDomain(QUERY);
            return count(node.byHttp3) > 0;
          });
    }
  }

  /** A socket that takes datagrams and says nothing, as a firewall does. */
  @Test
  void whereUdpIsSwallowedCallsWaitOnlyTheHeadStart() throws Exception {
    try (TlsNode node = new TlsNode(directory);
        DatagramSocket _ = silence(node);
        GhostChannel channel =
            to(node)
                .http3(new Http3Policy(0, Duration.ofMillis(50), Duration.ofHours(1)))
                .handshakeTimeout(Duration.ofMinutes(5))
                .deadline(Duration.ofSeconds(30))
                .build()) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      // Whoever waited for the end of the handshake would be late.
      for (int i = 0; i < 10; i++) {
        assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      }
    }
  }

  private static DatagramSocket silence(TlsNode node) throws Exception {
    int port = Integer.parseInt(node.address().substring(node.address().indexOf(':') + 1));
    return new DatagramSocket(port, InetAddress.getLoopbackAddress());
  }

  @Test
  void aTransportThatRestartsCostsIdempotentCallersNoError() throws Exception {
    try (TlsNode node = new TlsNode(directory).both();
        GhostChannel channel = to(node).build();
        Load load = new Load(channel, 30)) {
      for (int round = 0; round < 3; round++) {
        load.awaitAnswers(100);
        node.stopHttp3();
        load.awaitAnswers(50);
        node.startHttp3();
      }
      int before = count(node.byHttp3);
      Awaiting.until("by HTTP/3 again", () -> count(node.byHttp3) > before + 100);
      assertThat(load.errors).isEmpty();
    }
  }

  @Test
  void aNodeThatRestartsCostsIdempotentCallersNoError() throws Exception {
    try (TlsNode node = new TlsNode(directory).both();
        GhostChannel channel = to(node).build();
        Load load = new Load(channel, 30)) {
      for (int round = 0; round < 2; round++) {
        load.awaitAnswers(100);
        node.killHttp2();
        node.stopHttp3();
        node.startHttp2();
        node.startHttp3();
      }
      int before = count(node.byHttp3);
      Awaiting.until("by HTTP/3 again", () -> count(node.byHttp3) > before + 100);
      assertThat(load.errors).isEmpty();
    }
  }

  @Test
  void aBundleThatIsReplacedCostsIdempotentCallersNoError() throws Exception {
    try (TlsNode node = new TlsNode(directory).both();
        // However long the bundle is away: the breaker would send calls by HTTP/2.
        GhostChannel channel =
            to(node).breaker(new BreakerPolicy(10_000, 100, Duration.ofMillis(10))).build();
        Load load = new Load(channel, 30)) {
      for (int round = 0; round < 3; round++) {
        load.awaitAnswers(100);
        node.offering(false);
        node.offering(true);
      }
      load.awaitAnswers(100);
      assertThat(load.errors).isEmpty();
      assertThat(count(node.byHttp2)).as("nothing was wrong with HTTP/3").isZero();
    }
  }

  @Test
  void callsWithEffectsAreNeverSentTwice() throws Exception {
    try (TlsNode node = new TlsNode(directory).both();
        GhostChannel channel = to(node).build()) {
      node.byHttp3.failing.set(Status.UNAVAILABLE.withDescription("may have happened"));
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThatThrownBy(
              () -> stub.submitTransaction(SubmitTransactionRequest.getDefaultInstance()))
          .hasMessageContaining("may have happened");
      assertThat(node.byHttp3.submissions).hasValue(1);
      assertThat(node.byHttp2.submissions).hasValue(0);
    }
  }

  @Test
  @Tag("full")
  void theNodesHealthIsWatchedByHttp3() throws Exception {
    try (TlsNode sick = new TlsNode(directory).both();
        TlsNode well = new TlsNode(directory).both();
        GhostChannel channel =
            GhostChannel.to(sick.address(), well.address())
                .tls(ClientTls.trusting(sick.certificate.certificates()))
                .http3(PATIENT)
                .healthOf(TlsNode.SERVICE)
                .withoutBatching()
                .build()) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      Awaiting.until(
          "both asked",
          () -> {
            var _ = stub.resolveDomain(QUERY);
            return count(sick.byHttp3) > 0 && count(well.byHttp3) > 0;
          });
      sick.offering(false);
      Awaiting.until(
          "left out",
          () -> {
            int before = count(sick.byHttp3) + count(sick.byHttp2);
            for (int i = 0; i < 10; i++) {
              var _ = stub.resolveDomain(QUERY);
            }
            return count(sick.byHttp3) + count(sick.byHttp2) == before;
          });
      sick.offering(true);
      Awaiting.until(
          "asked again",
          () -> {
            int before = count(sick.byHttp3);
            var _ = stub.resolveDomain(QUERY);
            return count(sick.byHttp3) > before;
          });
    }
  }

  @Test
  void connectionsFollowTheDemand() throws Exception {
    var registry = new SimpleMeterRegistry();
    try (TlsNode node = new TlsNode(directory).both();
        GhostChannel channel =
            to(node)
                .withoutBatching()
                .pool(new PoolLimits(3, 10, Duration.ofMillis(300)))
                .metrics(registry)
                .build()) {
      CountDownLatch latch = new CountDownLatch(1);
      node.byHttp3.held.set(latch);
      var stub = GhostChainServiceGrpc.newFutureStub(channel);
      var answers =
          new ArrayList<com.google.common.util.concurrent.ListenableFuture<DomainResponse>>();
      Awaiting.until(
          "three connections",
          () -> {
            for (int i = 0; i < 10; i++) {
              answers.add(stub.resolveDomain(QUERY));
            }
            return registry
                    .get("ghost.client.connections")
                    .tag("transport", "http3")
                    .gauge()
                    .value()
                == 3;
          });
      node.byHttp3.held.set(null);
      latch.countDown();
      for (var each : answers) {
        assertThat(each.get().getDomain()).isEqualTo("name");
      }
      Awaiting.until("one connection", () -> node.http3Connections() == 1);
      assertThat(stub.resolveDomain(QUERY).get().getDomain()).isEqualTo("name");
    }
  }

  @Test
  void hedgesGoByHttp2() throws Exception {
    try (TlsNode node = new TlsNode(directory).both();
        GhostChannel channel =
            to(node)
                .withoutBatching()
                .hedging(new HedgingPolicy(Duration.ofMillis(20), 2))
                .build()) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      CountDownLatch latch = new CountDownLatch(1);
      node.byHttp3.held.set(latch);
      for (int i = 0; i < 5; i++) {
        assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      }
      assertThat(count(node.byHttp2)).isGreaterThanOrEqualTo(5);
      latch.countDown();
    }
  }

  private static double streams(SimpleMeterRegistry registry, String transport) {
    return registry.get("ghost.client.streams").tag("transport", transport).gauge().value();
  }

  @Test
  void aHedgeThatFailsLeavesTheFirstAttemptItsTime() throws Exception {
    var registry = new SimpleMeterRegistry();
    try (TlsNode node = new TlsNode(directory).both();
        GhostChannel channel =
            to(node)
                .withoutBatching()
                .hedging(new HedgingPolicy(Duration.ofMillis(20), 2))
                .metrics(registry)
                .build()) {
      var stub = GhostChainServiceGrpc.newFutureStub(channel);
      assertThat(stub.resolveDomain(QUERY).get().getDomain()).isEqualTo("name");
      CountDownLatch latch = new CountDownLatch(1);
      node.byHttp3.held.set(latch);
      node.byHttp2.failing.set(Status.UNAVAILABLE.withDescription("not here"));
      var answer = stub.resolveDomain(QUERY);
      Awaiting.until("hedged", () -> count(node.byHttp2) >= 2);
      Awaiting.until("the hedge has ended", () -> streams(registry, "http2") == 0);
      latch.countDown();
      assertThat(answer.get().getDomain()).isEqualTo("name");
    }
  }

  @Test
  void aNodeThatWantsNoOtherAttemptGetsNoneByHttp2() throws Exception {
    try (TlsNode node = new TlsNode(directory).both();
        GhostChannel channel =
            to(node)
                .withoutBatching()
                .hedging(new HedgingPolicy(Duration.ofSeconds(10), 2))
                .build()) {
      node.byHttp3.failing.set(Status.UNAVAILABLE.withDescription("enough"));
      node.byHttp3.pushback.set("-1");
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThatThrownBy(() -> stub.resolveDomain(QUERY)).hasMessageContaining("enough");
      assertThat(count(node.byHttp2)).isZero();
    }
  }

  /** A socket that takes datagrams and says nothing, for longer than the context lasts. */
  @Test
  void aContextThatIsCancelledEndsACallThatWaitsForTheHandshake() throws Exception {
    try (TlsNode node = new TlsNode(directory);
        DatagramSocket _ = silence(node);
        GhostChannel channel =
            to(node)
                .handshakeTimeout(Duration.ofMinutes(5))
                .deadline(Duration.ofMinutes(5))
                .build()) {
      var stub = GhostChainServiceGrpc.newFutureStub(channel);
      Context.CancellableContext context = Context.current().withCancellation();
      var cancelled = context.call(() -> stub.getChainInfo(Empty.getDefaultInstance()));
      context.cancel(null);
      assertThatThrownBy(() -> cancelled.get(8, TimeUnit.SECONDS))
          .hasMessageContaining("CANCELLED");
    }
  }

  @Test
  void aClientShowsItsCertificateByBothAndIsRefusedWithoutByBoth() throws Exception {
    CertificateFiles own = DevelopmentCertificate.in(directory.resolve("client"));
    try (TlsNode node = new TlsNode(directory, own).both()) {
      ClientTls trusting = ClientTls.trusting(node.certificate.certificates());
      ClientTls presenting = trusting.presenting(own.certificates(), own.key());
      try (GhostChannel http3 = to(node).tls(presenting).build();
          GhostChannel http2 = to(node).tls(presenting).withoutHttp3().build()) {
        for (GhostChannel each : new GhostChannel[] {http3, http2}) {
          var stub = GhostChainServiceGrpc.newBlockingStub(each);
          assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
        }
        assertThat(count(node.byHttp3)).isEqualTo(1);
        assertThat(count(node.byHttp2)).isEqualTo(1);
      }
      try (GhostChannel without = to(node).tls(trusting).deadline(Duration.ofMillis(700)).build()) {
        var stub = GhostChainServiceGrpc.newBlockingStub(without);
        assertThatThrownBy(() -> stub.resolveDomain(QUERY))
            .isInstanceOf(StatusRuntimeException.class);
      }
      assertThat(count(node.byHttp3) + count(node.byHttp2)).isEqualTo(2);
    }
  }

  @Test
  void aNodeWhoseCertificateIsNotTrustedIsNotCalledByEither() throws Exception {
    CertificateFiles other = DevelopmentCertificate.in(directory.resolve("other"));
    try (TlsNode node = new TlsNode(directory).both();
        GhostChannel channel =
            to(node)
                .tls(ClientTls.trusting(other.certificates()))
                .deadline(Duration.ofMillis(700))
                .build()) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThatThrownBy(() -> stub.resolveDomain(QUERY))
          .isInstanceOf(StatusRuntimeException.class);
      assertThat(count(node.byHttp3) + count(node.byHttp2)).isZero();
    }
  }

  @Test
  void aNodeWhoseCertificateHasAnotherNameIsNotCalledByEither() throws Exception {
    for (String name : new String[] {"localhost", "other.example"}) {
      try (TlsNode node =
              new TlsNode(NamedCertificate.of(name, directory.resolve(name)), null).both();
          GhostChannel http3 = to(node).deadline(Duration.ofMillis(700)).build();
          GhostChannel http2 = to(node).withoutHttp3().deadline(Duration.ofMillis(700)).build()) {
        boolean right = name.equals("localhost");
        for (GhostChannel each : new GhostChannel[] {http3, http2}) {
          // Where it is right, as long as it takes.
          var stub =
              right
                  ? GhostChainServiceGrpc.newBlockingStub(each)
                      .withDeadlineAfter(30, TimeUnit.SECONDS)
                  : GhostChainServiceGrpc.newBlockingStub(each);
          if (right) {
            assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
          } else {
            assertThatThrownBy(() -> stub.resolveDomain(QUERY))
                .isInstanceOf(StatusRuntimeException.class);
          }
        }
        assertThat(count(node.byHttp3)).isEqualTo(right ? 1 : 0);
        assertThat(count(node.byHttp2)).isEqualTo(right ? 1 : 0);
      }
    }
  }

  @Test
  void closingLeavesNoThreadAndNoConnection() throws Exception {
    try (TlsNode node = new TlsNode(directory).both()) {
      GhostChannel channel = to(node).build();
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      channel.close();
      assertThat(Thread.getAllStackTraces().keySet())
          .noneMatch(thread -> thread.getName().startsWith("ghost-client"));
      Awaiting.until("no connection", () -> node.http3Connections() == 0);
      assertThatThrownBy(() -> stub.resolveDomain(QUERY)).hasMessageContaining("UNAVAILABLE");
    }
  }
}
