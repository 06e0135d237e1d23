package io.ghostbridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.client.internal.call.RepeatingInterceptor;
import io.ghostbridge.client.internal.call.RetryBudget;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc.GhostChainServiceBlockingStub;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What tries again above the secure channel, here without one. */
class RepeatingTest {
  private static final DomainQuery QUERY = DomainQuery.newBuilder().setDomain("name").build();
  private static final RetryPolicy POLICY =
      new RetryPolicy(4, Duration.ofMillis(10), Duration.ofMillis(40), 20, 1000);

  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private TestNode node;
  private GhostChannel below;

  @BeforeEach
  void open() throws IOException {
    node = new TestNode();
    below = GhostChannel.to(node.address()).plaintext().withoutBatching().withoutRetries().build();
  }

  @AfterEach
  void close() {
    below.close();
    node.close();
    timer.shutdownNow();
  }

  private Channel repeating(RetryPolicy policy) {
    return ClientInterceptors.intercept(
        below,
        new RepeatingInterceptor(
            policy,
            new RetryBudget(policy),
            List.of(GhostChainServiceGrpc.getResolveDomainMethod().getFullMethodName()),
            timer,
            timer));
  }

  private GhostChainServiceBlockingStub blocking(RetryPolicy policy) {
    return GhostChainServiceGrpc.newBlockingStub(repeating(policy));
  }

  @Test
  void whatIsUnavailableIsTriedUntilItIsThere() {
    node.names.away.set(5);
    RetryPolicy policy =
        new RetryPolicy(20, Duration.ofMillis(5), Duration.ofMillis(50), 1000, 1000);
    assertThat(blocking(policy).resolveDomain(QUERY).getDomain()).isEqualTo("name");
    assertThat(node.names.singles).hasValue(6);
  }

  @Test
  void attemptsAndBudgetAreBounded() {
    node.names.failing.set(Status.UNAVAILABLE.withDescription("away"));
    GhostChainServiceBlockingStub stub = blocking(POLICY);
    for (int call = 1; call <= 10; call++) {
      assertThatThrownBy(() -> stub.resolveDomain(QUERY)).hasMessageContaining("away");
      assertThat(node.names.singles.get()).isLessThanOrEqualTo(4 * call);
    }
    // Ten failures leave half of the budget of twenty: from then on each call is one attempt.
    assertThat(node.names.singles).hasValueLessThan(20);
  }

  @Test
  void otherFailuresAndOtherMethodsAreNotTriedAgain() {
    GhostChainServiceBlockingStub stub = blocking(POLICY);
    assertThatThrownBy(
            () -> stub.resolveDomain(DomainQuery.newBuilder().setDomain("nobody").build()))
        .hasMessageContaining("NOT_FOUND");
    assertThat(node.names.singles).hasValue(1);
    node.names.failing.set(Status.UNAVAILABLE);
    assertThatThrownBy(() -> stub.submitTransaction(SubmitTransactionRequest.getDefaultInstance()))
        .hasMessageContaining("UNAVAILABLE");
    assertThat(node.names.submissions).hasValue(1);
  }

  @Test
  void aNodeThatWantsNoOtherAttemptGetsNone() {
    node.names.failing.set(Status.UNAVAILABLE.withDescription("away"));
    for (String never : List.of("-1", "soon", "")) {
      node.names.pushback.set(never);
      int before = node.names.singles.get();
      assertThatThrownBy(() -> blocking(POLICY).resolveDomain(QUERY)).hasMessageContaining("away");
      assertThat(node.names.singles).as("after '%s'", never).hasValue(before + 1);
    }
  }

  @Test
  void aNodeSaysWhenItIsToBeTriedAgain() {
    node.names.away.set(2);
    node.names.pushback.set("1");
    RetryPolicy slow = new RetryPolicy(5, Duration.ofSeconds(9), Duration.ofSeconds(9), 20, 1);
    assertThat(
            blocking(slow).withDeadlineAfter(8, TimeUnit.SECONDS).resolveDomain(QUERY).getDomain())
        .isEqualTo("name");
    assertThat(node.names.singles).hasValue(3);
  }

  @Test
  void aCallThatIsCancelledBeforeItsRequestIsCompleteEnds() throws Exception {
    Ending cancelled = new Ending();
    ClientCall<DomainQuery, DomainResponse> call = newCall(CallOptions.DEFAULT);
    call.start(cancelled, new Metadata());
    call.cancel("enough", null);
    assertThat(cancelled.status().getCode()).isEqualTo(Status.Code.CANCELLED);
  }

  private ClientCall<DomainQuery, DomainResponse> newCall(CallOptions options) {
    return repeating(POLICY).newCall(GhostChainServiceGrpc.getResolveDomainMethod(), options);
  }

  @Test
  void aPauseEndsWithTheDeadlineAndWithACancellation() {
    node.names.failing.set(Status.UNAVAILABLE.withDescription("away"));
    RetryPolicy slow = new RetryPolicy(5, Duration.ofSeconds(9), Duration.ofSeconds(9), 20, 1);
    assertThatThrownBy(
            () -> blocking(slow).withDeadlineAfter(7, TimeUnit.SECONDS).resolveDomain(QUERY))
        .isInstanceOf(StatusRuntimeException.class)
        .hasMessageContaining("away");
    assertThat(node.names.singles).hasValue(1);
    var answer = GhostChainServiceGrpc.newFutureStub(repeating(slow)).resolveDomain(QUERY);
    answer.cancel(true);
    assertThat(answer.isCancelled()).isTrue();
    assertThat(below.openCalls()).isLessThanOrEqualTo(1);
  }
}
