package io.ghostbridge.secure.channel.internal;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.api.rpc.CallerIdentity;
import io.ghostbridge.proto.crypto.v1.ListSessionsRequest;
import io.ghostbridge.proto.crypto.v1.ListSessionsResponse;
import io.ghostbridge.proto.crypto.v1.RevokeSessionsRequest;
import io.ghostbridge.proto.crypto.v1.RevokeSessionsResponse;
import io.ghostbridge.proto.crypto.v1.SecureSessionServiceGrpc;
import io.ghostbridge.proto.crypto.v1.SessionInfo;
import io.ghostbridge.secure.channel.SecureChannel;
import io.ghostbridge.secure.channel.internal.call.SessionService;
import io.ghostbridge.secure.channel.internal.protocol.EpochKeys;
import io.ghostbridge.secure.channel.internal.session.Session;
import io.ghostbridge.secure.channel.internal.session.SessionLimits;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** How sessions rotate keys, end, are bounded, and survive the channel's replacement. */
class SessionLifeTest {
  private static final byte[] HELLO = "hello".getBytes(UTF_8);

  private SecuredServer server = server(SecuredServer.LIMITS);

  private static SecuredServer server(SessionLimits limits) {
    try {
      return new SecuredServer(limits);
    } catch (java.io.IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static SessionLimits limits(
      long rotateMessages, long rotateBytes, int perClient, int onProbation) {
    return new SessionLimits(
        60_000,
        3_600_000,
        rotateMessages,
        rotateBytes,
        86_400_000,
        3_600_000,
        10_000,
        1000,
        perClient,
        onProbation,
        65_536);
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private void restart(SessionLimits limits) {
    server.close();
    server = server(limits);
  }

  private Session only() {
    assertThat(server.sessions().table().size()).isEqualTo(1);
    return server.sessions().table().all().iterator().next();
  }

  @Test
  void keysRotateManyTimesAndNoCallOrStreamInFlightFails() throws Exception {
    restart(limits(40, 1L << 30, 100, 50));
    Channel channel = server.secured();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    StreamObserver<byte[]> chat = chat(channel, heard);
    AtomicReference<Throwable> failure = new AtomicReference<>();
    List<Thread> callers = new ArrayList<>();
    for (int i = 0; i < 4; i++) {
      callers.add(
          Thread.ofVirtual()
              .start(
                  () -> {
                    try {
                      for (int n = 0; n < 300; n++) {
                        assertThat(RawSession.blocking(channel, TestService.ECHO, HELLO))
                            .isEqualTo(HELLO);
                      }
                    } catch (Throwable e) {
                      failure.set(e);
                    }
                  }));
    }
    for (int n = 0; n < 50; n++) {
      chat.onNext(Integer.toString(n).getBytes(UTF_8));
      assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo(Integer.toString(n));
    }
    for (Thread caller : callers) {
      caller.join();
    }
    chat.onCompleted();
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("OK");
    assertThat(failure.get()).isNull();
    assertThat(only().sendingKeys().epoch()).isGreaterThan(5);
  }

  @Test
  void keysRotateAfterSoManyBytesAndSoMuchTime() throws Exception {
    restart(limits(1L << 30, 100_000, 100, 50));
    Channel channel = server.secured();
    byte[] large = new byte[30_000];
    for (int i = 0; i < 20; i++) {
      RawSession.blocking(channel, TestService.ECHO, large);
    }
    awaitEpoch(channel, 2);
    restart(
        new SessionLimits(
            60_000, 100, 1L << 30, 1L << 30, 86_400_000, 3_600_000, 10_000, 10, 10, 10, 1024));
    awaitEpoch(server.secured(), 2);
  }

  private void awaitEpoch(Channel channel, int epoch) {
    long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(30);
    do {
      RawSession.blocking(channel, TestService.ECHO, HELLO);
    } while (only().sendingKeys().epoch() < epoch && System.nanoTime() < end);
    assertThat(only().sendingKeys().epoch()).isGreaterThanOrEqualTo(epoch);
  }

  @Test
  void aStreamThatWasSilentForManyRotationsGoesOn() throws Exception {
    restart(limits(10, 1L << 30, 100, 50));
    Channel channel = server.secured();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    StreamObserver<byte[]> chat = chat(channel, heard);
    chat.onNext(HELLO);
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");
    awaitEpoch(channel, 12);
    chat.onNext(HELLO);
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");
    chat.onCompleted();
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("OK");
  }

  @Test
  void formerEpochsAreWipedOnceNothingCanComeUnderThem() throws Exception {
    RawSession session = new RawSession(server);
    assertThat(session.call(TestService.ECHO, "one")).isEqualTo("one");
    EpochKeys next = Rotation.rotate(server, session);
    assertThat(only().sendingKeys().epoch()).isEqualTo(next.epoch());
    // What was on its way.
    assertThat(
            session
                .send(
                    TestService.ECHO,
                    new Metadata(),
                    session.request(TestService.ECHO, 2, session.stamp(), new Metadata(), "late"))
                .reason())
        .isEqualTo("OK");
    server.elapsedMillis.set(61_000);
    server.sessions().sweep();
    assertThat(
            session
                .send(
                    TestService.ECHO,
                    new Metadata(),
                    session.request(TestService.ECHO, 2, session.stamp(), new Metadata(), "late"))
                .reason())
        .isEqualTo("SESSION_EXPIRED");
  }

  @Test
  void anEpochThatIsNeverRotatedEndsAtTwiceItsLimits() throws Exception {
    restart(limits(100, 1L << 30, 100, 50));
    RawSession session = new RawSession(server);
    String reason = "OK";
    int calls = 0;
    while (reason.equals("OK") && calls < 5000) {
      calls++;
      reason =
          session
              .send(
                  TestService.ECHO,
                  new Metadata(),
                  session.request(TestService.ECHO, 2, session.stamp(), new Metadata(), "x"))
              .reason();
    }
    assertThat(reason).isEqualTo("SESSION_EXPIRED");
    assertThat(calls).isBetween(2100, 2200);
  }

  @Test
  void aSessionEndsWhenItWasIdleAndTheClientOpensAnotherByItself() {
    Channel channel = server.secured();
    RawSession.blocking(channel, TestService.READ, HELLO);
    Session before = only();
    server.elapsedMillis.set(3_700_000);
    server.sessions().sweep();
    assertThat(server.sessions().table().size()).isZero();
    assertThat(RawSession.blocking(channel, TestService.READ, HELLO)).isEqualTo(HELLO);
    assertThat(only().id()).isNotEqualTo(before.id());
  }

  @Test
  void aSessionThatIsNeverUsedEndsAfterItsProbation() throws Exception {
    new RawSession(server);
    server.elapsedMillis.set(11_000);
    server.sessions().sweep();
    assertThat(server.sessions().table().size()).isZero();
  }

  @Test
  void replacedChannelMakesClientsOpenNewSessionsByThemselves() {
    Channel channel = server.secured();
    RawSession.blocking(channel, TestService.READ, HELLO);
    RawSession.blocking(channel, TestService.ECHO, HELLO);
    server.remove();
    server.reinstall();
    int handled = server.service.handled.get();
    assertThat(RawSession.blocking(channel, TestService.READ, HELLO))
        .as("without side effects: repeated by itself")
        .isEqualTo(HELLO);
    server.remove();
    server.reinstall();
    assertThatThrownBy(() -> RawSession.blocking(channel, TestService.ECHO, HELLO))
        .as("may have side effects: the caller decides")
        .hasMessageContaining("UNAUTHENTICATED")
        .hasMessageContaining("open a new session");
    assertThat(RawSession.blocking(channel, TestService.ECHO, HELLO)).isEqualTo(HELLO);
    assertThat(server.service.handled.get()).as("each once").isEqualTo(handled + 2);
  }

  @Test
  void revokingEndsCallsInFlightAndIsTheOperatorsAlone() throws Exception {
    Channel channel = server.secured();
    BlockingQueue<String> heard = new LinkedBlockingQueue<>();
    StreamObserver<byte[]> chat = chat(channel, heard);
    chat.onNext(HELLO);
    assertThat(heard.poll(20, TimeUnit.SECONDS)).isEqualTo("hello");

    assertThatThrownBy(
            () ->
                SecureSessionServiceGrpc.newBlockingStub(server.plain())
                    .revokeSessions(RevokeSessionsRequest.newBuilder().setAll(true).build()))
        .hasMessageContaining("PERMISSION_DENIED");
    assertThatThrownBy(
            () ->
                SecureSessionServiceGrpc.newBlockingStub(channel)
                    .listSessions(ListSessionsRequest.getDefaultInstance()))
        .hasMessageContaining("PERMISSION_DENIED");

    List<SessionInfo> listed = asOperatorList();
    assertThat(listed).hasSize(1);
    assertThat(listed.getFirst().getClient()).isEqualTo("address:127.0.0.1");
    assertThat(listed.getFirst().getKem()).isEqualTo("x-wing");
    assertThat(listed.getFirst().getStreams()).isEqualTo(1);
    assertThat(listed.getFirst().getConfirmed()).isTrue();
    assertThat(listed.getFirst().getMessages()).isGreaterThanOrEqualTo(3);

    assertThat(
            asOperatorRevoke(
                RevokeSessionsRequest.newBuilder()
                    .setSessionId(listed.getFirst().getSessionId())
                    .build()))
        .isEqualTo(1);
    assertThat(heard.poll(20, TimeUnit.SECONDS)).contains("UNAUTHENTICATED");
    assertThat(server.sessions().table().size()).isZero();
    assertThat(RawSession.blocking(channel, TestService.READ, HELLO)).isEqualTo(HELLO);
    assertThat(
            asOperatorRevoke(
                RevokeSessionsRequest.newBuilder().setClient("address:127.0.0.1").build()))
        .isEqualTo(1);
  }

  private List<SessionInfo> asOperatorList() throws Exception {
    CompletableFuture<ListSessionsResponse> answer = new CompletableFuture<>();
    CallContext.run(
        new CallerIdentity("local:0", true),
        () ->
            new SessionService(server.sessions())
                .listSessions(ListSessionsRequest.getDefaultInstance(), into(answer)));
    return answer.get(20, TimeUnit.SECONDS).getSessionsList();
  }

  private long asOperatorRevoke(RevokeSessionsRequest request) throws Exception {
    CompletableFuture<RevokeSessionsResponse> answer = new CompletableFuture<>();
    CallContext.run(
        new CallerIdentity("local:0", true),
        () -> new SessionService(server.sessions()).revokeSessions(request, into(answer)));
    return answer.get(20, TimeUnit.SECONDS).getRevoked();
  }

  private static <T> StreamObserver<T> into(CompletableFuture<T> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(T message) {
        answer.complete(message);
      }

      @Override
      public void onError(Throwable failure) {
        answer.completeExceptionally(failure);
      }

      @Override
      public void onCompleted() {}
    };
  }

  @Test
  void sessionsAreBoundedPerClientAndTheLeastUsedMakesRoom() throws Exception {
    restart(limits(1L << 26, 1L << 36, 5, 50));
    List<RawSession> sessions = new ArrayList<>();
    for (int i = 0; i < 5; i++) {
      sessions.add(new RawSession(server));
      sessions.getLast().call(TestService.ECHO, "x");
    }
    sessions.getFirst().call(TestService.ECHO, "used last");
    RawSession sixth = new RawSession(server);
    assertThat(sixth.call(TestService.ECHO, "new")).isEqualTo("new");
    assertThat(server.sessions().table().size()).isEqualTo(5);
    assertThat(sessions.getFirst().call(TestService.ECHO, "still")).isEqualTo("still");
    assertThat(
            sessions
                .get(1)
                .send(
                    TestService.ECHO,
                    new Metadata(),
                    sessions
                        .get(1)
                        .request(
                            TestService.ECHO, 2, sessions.get(1).stamp(), new Metadata(), "gone"))
                .reason())
        .isEqualTo("SESSION_EXPIRED");
  }

  @Test
  void aNodeWithAsManySessionsAsItMayHaveOpensNoOtherAndKeepsThose() throws Exception {
    restart(
        new SessionLimits(
            60_000,
            3_600_000,
            1L << 26,
            1L << 36,
            86_400_000,
            3_600_000,
            10_000,
            3,
            100,
            50,
            1024));
    List<RawSession> sessions = new ArrayList<>();
    for (int i = 0; i < 3; i++) {
      sessions.add(new RawSession(server));
      sessions.getLast().call(TestService.ECHO, "x");
    }
    assertThatThrownBy(() -> new RawSession(server))
        .hasMessageContaining("RESOURCE_EXHAUSTED")
        .hasMessageContaining("as many sessions as it may");
    for (RawSession session : sessions) {
      assertThat(session.call(TestService.ECHO, "still")).isEqualTo("still");
    }
    server.elapsedMillis.set(3_700_000);
    server.sessions().sweep();
    assertThat(new RawSession(server).call(TestService.ECHO, "room")).isEqualTo("room");
  }

  @Test
  void aFloodOfHandshakesLeavesABoundedNumberAndPushesOutNobody() throws Exception {
    restart(limits(1L << 26, 1L << 36, 100_000, 20));
    RawSession honest = new RawSession(server);
    honest.call(TestService.ECHO, "x");
    for (int i = 0; i < 200; i++) {
      new RawSession(server).root.close();
    }
    assertThat(server.sessions().table().size()).isLessThanOrEqualTo(21);
    assertThat(honest.call(TestService.ECHO, "still here")).isEqualTo("still here");
  }

  private static StreamObserver<byte[]> chat(Channel channel, BlockingQueue<String> heard) {
    return ClientCalls.asyncBidiStreamingCall(
        channel.newCall(TestService.CHAT, CallOptions.DEFAULT),
        new StreamObserver<>() {
          @Override
          public void onNext(byte[] message) {
            heard.add(new String(message, UTF_8));
          }

          @Override
          public void onError(Throwable failure) {
            heard.add(Status.fromThrowable(failure).toString());
          }

          @Override
          public void onCompleted() {
            heard.add("OK");
          }
        });
  }

  @Test
  void aChannelThatWasClosedMakesNoCalls() {
    SecureChannel secure = server.client().build();
    Channel channel = ClientInterceptors.intercept(server.plain(), secure);
    secure.close();
    assertThatThrownBy(() -> RawSession.blocking(channel, TestService.READ, HELLO))
        .hasMessageContaining("the secure channel was closed");
  }
}
