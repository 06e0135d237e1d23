package io.ghostbridge.client;

import static io.ghostbridge.client.Answers.failure;
import static io.ghostbridge.client.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.rpc.ErrorInfo;
import io.ghostbridge.client.internal.batch.Batcher;
import io.ghostbridge.client.internal.call.CallGate;
import io.ghostbridge.client.internal.metric.ClientMetrics;
import io.ghostbridge.proto.chain.v1.DomainResponse;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc.GhostChainServiceFutureStub;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.ClientInterceptor;
import io.grpc.ClientInterceptors;
import io.grpc.MethodDescriptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What leaves with what. The timer is kept from firing, so that no call leaves for having waited,
 * however long this takes.
 */
class BatcherTest {
  private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor();
  private final CountDownLatch stopped = new CountDownLatch(1);
  private TestNode node;
  private GhostChannel below;
  private CallGate gate;
  private GhostChainServiceFutureStub stub;

  @BeforeEach
  void open() throws IOException {
    timer.execute(this::standStill);
    node = new TestNode();
    below = GhostChannel.to(node.address()).plaintext().withoutBatching().build();
    ClientMetrics metrics = new ClientMetrics(new SimpleMeterRegistry());
    gate = new CallGate(1000, metrics);
    Batcher batcher =
        new Batcher(
            below, new BatchLimits(50, Duration.ofMillis(1)), Runnable::run, timer, gate, metrics);
    stub =
        GhostChainServiceGrpc.newFutureStub(
            ClientInterceptors.intercept(below, new Batching(batcher)));
  }

  private void standStill() {
    try {
      stopped.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private record Batching(Batcher batcher) implements ClientInterceptor {
    @Override
    @SuppressWarnings("unchecked") // It is the method of these messages.
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      return batcher.takes(method, options)
          ? (ClientCall<Q, A>) batcher.newCall(options)
          : next.newCall(method, options);
    }
  }

  @AfterEach
  void close() {
    node.names.release();
    below.close();
    node.close();
    timer.shutdownNow();
    stopped.countDown();
  }

  @Test
  void callsMadeTogetherLeaveTogetherAndEachHasItsAnswer() throws Exception {
    List<ListenableFuture<DomainResponse>> answers = batch(names(500));
    for (int i = 0; i < 500; i++) {
      assertThat(get(answers.get(i)).getDomain()).isEqualTo("name" + i);
    }
    assertThat(node.names.singles).hasValue(1);
    assertThat(node.names.batches)
        .containsExactlyInAnyOrder(50, 50, 50, 50, 50, 50, 50, 50, 50, 49);
    assertThat(gate.open()).isZero();
  }

  private static String[] names(int count) {
    String[] names = new String[count];
    for (int i = 0; i < count; i++) {
      names[i] = "name" + i;
    }
    return names;
  }

  @Test
  void anErrorIsOfItsCallOnlyAndHasItsReason() throws Exception {
    List<ListenableFuture<DomainResponse>> answers = batch("first", "name1", "nobody", "name2");
    assertThat(get(answers.get(1)).getDomain()).isEqualTo("name1");
    assertThat(get(answers.get(3)).getDomain()).isEqualTo("name2");
    StatusRuntimeException failure = failure(answers.get(2));
    assertThat(failure.getStatus().getCode()).isEqualTo(Status.Code.NOT_FOUND);
    assertThat(failure.getStatus().getDescription()).contains("nobody");
    com.google.rpc.Status details = Objects.requireNonNull(StatusProto.fromThrowable(failure));
    ErrorInfo info = details.getDetails(0).unpack(ErrorInfo.class);
    assertThat(info.getReason()).isEqualTo("NAME_NOT_FOUND");
    assertThat(info.getDomain()).isEqualTo("ghostbridge.io");
  }

  @Test
  void whatIsUnavailableForOneNameIsAskedForAgainAlone() throws Exception {
    List<ListenableFuture<DomainResponse>> answers = batch("first", "busy1", "name2");
    assertThat(get(answers.get(1)).getDomain()).isEqualTo("busy1");
    assertThat(node.names.singles).hasValue(2);
  }

  @Test
  void aNodeThatTakesFewerIsAskedForFewer() throws Exception {
    node.names.mostQueries = 10;
    for (int size : new int[] {50, 25, 12}) {
      allAnswered(batch(names(1 + size)));
      assertThat(node.names.batches).as("refused").last().isEqualTo(size);
    }
    node.names.batches.clear();
    allAnswered(batch(names(1 + 12)));
    assertThat(node.names.batches).containsExactlyInAnyOrder(6, 6);
  }

  private static void allAnswered(List<ListenableFuture<DomainResponse>> answers) throws Exception {
    for (ListenableFuture<DomainResponse> each : answers) {
      assertThat(get(each).getTtl()).isEqualTo(7);
    }
  }

  private List<ListenableFuture<DomainResponse>> batch(String... names) {
    return Answers.batch(node.names, stub, names);
  }
}
