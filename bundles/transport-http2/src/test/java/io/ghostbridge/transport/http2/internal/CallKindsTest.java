package io.ghostbridge.transport.http2.internal;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.grpc.CallOptions;
import io.grpc.Channel;
import io.grpc.ClientInterceptors;
import io.grpc.Context;
import io.grpc.ForwardingServerCall.SimpleForwardingServerCall;
import io.grpc.Metadata;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerInterceptor;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.protobuf.StatusProto;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.MetadataUtils;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.Callable;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** grpc-java's own client against the transport and dispatcher. */
@Timeout(180)
class CallKindsTest {
  private RunningServer server;
  private Channel client;

  @BeforeEach
  void start() throws Exception {
    server = new RunningServer();
    client = server.client();
  }

  @AfterEach
  void stop() {
    server.close();
  }

  private static byte[] bytes(int length) {
    byte[] bytes = new byte[length];
    for (int i = 0; i < length; i++) {
      bytes[i] = (byte) (i * 31);
    }
    return bytes;
  }

  @Test
  void aUnaryCallOnAVirtualThreadIsAnswered() {
    for (int length : new int[] {0, 1, 100, 16_379, 16_384, 100_000, 4 * 1024 * 1024}) {
      byte[] answer =
          ClientCalls.blockingUnaryCall(
              client, EchoService.UNARY, CallOptions.DEFAULT, bytes(length));
      assertThat(Arrays.equals(answer, bytes(length))).as("%d bytes", length).isTrue();
    }
  }

  @Test
  void aNonBlockingUnaryCallIsAnsweredOnTheEventLoop() {
    for (int length : new int[] {0, 1, 100, 16_379, 16_384, 100_000, 4 * 1024 * 1024}) {
      byte[] answer =
          ClientCalls.blockingUnaryCall(
              client, EchoService.INLINE, CallOptions.DEFAULT, bytes(length));
      assertThat(Arrays.equals(answer, bytes(length))).as("%d bytes", length).isTrue();
    }
  }

  @Test
  void aLongStreamMayWidenItsWindowsAsOftenAsItNeeds() {
    try (var context = Context.current().withCancellation()) {
      var answers =
          context.wrap(
              () ->
                  ClientCalls.blockingServerStreamingCall(
                      client, EchoService.FLOOD, CallOptions.DEFAULT, bytes(16_000)));
      Iterator<byte[]> iterator = call(answers);
      long received = 0;
      while (received < 150_000_000) {
        received += iterator.next().length;
      }
      assertThat(received).isGreaterThanOrEqualTo(150_000_000);
    }
  }

  private static <T> T call(Callable<T> callable) {
    try {
      return callable.call();
    } catch (Exception e) {
      throw new AssertionError(e);
    }
  }

  @Test
  void aClientStreamIsCounted() throws Exception {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    StreamObserver<byte[]> request =
        ClientCalls.asyncClientStreamingCall(
            client.newCall(EchoService.COUNT, CallOptions.DEFAULT), collect(answers));
    for (int i = 0; i < 200; i++) {
      request.onNext(bytes(50_000));
    }
    request.onCompleted();
    assertThat(answers.poll(20, TimeUnit.SECONDS)).isEqualTo("10000000");
    assertThat(answers.poll(20, TimeUnit.SECONDS)).isEqualTo("completed");
  }

  @Test
  void aBidirectionalStreamAnswersEachMessage() throws Exception {
    BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    StreamObserver<byte[]> request =
        ClientCalls.asyncBidiStreamingCall(
            client.newCall(EchoService.CHAT, CallOptions.DEFAULT), collect(answers));
    for (int i = 0; i < 100; i++) {
      request.onNext(Integer.toString(i).getBytes(StandardCharsets.US_ASCII));
      assertThat(answers.poll(20, TimeUnit.SECONDS)).isEqualTo(Integer.toString(i));
    }
    request.onCompleted();
    assertThat(answers.poll(20, TimeUnit.SECONDS)).isEqualTo("completed");
  }

  private static StreamObserver<byte[]> collect(BlockingQueue<String> answers) {
    return new StreamObserver<>() {
      @Override
      public void onNext(byte[] message) {
        answers.add(new String(message, StandardCharsets.US_ASCII));
      }

      @Override
      public void onError(Throwable failure) {
        answers.add(String.valueOf(failure.getMessage()));
      }

      @Override
      public void onCompleted() {
        answers.add("completed");
      }
    };
  }

  @Test
  void aServerStreamKeepsToTheClientsPace() {
    Iterator<byte[]> answers =
        ClientCalls.blockingServerStreamingCall(
            client, EchoService.FLOOD, CallOptions.DEFAULT, bytes(10_000));
    for (int i = 0; i < 500; i++) {
      assertThat(answers.next()).hasSize(10_000);
    }
    // 5 MB were read; what the service is ahead is bounded by windows and queue, not by its speed.
    assertThat(server.echo.floodSent.get()).isBetween(500, 500 + 1000);
  }

  @Test
  void anErrorKeepsItsCodeAndMessage() {
    assertThatThrownBy(
            () ->
                ClientCalls.blockingUnaryCall(
                    client, EchoService.FAIL, CallOptions.DEFAULT, bytes(1)))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.FAILED_PRECONDITION);
              assertThat(e.getStatus().getDescription()).isEqualTo("100 % wrong: \u00e4\n");
            });
  }

  @Test
  void anUnknownMethodIsUnimplementedAndSaysWhichOne() {
    assertThatThrownBy(
            () ->
                ClientCalls.blockingUnaryCall(
                    client,
                    EchoService.UNARY.toBuilder().setFullMethodName("test.Echo/Nothing").build(),
                    CallOptions.DEFAULT,
                    bytes(1)))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.UNIMPLEMENTED);
              assertThat(e.getStatus().getDescription()).contains("/test.Echo/Nothing");
              assertThat(requireNonNull(StatusProto.fromThrowable(e)).getDetails(0).getTypeUrl())
                  .endsWith("google.rpc.ErrorInfo");
            });
  }

  @Test
  void aDeadlineEndsTheCallAndInterruptsNothingElse() {
    assertThatThrownBy(
            () ->
                ClientCalls.blockingUnaryCall(
                    client,
                    EchoService.HANG,
                    CallOptions.DEFAULT.withDeadlineAfter(200, TimeUnit.MILLISECONDS),
                    bytes(1)))
        .hasMessageContaining("DEADLINE_EXCEEDED");
    assertThat(
            ClientCalls.blockingUnaryCall(
                client, EchoService.UNARY, CallOptions.DEFAULT, bytes(10)))
        .hasSize(10);
  }

  @Test
  void compressedMessagesAreUnderstood() {
    byte[] answer =
        ClientCalls.blockingUnaryCall(
            client, EchoService.UNARY, CallOptions.DEFAULT.withCompression("gzip"), bytes(100_000));
    assertThat(Arrays.equals(answer, bytes(100_000))).isTrue();
  }

  @Test
  void aMessageAboveTheLimitIsRefusedWithBothSizes() {
    assertThatThrownBy(
            () ->
                ClientCalls.blockingUnaryCall(
                    client, EchoService.UNARY, CallOptions.DEFAULT, bytes(4 * 1024 * 1024 + 1)))
        .isInstanceOfSatisfying(
            StatusRuntimeException.class,
            e -> {
              assertThat(e.getStatus().getCode()).isEqualTo(Status.Code.RESOURCE_EXHAUSTED);
              assertThat(e.getStatus().getDescription()).contains("4194305").contains("4194304");
            });
  }

  @Test
  void binaryMetadataAndInterceptorsWorkUnchanged() {
    Metadata.Key<byte[]> binary = Metadata.Key.of("trace-bin", Metadata.BINARY_BYTE_MARSHALLER);
    Metadata.Key<String> text = Metadata.Key.of("trace", Metadata.ASCII_STRING_MARSHALLER);
    ServerInterceptor reflecting =
        new ServerInterceptor() {
          @Override
          public <Q, A> ServerCall.Listener<Q> interceptCall(
              ServerCall<Q, A> call, Metadata headers, ServerCallHandler<Q, A> next) {
            return next.startCall(
                new SimpleForwardingServerCall<>(call) {
                  @Override
                  public void sendHeaders(Metadata own) {
                    own.put(binary, headers.get(binary));
                    own.put(text, headers.get(text));
                    super.sendHeaders(own);
                  }

                  @Override
                  public void close(Status status, Metadata trailers) {
                    trailers.put(binary, headers.get(binary));
                    super.close(status, trailers);
                  }
                },
                headers);
          }
        };
    server.rpc.registry().add(reflecting, reflecting, 1);
    Metadata sent = new Metadata();
    sent.put(binary, new byte[] {0, 1, -1, 44});
    sent.put(text, "a b");
    AtomicReference<Metadata> headers = new AtomicReference<>();
    AtomicReference<Metadata> trailers = new AtomicReference<>();
    Channel channel =
        ClientInterceptors.intercept(
            client,
            List.of(
                MetadataUtils.newAttachHeadersInterceptor(sent),
                MetadataUtils.newCaptureMetadataInterceptor(headers, trailers)));
    ClientCalls.blockingUnaryCall(channel, EchoService.INLINE, CallOptions.DEFAULT, bytes(3));
    assertThat(headers.get().get(binary)).containsExactly(0, 1, -1, 44);
    assertThat(headers.get().get(text)).isEqualTo("a b");
    assertThat(trailers.get().get(binary)).containsExactly(0, 1, -1, 44);
  }
}
