package io.ghostbridge.transport.http2.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.google.common.util.concurrent.ListenableFuture;
import io.ghostbridge.transport.http2.internal.RawClient.Frame;
import io.ghostbridge.transport.http2.internal.connection.Http2Limits;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.reflection.v1.ServerReflectionGrpc;
import io.grpc.reflection.v1.ServerReflectionRequest;
import io.grpc.reflection.v1.ServerReflectionResponse;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.io.IOException;
import java.net.Socket;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ArrayBlockingQueue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Services, connections and the server as they come and go. */
@Timeout(180)
class LifecycleTest {
  private static Http2Limits limits(long keepaliveMillis, long maxAgeMillis) {
    return new Http2Limits(
        100,
        16 * 1024,
        256 * 1024,
        1024 * 1024,
        5000,
        5000,
        5000,
        keepaliveMillis,
        500,
        maxAgeMillis,
        5000,
        500,
        500);
  }

  private static byte[] call(Channel client, byte[] request) {
    return ClientCalls.blockingUnaryCall(
        client, EchoService.UNARY, CallOptions.DEFAULT.withWaitForReady(), request);
  }

  private static ListenableFuture<byte[]> hang(RunningServer server, Channel client) {
    ListenableFuture<byte[]> answer =
        ClientCalls.futureUnaryCall(
            client.newCall(EchoService.HANG, CallOptions.DEFAULT), new byte[] {9});
    while (server.echo.hanging.get() == 0) {
      Thread.onSpinWait();
    }
    return answer;
  }

  @Test
  void aClosingServerLetsCallsInFlightFinish() throws Exception {
    RunningServer server = new RunningServer();
    ListenableFuture<byte[]> answer = hang(server, server.client());
    CompletableFuture<Void> closed = CompletableFuture.runAsync(server.server::close);
    while (canConnect(server)) {
      Thread.onSpinWait();
    }
    assertThat(closed.isDone()).isFalse();
    server.echo.release.countDown();
    assertThat(answer.get(20, TimeUnit.SECONDS)).containsExactly(9);
    closed.get(20, TimeUnit.SECONDS);
    server.close();
  }

  private static boolean canConnect(RunningServer server) {
    try (Socket socket = new Socket()) {
      socket.connect(server.address);
      return true;
    } catch (IOException e) {
      return false;
    }
  }

  @Test
  void aWithdrawnServiceFinishesItsCallsWhileNewOnesAreUnavailable() throws Exception {
    try (RunningServer server = new RunningServer()) {
      Channel client = server.client();
      ListenableFuture<byte[]> answer = hang(server, client);
      CompletableFuture<Void> removed =
          CompletableFuture.runAsync(() -> server.rpc.registry().remove(server.echo));
      while (server.rpc.registry().table().withdrawn().isEmpty()) {
        Thread.onSpinWait();
      }
      assertThatThrownBy(() -> call(client, new byte[1]))
          .hasMessageContaining("UNAVAILABLE")
          .hasMessageContaining("retry later");
      assertThat(removed.isDone()).isFalse();
      server.echo.release.countDown();
      assertThat(answer.get(20, TimeUnit.SECONDS)).containsExactly(9);
      removed.get(20, TimeUnit.SECONDS);
    }
  }

  @Test
  void aCallThatOutlastsTheDrainIsEndedAndItsThreadInterrupted() throws Exception {
    try (RunningServer server = new RunningServer()) {
      ListenableFuture<byte[]> answer = hang(server, server.client());
      server.rpc.registry().remove(server.echo);
      assertThat(server.echo.hanging.get()).isZero();
      assertThatThrownBy(() -> answer.get(20, TimeUnit.SECONDS))
          .hasMessageContaining("UNAVAILABLE");
    }
  }

  @Test
  void fiftySwapsUnderLoadAreSeenAsUnavailableAndNothingElse() throws Exception {
    try (RunningServer server = new RunningServer()) {
      Channel client = server.client();
      AtomicBoolean stop = new AtomicBoolean();
      AtomicInteger answered = new AtomicInteger();
      CompletableFuture<Set<Status.Code>> load =
          CompletableFuture.supplyAsync(() -> callUntil(client, stop, answered));
      for (int swap = 0; swap < 50; swap++) {
        int before = answered.get();
        server.rpc.registry().remove(server.echo);
        server.rpc.registry().add(server.echo, server.echo.bindService(), Set.of("Inline"));
        while (answered.get() < before + 3) {
          Thread.onSpinWait();
        }
      }
      stop.set(true);
      assertThat(load.get(20, TimeUnit.SECONDS)).isSubsetOf(Status.Code.UNAVAILABLE);
    }
  }

  private static Set<Status.Code> callUntil(
      Channel client, AtomicBoolean stop, AtomicInteger answered) {
    Set<Status.Code> failures = new HashSet<>();
    boolean inline = false;
    while (!stop.get()) {
      try {
        inline = !inline;
        ClientCalls.blockingUnaryCall(
            client,
            inline ? EchoService.INLINE : EchoService.UNARY,
            CallOptions.DEFAULT,
            new byte[100]);
        answered.incrementAndGet();
      } catch (StatusRuntimeException e) {
        failures.add(e.getStatus().getCode());
      }
    }
    return failures;
  }

  @Test
  void interceptorsRunInRankingOrderAndComeAndGo() throws Exception {
    try (RunningServer server = new RunningServer()) {
      Channel client = server.client();
      List<String> seen = new CopyOnWriteArrayList<>();
      ServerInterceptor low = noting("low", seen);
      ServerInterceptor high = noting("high", seen);
      server.rpc.registry().add(low, low, 1);
      server.rpc.registry().add(high, high, 100);
      call(client, new byte[1]);
      assertThat(seen).containsExactly("high", "low");
      server.rpc.registry().removeInterceptor(high);
      call(client, new byte[1]);
      assertThat(seen).containsExactly("high", "low", "low");
    }
  }

  private static ServerInterceptor noting(String name, List<String> seen) {
    return new ServerInterceptor() {
      @Override
      public <Q, A> ServerCall.Listener<Q> interceptCall(
          ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
        seen.add(name);
        return next.startCall(call, headers);
      }
    };
  }

  @Test
  void healthFollowsTheServices() throws Exception {
    try (RunningServer server = new RunningServer()) {
      HealthGrpc.HealthBlockingStub health = HealthGrpc.newBlockingStub(server.client());
      HealthCheckRequest request =
          HealthCheckRequest.newBuilder().setService(EchoService.NAME).build();
      assertThat(health.check(HealthCheckRequest.getDefaultInstance()).getStatus())
          .isEqualTo(ServingStatus.SERVING);
      assertThat(health.check(request).getStatus()).isEqualTo(ServingStatus.SERVING);
      server.rpc.registry().remove(server.echo);
      assertThat(health.check(request).getStatus()).isEqualTo(ServingStatus.NOT_SERVING);
    }
  }

  @Test
  void reflectionListsTheServicesThatAreThere() throws Exception {
    try (RunningServer server = new RunningServer()) {
      Channel client = server.client();
      assertThat(services(client))
          .contains("grpc.health.v1.Health", "grpc.reflection.v1.ServerReflection");
      assertThat(descriptorOf(client, "grpc.health.v1.Health")).isTrue();
    }
  }

  private static List<String> services(Channel client) throws InterruptedException {
    return reflect(client, ServerReflectionRequest.newBuilder().setListServices("").build())
        .getListServicesResponse()
        .getServiceList()
        .stream()
        .map(service -> service.getName())
        .toList();
  }

  private static boolean descriptorOf(Channel client, String symbol) throws InterruptedException {
    return reflect(
            client, ServerReflectionRequest.newBuilder().setFileContainingSymbol(symbol).build())
        .hasFileDescriptorResponse();
  }

  private static ServerReflectionResponse reflect(Channel client, ServerReflectionRequest request)
      throws InterruptedException {
    BlockingQueue<ServerReflectionResponse> answers = new ArrayBlockingQueue<>(1);
    StreamObserver<ServerReflectionRequest> requests =
        ServerReflectionGrpc.newStub(client)
            .serverReflectionInfo(
                new StreamObserver<>() {
                  @Override
                  public void onNext(ServerReflectionResponse answer) {
                    answers.add(answer);
                  }

                  @Override
                  public void onError(Throwable failure) {}

                  @Override
                  public void onCompleted() {}
                });
    requests.onNext(request);
    ServerReflectionResponse answer = requireNonNull(answers.poll(20, TimeUnit.SECONDS));
    requests.onCompleted();
    return answer;
  }

  @Test
  void anOldConnectionIsToldToGoAndItsCallsGoOn() throws Exception {
    try (RunningServer server = new RunningServer(limits(0, 100));
        RawClient client = new RawClient(server.address).preface()) {
      client.raw(
          RawClient.frame(RawClient.HEADERS, RawClient.END_HEADERS, 1, RawClient.request("Chat")));
      Frame first = requireNonNull(client.readUntil(RawClient.GOAWAY));
      assertThat(first.errorCode()).isZero();
      assertThat(first.payload()).startsWith(0x7f, 0xff, 0xff, 0xff);
      client.raw(RawClient.frame(RawClient.DATA, 0, 1, new byte[] {0, 0, 0, 0, 1, 5}));
      assertThat(requireNonNull(client.readUntil(RawClient.DATA)).payload()).endsWith(5);
      client.raw(RawClient.frame(RawClient.DATA, RawClient.END_STREAM, 1, new byte[0]));
      assertThat(client.readUntil(RawClient.HEADERS)).isNotNull();
      assertThat(client.readUntil(-1)).as("the connection ends with its last call").isNull();
    }
  }

  @Test
  void withoutEpollTheSameIsServed() throws Exception {
    ServerLimits selectors = new ServerLimits(1, false, 100, 100, 5000, Http2Limits.DEFAULTS);
    try (RunningServer server = new RunningServer(selectors)) {
      assertThat(server.server.isEpoll()).isFalse();
      assertThat(call(server.client(), new byte[300_000])).hasSize(300_000);
    }
  }

  @Test
  void aSilentClientIsPingedAndThenDisconnected() throws Exception {
    try (RunningServer server = new RunningServer(limits(100, 0));
        RawClient client = new RawClient(server.address).preface()) {
      Frame ping = requireNonNull(client.readUntil(RawClient.PING));
      assertThat(ping.flags()).isZero();
      assertThat(client.readUntil(-1)).isNull();
    }
  }
}
