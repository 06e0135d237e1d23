package io.ghostbridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc.GhostChainServiceBlockingStub;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.ghostbridge.proto.common.v1.Empty;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

class SurvivalTest {
  private static final DomainQuery QUERY = DomainQuery.newBuilder().setDomain("name").build();

  @Test
  void aNodeThatRestartsCostsIdempotentCallersNoError() throws Exception {
    try (TestNode node = new TestNode();
        GhostChannel channel = GhostChannel.to(node.address()).plaintext().build();
        Load load = new Load(channel, 50)) {
      for (int round = 0; round < 3; round++) {
        load.awaitAnswers(500);
        node.kill();
        node.restart();
      }
      load.awaitAnswers(500);
      assertThat(load.errors).isEmpty();
    }
  }

  @Test
  void aServiceThatIsAwayForAMomentCostsIdempotentCallersNoError() throws Exception {
    try (TestNode node = new TestNode();
        GhostChannel channel = GhostChannel.to(node.address()).plaintext().build();
        Load load = new Load(channel, 20)) {
      load.awaitAnswers(200);
      node.names.failing.set(Status.UNAVAILABLE.withDescription("being replaced"));
      int before = node.names.singles.get() + node.names.batches.size();
      Awaiting.until(
          "tried", () -> node.names.singles.get() + node.names.batches.size() > before + 3);
      node.names.failing.set(null);
      load.awaitAnswers(200);
      assertThat(load.errors).isEmpty();
    }
  }

  /** As when its machine is gone, and the kernel goes on trying for a quarter of an hour. */
  @Test
  @Tag("full")
  void aConnectionThatFallsSilentIsReplaced() throws Exception {
    try (TestNode node = new TestNode();
        TcpRelay relay = new TcpRelay(node.port());
        GhostChannel channel = GhostChannel.to(relay.address()).plaintext().build()) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      relay.silence();
      assertThat(stub.withDeadlineAfter(2, TimeUnit.MINUTES).resolveDomain(QUERY).getDomain())
          .isEqualTo("name");
      assertThat(node.connectionsEver).hasValueGreaterThanOrEqualTo(2);
    }
  }

  @Test
  void callsWithEffectsAreNeverSentTwice() throws Exception {
    try (TestNode node = new TestNode();
        GhostChannel channel = GhostChannel.to(node.address()).plaintext().build()) {
      node.names.failing.set(Status.UNAVAILABLE.withDescription("may have happened"));
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThatThrownBy(
              () -> stub.submitTransaction(SubmitTransactionRequest.getDefaultInstance()))
          .hasMessageContaining("may have happened");
      assertThat(node.names.submissions).hasValue(1);
    }
  }

  @Test
  void callsGoToTheEndpointsThatAreThereAndHealthy() throws Exception {
    try (TestNode one = new TestNode();
        TestNode two = new TestNode();
        GhostChannel channel =
            GhostChannel.to(one.address(), two.address()).plaintext().withoutBatching().build()) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      Awaiting.until(
          "both asked",
          () -> {
            var _ = stub.resolveDomain(QUERY);
            return one.names.singles.get() > 0 && two.names.singles.get() > 0;
          });
      one.serving(false);
      awaitLeftOut(one, stub);
      one.serving(true);
      Awaiting.until(
          "asked again",
          () -> {
            int before = one.names.singles.get();
            var _ = stub.resolveDomain(QUERY);
            return one.names.singles.get() > before;
          });
      two.kill();
      for (int i = 0; i < 20; i++) {
        assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      }
    }
  }

  private static void awaitLeftOut(TestNode node, GhostChainServiceBlockingStub stub)
      throws InterruptedException {
    Awaiting.until(
        "left out",
        () -> {
          int before = node.names.singles.get();
          for (int i = 0; i < 10; i++) {
            var _ = stub.resolveDomain(QUERY);
          }
          return node.names.singles.get() == before;
        });
  }

  @Test
  void aSickEndpointOfSeveralIsLeftOutAndTheOthersShareTheCalls() throws Exception {
    try (TestNode sick = new TestNode();
        TestNode one = new TestNode();
        TestNode two = new TestNode();
        GhostChannel channel =
            GhostChannel.to(sick.address(), one.address(), two.address())
                .plaintext()
                .withoutBatching()
                .build()) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      Awaiting.until(
          "all asked",
          () -> {
            var _ = stub.resolveDomain(QUERY);
            return sick.names.singles.get() > 0
                && one.names.singles.get() > 0
                && two.names.singles.get() > 0;
          });
      sick.serving(false);
      awaitLeftOut(sick, stub);
      int left = sick.names.singles.get();
      int byOne = one.names.singles.get();
      int byTwo = two.names.singles.get();
      for (int i = 0; i < 100; i++) {
        assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      }
      assertThat(sick.names.singles).hasValue(left);
      // One call at a time: they take turns.
      assertThat(one.names.singles.get() - byOne).isBetween(40, 60);
      assertThat(two.names.singles.get() - byTwo).isBetween(40, 60);
    }
  }

  @Test
  void anEndpointThatAnswersBadlyIsLeftAlone() throws Exception {
    var registry = new SimpleMeterRegistry();
    try (TestNode bad = new TestNode();
        TestNode good = new TestNode();
        GhostChannel channel = breaking(bad, good, Duration.ofHours(1), registry)) {
      bad.names.failing.set(Status.INTERNAL.withDescription("broken"));
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      callUntilOpen(stub, registry, bad);
      int before = bad.names.singles.get();
      for (int i = 0; i < 20; i++) {
        assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      }
      assertThat(bad.names.singles).hasValue(before);
    }
  }

  @Test
  void anEndpointThatAnswersWellAgainIsCalledAgain() throws Exception {
    var registry = new SimpleMeterRegistry();
    try (TestNode bad = new TestNode();
        TestNode good = new TestNode();
        GhostChannel channel = breaking(bad, good, Duration.ofMillis(100), registry)) {
      bad.names.failing.set(Status.INTERNAL.withDescription("broken"));
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      callUntilOpen(stub, registry, bad);
      bad.names.failing.set(null);
      int before = bad.names.singles.get();
      Awaiting.until(
          "back",
          () -> {
            assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
            // More than its trials.
            return bad.names.singles.get() > before + 20;
          });
    }
  }

  private static GhostChannel breaking(
      TestNode bad, TestNode good, Duration pause, SimpleMeterRegistry registry) {
    return GhostChannel.to(bad.address(), good.address())
        .plaintext()
        .withoutBatching()
        .breaker(new BreakerPolicy(10, 50, pause))
        .metrics(registry)
        .build();
  }

  private static void callUntilOpen(
      GhostChainServiceBlockingStub stub, SimpleMeterRegistry registry, TestNode bad)
      throws InterruptedException {
    Awaiting.until(
        "open",
        () -> {
          try {
            var _ = stub.resolveDomain(QUERY);
          } catch (StatusRuntimeException e) {
            assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.INTERNAL);
          }
          return registry
                  .get("ghost.client.breaker.open")
                  .tag("endpoint", bad.address())
                  .gauge()
                  .value()
              == 1;
        });
  }

  @Test
  void whileTheOnlyEndpointIsLeftAloneIdempotentCallsWaitAndOthersAreRefused() throws Exception {
    try (TestNode node = new TestNode();
        GhostChannel channel = broken(node, Duration.ofHours(1))) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThatThrownBy(
              () -> stub.submitTransaction(SubmitTransactionRequest.getDefaultInstance()))
          .hasMessageContaining("circuit breaker is open for " + node.address());
      assertThatThrownBy(
              () -> stub.withDeadlineAfter(300, TimeUnit.MILLISECONDS).resolveDomain(QUERY))
          .hasMessageContaining("DEADLINE_EXCEEDED");
    }
  }

  @Test
  void idempotentCallsAreAnsweredWhenThePauseOfTheOnlyEndpointIsOver() throws Exception {
    try (TestNode node = new TestNode();
        GhostChannel channel = broken(node, Duration.ofMillis(200))) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
    }
  }

  /** To a node that has answered badly until it is left alone, and is well now. */
  private static GhostChannel broken(TestNode node, Duration pause) {
    GhostChannel channel =
        GhostChannel.to(node.address())
            .plaintext()
            .withoutBatching()
            .breaker(new BreakerPolicy(10, 50, pause))
            .build();
    var stub = GhostChainServiceGrpc.newBlockingStub(channel);
    node.names.failing.set(Status.INTERNAL.withDescription("broken"));
    for (int i = 0; i < 5; i++) {
      assertThatThrownBy(() -> stub.resolveDomain(QUERY)).hasMessageContaining("INTERNAL: broken");
    }
    node.names.failing.set(null);
    return channel;
  }

  @Test
  void hedgesAreAnsweredByWhoeverIsFirst() throws Exception {
    try (TestNode slow = new TestNode();
        TestNode fast = new TestNode();
        GhostChannel channel =
            GhostChannel.to(slow.address(), fast.address())
                .plaintext()
                .withoutBatching()
                .hedging(new HedgingPolicy(Duration.ofMillis(30), 3))
                .build()) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      // All attempts would go to the slow one while the other is not connected.
      Awaiting.until(
          "both asked",
          () -> {
            var _ = stub.resolveDomain(QUERY);
            return slow.names.singles.get() > 0 && fast.names.singles.get() > 0;
          });
      CountDownLatch latch = new CountDownLatch(1);
      slow.names.held.set(latch);
      for (int i = 0; i < 10; i++) {
        assertThat(stub.getChainInfo(Empty.getDefaultInstance()).getChainId()).isEqualTo("test-1");
      }
      latch.countDown();
    }
  }
}
