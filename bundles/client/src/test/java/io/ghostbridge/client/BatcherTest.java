package io.ghostbridge.client;

import static com.google.common.util.concurrent.Uninterruptibles.awaitUninterruptibly;
import static io.ghostbridge.client.Answers.failure;
import static io.ghostbridge.client.Answers.get;
import static org.assertj.core.api.Assertions.assertThat;

import com.google.common.util.concurrent.ListenableFuture;
import com.google.rpc.ErrorInfo;
import io.ghostbridge.client.internal.batch.Batcher;
import io.ghostbridge.client.internal.call.CallGate;
import io.ghostbridge.client.internal.metric.ClientMetrics;
import io.ghostbridge.proto.chain.v1.DomainQuery;
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
import io.micrometer.core.instrument.Tags;
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
  private Runnable beforeBatch = () -> {};
  private TestNode node;
  private GhostChannel below;
  private CallGate gate;
  private GhostChainServiceFutureStub stub;

  @BeforeEach
  void open() throws IOException {
    timer.execute(this::standStill);
    node = new TestNode();
    below = GhostChannel.to(node.address()).plaintext().withoutBatching().build();
    ClientMetrics metrics = new ClientMetrics(new SimpleMeterRegistry(), Tags.empty());
    gate = new CallGate(1000, metrics);
    Batcher batcher =
        new Batcher(
            ClientInterceptors.intercept(below, new BeforeBatch()),
            new BatchLimits(50, Duration.ofMillis(1)),
            Runnable::run,
            timer,
            gate,
            metrics);
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

  /** Runs something between the choice of a batch's calls and its start. */
  private final class BeforeBatch implements ClientInterceptor {
    @Override
    public <Q, A> ClientCall<Q, A> interceptCall(
        MethodDescriptor<Q, A> method, CallOptions options, Channel next) {
      if (method == (Object) GhostChainServiceGrpc.getResolveDomainsMethod()) {
        beforeBatch.run();
      }
      return next.newCall(method, options);
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

  @Test
  void aCallThatIsCancelledWhileItsBatchLeavesDoesNotEndTheOthers() throws Exception {
    CountDownLatch first = new CountDownLatch(1);
    CountDownLatch second = new CountDownLatch(1);
    CountDownLatch cancelling = new CountDownLatch(1);
    CountDownLatch left = new CountDownLatch(1);
    node.names.held.set(first);
    ListenableFuture<DomainResponse> before = stub.resolveDomain(query("before"));
    ListenableFuture<DomainResponse> leaving =
        stub.withExecutor(
                task -> {
                  // The call has ended, and its canceller is looked for when this returns.
                  cancelling.countDown();
                  awaitUninterruptibly(left);
                  task.run();
                })
            .resolveDomain(query("leaving"));
    ListenableFuture<DomainResponse> staying = stub.resolveDomain(query("staying"));
    Thread caller = Thread.ofVirtual().unstarted(() -> leaving.cancel(true));
    beforeBatch =
        () -> {
          node.names.held.set(second);
          caller.start();
          awaitUninterruptibly(cancelling);
        };
    first.countDown();
    assertThat(get(before).getDomain()).isEqualTo("before");
    left.countDown();
    caller.join();
    second.countDown();
    assertThat(get(staying).getDomain()).isEqualTo("staying");
  }

  private static DomainQuery query(String name) {
    return DomainQuery.newBuilder().setDomain(name).build();
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
