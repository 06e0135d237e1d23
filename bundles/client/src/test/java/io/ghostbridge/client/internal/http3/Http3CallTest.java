package io.ghostbridge.client.internal.http3;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.client.ClientTls;
import io.ghostbridge.client.GhostChannel;
import io.ghostbridge.client.Http3Policy;
import io.ghostbridge.tls.CertificateFiles;
import io.ghostbridge.tls.ClientCertificates;
import io.ghostbridge.tls.DevelopmentCertificate;
import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientCall;
import io.grpc.Context;
import io.grpc.Metadata;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.stub.ClientCallStreamObserver;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.ClientResponseObserver;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Calls on one connection to the real transport of nodes. */
@Timeout(60)
class Http3CallTest {
  private static final int MOST_STREAMS = 50;

  @TempDir private static Path directory;
  private static CertificateFiles certificate;
  private static MultiThreadIoEventLoopGroup group;
  private static ExecutorService callbacks;
  private static Echo echo;
  private static NodeHttp3 node;
  private static Http3Connection connection;

  @BeforeAll
  static void connect() throws Exception {
    certificate = DevelopmentCertificate.in(directory);
    group = new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
    callbacks = Executors.newVirtualThreadPerTaskExecutor();
    echo = new Echo();
    node = node(0);
    connection = dial(node, "localhost").get(20, TimeUnit.SECONDS);
  }

  private static NodeHttp3 node(int port) throws IOException {
    return new NodeHttp3(
        certificate, ClientCertificates.NONE, port, 200, MOST_STREAMS, List.of(echo));
  }

  private static CompletableFuture<Http3Connection> dial(NodeHttp3 to, String host) {
    return new QuicDialer(
            group,
            QuicTls.of(ClientTls.trusting(certificate.certificates()), true),
            callbacks,
            5000)
        .dial(to.address(), host, "node.test");
  }

  @AfterAll
  static void close() {
    connection.close().awaitUninterruptibly(5000);
    node.close();
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10_000);
    callbacks.shutdownNow();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    return bytes;
  }

  private static byte[] unary(CallOptions options, byte[] request) {
    return ClientCalls.blockingUnaryCall(connection, Echo.UNARY, options, request);
  }

  @Test
  void unaryCallsOfAllSizesAreAnswered() {
    for (int length : new int[] {0, 1, 100, 16_379, 100_000, 4 * 1024 * 1024}) {
      assertThat(Arrays.equals(unary(Echo.patient(), bytes(length)), bytes(length)))
          .as("%d bytes", length)
          .isTrue();
    }
  }

  @Test
  void compressedMessagesGoBothWays() {
    assertThat(unary(Echo.patient().withCompression("gzip"), bytes(300_000)))
        .isEqualTo(bytes(300_000));
  }

  @Test
  void anUnknownCompressorIsSaid() {
    assertThatThrownBy(() -> unary(Echo.patient().withCompression("none-such"), bytes(1)))
        .hasMessageContaining("no compressor by the name 'none-such'");
  }

  @Test
  void aClientStreamIsCounted() throws Exception {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    StreamObserver<byte[]> requests =
        ClientCalls.asyncClientStreamingCall(
            connection.newCall(Echo.COUNT, Echo.patient()), into(answer));
    for (int i = 0; i < 100; i++) {
      requests.onNext(bytes(50_000));
    }
    requests.onCompleted();
    assertThat(answer.get(30, TimeUnit.SECONDS))
        .isEqualTo(
            new byte[] {(byte) (5_000_000 >> 16), (byte) (5_000_000 >> 8), (byte) 5_000_000});
  }

  @Test
  void aClientStreamThatWaitsUntilItIsReadyIsTold() throws Exception {
    assertThat(sentWhenReady(connection).get(20, TimeUnit.SECONDS)).hasSize(3);
  }

  /** Through the whole channel, to a node without HTTP/2. */
  @Test
  void aClientStreamThatWaitsForTheHandshakeIsToldWhenItIsReady() throws Exception {
    try (GhostChannel channel =
        GhostChannel.to("localhost:" + node.address().getPort())
            .tls(ClientTls.trusting(certificate.certificates()))
            .http3(new Http3Policy(0, Duration.ofSeconds(10), Duration.ofSeconds(1)))
            .withoutHealthChecks()
            .build()) {
      assertThat(sentWhenReady(channel).get(20, TimeUnit.SECONDS)).hasSize(3);
    }
  }

  /** As manual flow control is written: nothing is sent before the handler is called. */
  private static CompletableFuture<byte[]> sentWhenReady(Channel channel) {
    CompletableFuture<byte[]> answer = new CompletableFuture<>();
    StreamObserver<byte[]> into = into(answer);
    ClientCalls.asyncClientStreamingCall(
        channel.newCall(Echo.COUNT, Echo.patient()),
        new ClientResponseObserver<byte[], byte[]>() {
          private int sent;

          @Override
          public void beforeStart(ClientCallStreamObserver<byte[]> requests) {
            requests.setOnReadyHandler(
                () -> {
                  while (requests.isReady() && sent < 100) {
                    requests.onNext(bytes(10_000));
                    sent++;
                    if (sent == 100) {
                      requests.onCompleted();
                    }
                  }
                });
          }

          @Override
          public void onNext(byte[] message) {
            into.onNext(message);
          }

          @Override
          public void onError(Throwable failure) {
            into.onError(failure);
          }

          @Override
          public void onCompleted() {}
        });
    return answer;
  }

  private static StreamObserver<byte[]> into(CompletableFuture<byte[]> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(byte[] message) {
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
  void aBidirectionalStreamAnswersEachMessage() throws Exception {
    var call = ClientCalls.blockingBidiStreamingCall(connection, Echo.CHAT, Echo.patient());
    for (int i = 0; i < 100; i++) {
      assertThat(call.write(bytes(i))).isTrue();
      assertThat(call.read()).hasSize(i);
    }
    call.halfClose();
    assertThat(call.read()).isNull();
  }

  @Test
  void aServerStreamStopsWhereNobodyReads() throws Exception {
    Context.CancellableContext context = Context.current().withCancellation();
    Context before = context.attach();
    try {
      Iterator<byte[]> answers =
          ClientCalls.blockingServerStreamingCall(
              connection, Echo.FLOOD, CallOptions.DEFAULT, bytes(10_000));
      for (int i = 0; i < 1000; i++) {
        assertThat(answers.next()).hasSize(10_000);
      }
      awaitQuiet();
      assertThat(echo.sent).as("20 MB ahead of the reader").hasValueLessThan(3000);
    } finally {
      context.detach(before);
      context.cancel(null);
    }
    assertThat(echo.floodEnded.await(20, TimeUnit.SECONDS)).isTrue();
  }

  /** Until the sender has waited for a while. */
  private static void awaitQuiet() throws InterruptedException {
    int before = -1;
    while (before != echo.sent.get()) {
      before = echo.sent.get();
      Thread.sleep(200);
    }
  }

  @Test
  void anErrorHasItsCodeAndText() {
    assertThatThrownBy(
            () -> ClientCalls.blockingUnaryCall(connection, Echo.FAIL, Echo.patient(), bytes(1)))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
              assertThat(e.getStatus().getDescription()).isEqualTo("100 % wrong: ä\n");
            });
    assertThatThrownBy(
            () -> ClientCalls.blockingUnaryCall(connection, Echo.NOTHING, Echo.patient(), bytes(1)))
        .hasMessageContaining("UNIMPLEMENTED");
  }

  @Test
  void metadataComesBackAsItWasTextAndBinary() {
    Metadata sent = new Metadata();
    sent.put(Echo.TEXT, "some text, with a comma");
    sent.put(Echo.BINARY, bytes(1000));
    sent.put(Echo.BINARY, new byte[0]);
    AtomicReference<Metadata> head = new AtomicReference<>();
    AtomicReference<Metadata> trailers = new AtomicReference<>();
    var channel =
        io.grpc.ClientInterceptors.intercept(
            connection,
            MetadataUtils.newAttachHeadersInterceptor(sent),
            MetadataUtils.newCaptureMetadataInterceptor(head, trailers));
    ClientCalls.blockingUnaryCall(channel, Echo.UNARY, Echo.patient(), bytes(3));
    for (Metadata each : List.of(head.get(), trailers.get())) {
      assertThat(each.get(Echo.TEXT)).isEqualTo("some text, with a comma");
      assertThat(each.getAll(Echo.BINARY)).containsExactly(bytes(1000), new byte[0]);
    }
  }

  /** As grpc-java leaves them out over HTTP/2. */
  @Test
  void metadataThatNoFieldCanCarryIsLeftOut() {
    for (String value : List.of("one\r\ntwo", "tab\tted", "\u007f")) {
      Metadata sent = new Metadata();
      sent.put(Echo.TEXT, value);
      AtomicReference<Metadata> head = new AtomicReference<>();
      var channel =
          io.grpc.ClientInterceptors.intercept(
              connection,
              MetadataUtils.newAttachHeadersInterceptor(sent),
              MetadataUtils.newCaptureMetadataInterceptor(head, new AtomicReference<>()));
      assertThat(ClientCalls.blockingUnaryCall(channel, Echo.UNARY, Echo.patient(), bytes(3)))
          .hasSize(3);
      assertThat(head.get().get(Echo.TEXT)).isNull();
    }
  }

  @Test
  void aRequestThatTheNodeFindsTooLargeHasTheNodesStatus() {
    assertThatThrownBy(() -> unary(Echo.patient(), bytes(6 * 1024 * 1024)))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED));
  }

  @Test
  void aDeadlineEndsTheCallHereAndThere() throws Exception {
    assertThatThrownBy(
            () ->
                ClientCalls.blockingUnaryCall(
                    connection,
                    Echo.HANG,
                    CallOptions.DEFAULT.withDeadlineAfter(Duration.ofMillis(300)),
                    bytes(1)))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.DEADLINE_EXCEEDED));
    awaitNoneHanging();
  }

  @Test
  void aCancelledCallEndsHereAndThere() throws Exception {
    ClientCall<byte[], byte[]> call = connection.newCall(Echo.HANG, Echo.patient());
    var answer = ClientCalls.futureUnaryCall(call, bytes(1));
    while (echo.hanging.get() == 0) {
      Thread.sleep(5);
    }
    answer.cancel(true);
    awaitNoneHanging();
  }

  private static void awaitNoneHanging() throws InterruptedException {
    while (echo.hanging.get() > 0) {
      Thread.sleep(5);
    }
  }

  @Test
  void callsBeyondTheNodesStreamsWaitAndAreAnswered() throws Exception {
    List<CompletableFuture<byte[]>> answers = new ArrayList<>();
    for (int i = 0; i < 10 * MOST_STREAMS; i++) {
      CompletableFuture<byte[]> answer = new CompletableFuture<>();
      ClientCalls.asyncUnaryCall(
          connection.newCall(Echo.UNARY, Echo.patient()), bytes(i), into(answer));
      answers.add(answer);
    }
    for (int i = 0; i < answers.size(); i++) {
      assertThat(answers.get(i).get(30, TimeUnit.SECONDS)).hasSize(i);
    }
  }

  @Test
  void aMessageBeyondTheCallsBoundIsRefusedPackedOrNot() {
    for (String encoding : new String[] {"identity", "gzip"}) {
      CallOptions options =
          Echo.patient().withCompression(encoding).withMaxInboundMessageSize(10_000);
      assertThatThrownBy(() -> unary(options, bytes(10_001)))
          .hasMessageContaining("RESOURCE_EXHAUSTED");
      assertThat(unary(options, bytes(10_000))).hasSize(10_000);
    }
    assertThatThrownBy(() -> unary(Echo.patient().withMaxOutboundMessageSize(10), bytes(11)))
        .hasMessageContaining("the message has 11 bytes, the call allows at most 10");
  }

  @Test
  void aCertificateForAnotherNameIsRefused() {
    assertThatThrownBy(() -> dial(node, "other.example").get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
  }

  @Test
  void anAuthorityThatIsNotTrustedIsRefused() throws Exception {
    CertificateFiles other = DevelopmentCertificate.in(directory.resolve("other"));
    QuicDialer dialer =
        new QuicDialer(
            group, QuicTls.of(ClientTls.trusting(other.certificates()), true), callbacks, 5000);
    assertThatThrownBy(
            () -> dialer.dial(node.address(), "localhost", "x").get(20, TimeUnit.SECONDS))
        .isInstanceOf(ExecutionException.class);
  }

  @Test
  void aNodeThatIsClosedEndsItsCallsAndTakesNoMore() throws Exception {
    NodeHttp3 other = node(0);
    Http3Connection to = dial(other, "localhost").get(20, TimeUnit.SECONDS);
    var hanging = ClientCalls.futureUnaryCall(to.newCall(Echo.HANG, Echo.patient()), bytes(1));
    while (echo.hanging.get() == 0) {
      Thread.sleep(5);
    }
    Thread closing = Thread.ofVirtual().start(other::close);
    assertThatThrownBy(() -> hanging.get(30, TimeUnit.SECONDS)).isNotNull();
    assertThatThrownBy(
            () -> ClientCalls.blockingUnaryCall(to, Echo.UNARY, Echo.patient(), bytes(1)))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> assertThat(NotProcessedException.isCauseOf(e.getStatus())).isTrue());
    closing.join();
    assertThat(to.closed().await(20, TimeUnit.SECONDS)).isTrue();
    awaitNoneHanging();
  }

  @Test
  @Tag("full")
  void aNodeThatFallsSilentEndsItsCalls() throws Exception {
    Echo own = new Echo();
    try (NodeHttp3 other =
            new NodeHttp3(
                certificate, ClientCertificates.NONE, 0, 200, MOST_STREAMS, List.of(own));
        Relay relay = new Relay(other.address())) {
      Http3Connection to =
          new QuicDialer(
                  group,
                  QuicTls.of(ClientTls.trusting(certificate.certificates()), true),
                  callbacks,
                  20_000)
              .dial(relay.address(), "localhost", "node.test")
              .get(20, TimeUnit.SECONDS);
      var hanging =
          ClientCalls.futureUnaryCall(to.newCall(Echo.HANG, CallOptions.DEFAULT), bytes(1));
      while (own.hanging.get() == 0) {
        Thread.sleep(5);
      }
      relay.silence();
      assertThatThrownBy(hanging::get)
          .hasMessageContaining("UNAVAILABLE")
          .hasMessageContaining("it has been silent for too long");
      assertThat(to.closed().await(20, TimeUnit.SECONDS)).isTrue();
    }
  }

  @Test
  void connectionsToANodeShareASocketThatEndsWithTheLast() throws Exception {
    QuicDialer dialer =
        new QuicDialer(
            group,
            QuicTls.of(ClientTls.trusting(certificate.certificates()), true),
            callbacks,
            5000);
    Http3Connection one = dialer.dial(node.address(), "localhost", "x").get(20, TimeUnit.SECONDS);
    Http3Connection two = dialer.dial(node.address(), "localhost", "x").get(20, TimeUnit.SECONDS);
    assertThat(two.socket()).isSameAs(one.socket());
    assertThat(one.close().await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(ClientCalls.blockingUnaryCall(two, Echo.UNARY, Echo.patient(), bytes(9))).hasSize(9);
    assertThatThrownBy(() -> dialer.dial(node.address(), "other.example", "x").get())
        .isInstanceOf(ExecutionException.class);
    assertThat(ClientCalls.blockingUnaryCall(two, Echo.UNARY, Echo.patient(), bytes(9))).hasSize(9);
    assertThat(two.close().await(20, TimeUnit.SECONDS)).isTrue();
    assertThat(two.socket().closeFuture().await(20, TimeUnit.SECONDS)).isTrue();
    Http3Connection next = dialer.dial(node.address(), "localhost", "x").get(20, TimeUnit.SECONDS);
    assertThat(next.socket()).isNotSameAs(two.socket());
    assertThat(next.close().await(20, TimeUnit.SECONDS)).isTrue();
  }

  @Test
  void aPortWhereNobodyListensIsSaidAtOnce() throws Exception {
    NodeHttp3 gone = node(0);
    gone.close();
    assertThatThrownBy(() -> dial(gone, "localhost").get(20, TimeUnit.SECONDS))
        .hasCauseInstanceOf(java.net.PortUnreachableException.class);
  }
}
