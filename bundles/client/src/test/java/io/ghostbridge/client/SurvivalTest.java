package io.ghostbridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.ghostbridge.proto.common.v1.Empty;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
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
      Awaiting.until(
          "left out",
          () -> {
            int before = one.names.singles.get();
            for (int i = 0; i < 10; i++) {
              var _ = stub.resolveDomain(QUERY);
            }
            return one.names.singles.get() == before;
          });
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

  @Test
  void anEndpointThatAnswersBadlyIsLeftAloneForAWhile() throws Exception {
    var registry = new SimpleMeterRegistry();
    try (TestNode bad = new TestNode();
        TestNode good = new TestNode();
        GhostChannel channel =
            GhostChannel.to(bad.address(), good.address())
                .plaintext()
                .withoutBatching()
                .breaker(new BreakerPolicy(10, 50, Duration.ofMillis(300)))
                .metrics(registry)
                .build()) {
      bad.names.failing.set(Status.INTERNAL.withDescription("broken"));
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
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
      int before = bad.names.singles.get();
      for (int i = 0; i < 20; i++) {
        assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      }
      assertThat(bad.names.singles.get()).isLessThanOrEqualTo(before + 10);
      bad.names.failing.set(null);
      Awaiting.until(
          "back",
          () -> {
            int now = bad.names.singles.get();
            var _ = stub.resolveDomain(QUERY);
            return bad.names.singles.get() > now;
          });
    }
  }

  @Test
  void idempotentCallsWaitWhileTheOnlyEndpointIsLeftAlone() throws Exception {
    try (TestNode node = new TestNode();
        GhostChannel channel =
            GhostChannel.to(node.address())
                .plaintext()
                .withoutBatching()
                .breaker(new BreakerPolicy(10, 50, Duration.ofMillis(200)))
                .build()) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      node.names.failing.set(Status.INTERNAL);
      AtomicInteger failures = new AtomicInteger();
      for (int i = 0; i < 5; i++) {
        try {
          var _ = stub.resolveDomain(QUERY);
        } catch (StatusRuntimeException e) {
          failures.incrementAndGet();
        }
      }
      assertThat(failures).hasValue(5);
      node.names.failing.set(null);
      assertThatThrownBy(
              () -> stub.submitTransaction(SubmitTransactionRequest.getDefaultInstance()))
          .hasMessageContaining("circuit breaker is open for " + node.address());
      assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
    }
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
      CountDownLatch latch = new CountDownLatch(1);
      slow.names.held.set(latch);
      var stub =
          GhostChainServiceGrpc.newBlockingStub(channel).withDeadlineAfter(10, TimeUnit.SECONDS);
      for (int i = 0; i < 10; i++) {
        assertThat(stub.getChainInfo(Empty.getDefaultInstance()).getChainId()).isEqualTo("test-1");
      }
      latch.countDown();
    }
  }
}
