package io.ghostbridge.client;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.SubmitTransactionRequest;
import io.ghostbridge.proto.common.v1.Empty;
import io.grpc.ManagedChannelProvider;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.StreamObserver;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class GhostChannelTest {
  private static final DomainQuery QUERY = DomainQuery.newBuilder().setDomain("name").build();

  @Test
  void wrongEndpointsAreOneSentence() {
    for (String wrong :
        List.of("", "node", ":1", "node:", "node:0", "node:65536", "a b:1", "::1:9")) {
      assertThatThrownBy(() -> GhostChannel.to(wrong))
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessage(
              "the endpoint is '"
                  + wrong
                  + "', expected host:port, such as node.example:9090 or [2001:db8::1]:9090");
    }
    assertThatThrownBy(GhostChannel::to).hasMessageContaining("no endpoint was given");
    assertThatThrownBy(() -> GhostChannel.to("a:1", "a:1"))
        .hasMessage("the endpoint 'a:1' is there twice");
  }

  @Test
  void wrongSettingsAreOneSentence() {
    assertThatThrownBy(() -> new PoolLimits(0, 1, Duration.ofSeconds(1)))
        .hasMessage("mostConnections is 0, expected 1 to 1000");
    assertThatThrownBy(() -> new BatchLimits(10, Duration.ofSeconds(1)))
        .hasMessage("delay is 1000 ms, expected 50 us to 100 ms");
    assertThatThrownBy(() -> new PoolLimits(1, 1, Duration.ofSeconds(Long.MAX_VALUE)))
        .hasMessage("idle is PT2562047788015215H30M7S, expected 100 ms to 3600000 ms");
    assertThatThrownBy(() -> GhostChannel.to("a:1").build())
        .hasMessage("neither plaintext() nor tls(…) was asked for, expected one of them");
    assertThatThrownBy(
            () -> GhostChannel.to("a:1").tls(ClientTls.trusting(Path.of("no-such.pem"))).build())
        .hasMessageContaining("the trust file 'no-such.pem' cannot be read");
  }

  @Test
  void aNodeThatIsNotThereIsSaidAtOnceToCallsWithEffects() {
    try (GhostChannel channel = GhostChannel.to("127.0.0.1:1").plaintext().build()) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThatThrownBy(
              () -> stub.submitTransaction(SubmitTransactionRequest.getDefaultInstance()))
          .hasMessageContaining("UNAVAILABLE: no endpoint can be reached: 127.0.0.1:1");
    }
  }

  @Test
  void aCallThatWaitsForANodeEndsAtItsDeadline() {
    try (GhostChannel channel =
        GhostChannel.to("127.0.0.1:1").plaintext().deadline(Duration.ofMillis(200)).build()) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      for (boolean batched : new boolean[] {true, false}) {
        assertThatThrownBy(() -> stub.withOption(GhostChannel.BATCH, batched).resolveDomain(QUERY))
            .isInstanceOfSatisfying(
                StatusRuntimeException.class,
                e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
      }
    }
  }

  @Test
  void callsBeyondTheBoundFailAtOnceAndTheOthersAreAnswered() throws Exception {
    try (TestNode node = new TestNode();
        GhostChannel channel =
            GhostChannel.to(node.address()).plaintext().maximumCalls(10).build()) {
      CountDownLatch latch = new CountDownLatch(1);
      node.names.held.set(latch);
      var stub = GhostChainServiceGrpc.newFutureStub(channel);
      var answers = new ArrayList<com.google.common.util.concurrent.ListenableFuture<?>>();
      for (int i = 0; i < 5; i++) {
        answers.add(stub.resolveDomain(QUERY));
        answers.add(stub.getChainInfo(Empty.getDefaultInstance()));
      }
      for (int i = 0; i < 4; i++) {
        var refused =
            i % 2 == 0 ? stub.resolveDomain(QUERY) : stub.getChainInfo(Empty.getDefaultInstance());
        assertThatThrownBy(refused::get)
            .hasMessageContaining("RESOURCE_EXHAUSTED: the channel has its most of 10 calls open");
      }
      node.names.held.set(null);
      latch.countDown();
      for (var each : answers) {
        assertThat(each.get()).isNotNull();
      }
      assertThat(channel.openCalls()).isZero();
    }
  }

  @Test
  void connectionsFollowTheDemand() throws Exception {
    var registry = new SimpleMeterRegistry();
    try (TestNode node = new TestNode();
        GhostChannel channel =
            GhostChannel.to(node.address())
                .plaintext()
                .withoutBatching()
                .pool(new PoolLimits(4, 10, Duration.ofMillis(300)))
                .metrics(registry)
                .build()) {
      CountDownLatch latch = new CountDownLatch(1);
      node.names.held.set(latch);
      var stub = GhostChainServiceGrpc.newFutureStub(channel);
      var answers =
          new ArrayList<com.google.common.util.concurrent.ListenableFuture<DomainResponse>>();
      Awaiting.until(
          "four connections",
          () -> {
            for (int i = 0; i < 10; i++) {
              answers.add(stub.resolveDomain(QUERY));
            }
            var connections = registry.find("ghost.client.connections").gauge();
            return connections != null && connections.value() == 4;
          });
      assertThat(node.connections).hasValue(4);
      node.names.held.set(null);
      latch.countDown();
      for (var each : answers) {
        assertThat(each.get().getDomain()).isEqualTo("name");
      }
      Awaiting.until("one connection", () -> node.connections.get() == 1);
      assertThat(stub.resolveDomain(QUERY).get().getDomain()).isEqualTo("name");
      assertThat(node.connectionsEver).hasValue(4);
    }
  }

  @Test
  void closingLeavesNoThreadNoMeterAndNothingInTheRegistries() throws Exception {
    var registry = new SimpleMeterRegistry();
    assertThat(ManagedChannelProvider.provider()).isNotNull();
    try (TestNode node = new TestNode()) {
      var warm = GhostChannel.to(node.address()).plaintext().build();
      var _ = GhostChainServiceGrpc.newBlockingStub(warm).resolveDomain(QUERY);
      warm.close();
      Set<Thread> before = threads();
      GhostChannel channel = GhostChannel.to(node.address()).plaintext().metrics(registry).build();
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      assertThat(stub.getChainInfo(Empty.getDefaultInstance()).getChainId()).isEqualTo("test-1");
      assertThat(registry.getMeters()).isNotEmpty();
      channel.close();
      channel.close();
      assertThat(newThreads(before)).noneMatch(name -> name.startsWith("ghost-client"));
      // Those that grpc-java shares, for watches of health, end a second after their last user.
      Awaiting.until(
          "none of grpc-java's",
          () -> newThreads(before).stream().noneMatch(name -> name.startsWith("grpc")));
      assertThat(registry.getMeters()).isEmpty();
      assertThat(io.grpc.NameResolverRegistry.getDefaultRegistry().getDefaultScheme())
          .doesNotStartWith("ghost-");
      for (boolean batched : new boolean[] {true, false}) {
        assertThatThrownBy(() -> stub.withOption(GhostChannel.BATCH, batched).resolveDomain(QUERY))
            .hasMessageContaining("UNAVAILABLE");
      }
      assertThat(channel.openCalls()).isZero();
    }
  }

  @Test
  void whatIsMeasuredIsWhatWasCalled() throws Exception {
    var registry = new SimpleMeterRegistry();
    try (TestNode node = new TestNode();
        GhostChannel channel =
            GhostChannel.to(node.address()).plaintext().metrics(registry).build()) {
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      for (int i = 0; i < 3; i++) {
        var _ = stub.resolveDomain(QUERY);
      }
      assertThatThrownBy(
              () -> stub.resolveDomain(DomainQuery.newBuilder().setDomain("nobody").build()))
          .isInstanceOf(StatusRuntimeException.class);
      String method = "ghost.chain.v1.GhostChainService/ResolveDomain";
      assertThat(timed(registry, method, "OK")).isEqualTo(3);
      assertThat(timed(registry, method, "NOT_FOUND")).isEqualTo(1);
      assertThat(registry.get("ghost.client.attempts").tag("kind", "first").counter().count())
          .isEqualTo(4);
    }
  }

  @Test
  void attemptsAfterTheFirstAreCountedAsSuch() throws Exception {
    var registry = new SimpleMeterRegistry();
    try (TestNode node = new TestNode();
        GhostChannel channel =
            GhostChannel.to(node.address()).plaintext().metrics(registry).build()) {
      node.names.away.set(2);
      var stub = GhostChainServiceGrpc.newBlockingStub(channel);
      assertThat(stub.resolveDomain(QUERY).getDomain()).isEqualTo("name");
      assertThat(registry.get("ghost.client.attempts").tag("kind", "first").counter().count())
          .isEqualTo(1);
      assertThat(registry.get("ghost.client.attempts").tag("kind", "retry").counter().count())
          .isEqualTo(2);
    }
  }

  @Test
  void channelsWithOneRegistryAreToldApartOrRefused() throws Exception {
    var registry = new SimpleMeterRegistry();
    try (TestNode node = new TestNode();
        GhostChannel one =
            GhostChannel.to(node.address())
                .plaintext()
                .metrics(registry, Tags.of("channel", "one"))
                .build()) {
      assertThat(GhostChainServiceGrpc.newBlockingStub(one).resolveDomain(QUERY).getTtl())
          .isEqualTo(7);
      int meters = registry.getMeters().size();
      assertThatThrownBy(
              () ->
                  GhostChannel.to(node.address())
                      .plaintext()
                      .metrics(registry, Tags.of("channel", "one"))
                      .build())
          .isInstanceOf(IllegalArgumentException.class)
          .hasMessageContaining("the registry has the meters of another channel");
      GhostChannel two = GhostChannel.to(node.address()).plaintext().metrics(registry).build();
      two.close();
      assertThat(registry.getMeters()).hasSize(meters);
      assertThat(registry.get("ghost.client.calls").tag("channel", "one").timer().count())
          .isEqualTo(1);
    }
  }

  @Test
  void aChannelThatCannotBeBuiltLeavesNoMeter() {
    var registry = new SimpleMeterRegistry();
    assertThatThrownBy(
            () ->
                GhostChannel.to("a:1")
                    .tls(ClientTls.trusting(Path.of("no-such.pem")))
                    .metrics(registry)
                    .build())
        .hasMessageContaining("no-such.pem");
    assertThat(registry.getMeters()).isEmpty();
  }

  @Test
  void aListenerThatThrowsHearsThatItsCallWasCancelled() throws Exception {
    try (TestNode node = new TestNode();
        GhostChannel channel = GhostChannel.to(node.address()).plaintext().build()) {
      for (boolean batched : new boolean[] {true, false}) {
        var ended = new CompletableFuture<Status>();
        GhostChainServiceGrpc.newStub(channel)
            .withOption(GhostChannel.BATCH, batched)
            .resolveDomain(QUERY, throwing(ended));
        Status status = ended.get(20, TimeUnit.SECONDS);
        assertThat(status.getCode()).isEqualTo(Status.Code.CANCELLED);
        assertThat(status.getCause()).hasMessage("not this answer");
        Awaiting.until("ended", () -> channel.openCalls() == 0);
      }
    }
  }

  private static StreamObserver<DomainResponse> throwing(CompletableFuture<Status> ended) {
    return new StreamObserver<>() {
      @Override
      public void onNext(DomainResponse answer) {
        throw new IllegalStateException("not this answer");
      }

      @Override
      public void onError(Throwable failure) {
        ended.complete(Status.fromThrowable(failure));
      }

      @Override
      public void onCompleted() {
        ended.complete(Status.OK);
      }
    };
  }

  @Test
  void aCallWhoseExecutorWasShutDownEndsAllTheSame() throws Exception {
    try (TestNode node = new TestNode();
        GhostChannel channel = GhostChannel.to(node.address()).plaintext().build()) {
      for (boolean batched : new boolean[] {true, false}) {
        CountDownLatch latch = new CountDownLatch(1);
        node.names.held.set(latch);
        node.names.singles.set(0);
        ExecutorService executor = Executors.newSingleThreadExecutor();
        var answer =
            GhostChainServiceGrpc.newFutureStub(channel)
                .withExecutor(executor)
                .withOption(GhostChannel.BATCH, batched)
                .resolveDomain(QUERY);
        Awaiting.until("at the node", () -> node.names.singles.get() == 1);
        executor.shutdown();
        latch.countDown();
        assertThat(Answers.get(answer).getDomain()).isEqualTo("name");
        Awaiting.until("ended", () -> channel.openCalls() == 0);
      }
    }
  }

  @Test
  void closingEndsACallThatPausesBetweenAttempts() throws Exception {
    try (TestNode node = new TestNode()) {
      node.names.failing.set(Status.UNAVAILABLE.withDescription("away"));
      GhostChannel channel =
          GhostChannel.to(node.address())
              .plaintext()
              .retries(
                  new RetryPolicy(5, Duration.ofSeconds(10), Duration.ofSeconds(10), 1000, 1000))
              .deadline(Duration.ofHours(1))
              .build();
      var stub = GhostChainServiceGrpc.newFutureStub(channel);
      var batched = stub.resolveDomain(QUERY);
      var alone = stub.withOption(GhostChannel.BATCH, false).resolveDomain(QUERY);
      Awaiting.until("both tried", () -> node.names.singles.get() == 2);
      channel.close();
      assertThat(Answers.failure(batched).getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(Answers.failure(alone).getStatus().getCode()).isEqualTo(Status.Code.UNAVAILABLE);
      assertThat(channel.openCalls()).isZero();
      assertThat(node.names.singles).hasValue(2);
    }
  }

  private static long timed(SimpleMeterRegistry registry, String method, String status) {
    return registry
        .get("ghost.client.calls")
        .tag("method", method)
        .tag("status", status)
        .timer()
        .count();
  }

  private static List<String> newThreads(Set<Thread> before) {
    return threads().stream().filter(each -> !before.contains(each)).map(Thread::getName).toList();
  }

  private static Set<Thread> threads() {
    return Thread.getAllStackTraces().keySet().stream().collect(Collectors.toSet());
  }
}
