package io.ghostbridge.transport.http3.internal;

import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.api.rpc.CallerIdentity;
import io.grpc.BindableService;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;

/** A service of all four kinds of calls on plain byte arrays, for tests. */
final class EchoService implements BindableService {
  static final String NAME = "test.Echo";
  static final MethodDescriptor<byte[], byte[]> UNARY = method(MethodType.UNARY, "Unary");
  static final MethodDescriptor<byte[], byte[]> INLINE = method(MethodType.UNARY, "Inline");
  static final MethodDescriptor<byte[], byte[]> FAIL = method(MethodType.UNARY, "Fail");
  static final MethodDescriptor<byte[], byte[]> HANG = method(MethodType.UNARY, "Hang");
  static final MethodDescriptor<byte[], byte[]> LINGER = method(MethodType.UNARY, "Linger");
  static final MethodDescriptor<byte[], byte[]> WHO = method(MethodType.UNARY, "Who");
  static final MethodDescriptor<byte[], byte[]> READ =
      method(MethodType.UNARY, "Read").toBuilder().setSafe(true).setIdempotent(true).build();
  static final MethodDescriptor<byte[], byte[]> WRITE = method(MethodType.UNARY, "Write");
  static final MethodDescriptor<byte[], byte[]> FLOOD =
      method(MethodType.SERVER_STREAMING, "Flood");
  static final MethodDescriptor<byte[], byte[]> COUNT =
      method(MethodType.CLIENT_STREAMING, "Count");
  static final MethodDescriptor<byte[], byte[]> CHAT = method(MethodType.BIDI_STREAMING, "Chat");

  final AtomicInteger reads = new AtomicInteger();
  final AtomicInteger writes = new AtomicInteger();
  final AtomicInteger floodSent = new AtomicInteger();
  final AtomicInteger hanging = new AtomicInteger();
  final AtomicInteger flooding = new AtomicInteger();
  final CountDownLatch release = new CountDownLatch(1);

  private static MethodDescriptor<byte[], byte[]> method(MethodType type, String name) {
    return MethodDescriptor.newBuilder(ByteArrayMarshaller.INSTANCE, ByteArrayMarshaller.INSTANCE)
        .setType(type)
        .setFullMethodName(NAME + "/" + name)
        .build();
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(NAME)
        .addMethod(UNARY, ServerCalls.asyncUnaryCall(EchoService::echo))
        .addMethod(INLINE, ServerCalls.asyncUnaryCall(EchoService::echo))
        .addMethod(FAIL, ServerCalls.asyncUnaryCall(EchoService::fail))
        .addMethod(HANG, ServerCalls.asyncUnaryCall(this::hang))
        .addMethod(LINGER, ServerCalls.asyncUnaryCall(this::linger))
        .addMethod(WHO, ServerCalls.asyncUnaryCall(EchoService::who))
        .addMethod(READ, ServerCalls.asyncUnaryCall(counted(reads)))
        .addMethod(WRITE, ServerCalls.asyncUnaryCall(counted(writes)))
        .addMethod(FLOOD, ServerCalls.asyncServerStreamingCall(this::flood))
        .addMethod(COUNT, ServerCalls.asyncClientStreamingCall(EchoService::count))
        .addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(EchoService::chat))
        .build();
  }

  private static void echo(byte[] request, StreamObserver<byte[]> answer) {
    answer.onNext(request);
    answer.onCompleted();
  }

  private static ServerCalls.UnaryMethod<byte[], byte[]> counted(AtomicInteger calls) {
    return (request, answer) -> {
      calls.incrementAndGet();
      echo(request, answer);
    };
  }

  private static void who(byte[] request, StreamObserver<byte[]> answer) {
    CallerIdentity caller = CallContext.caller();
    echo(
        (caller.name() + " operator=" + caller.operator()).getBytes(StandardCharsets.UTF_8),
        answer);
  }

  private static void fail(byte[] request, StreamObserver<byte[]> answer) {
    answer.onError(
        Status.FAILED_PRECONDITION.withDescription("100 % wrong: \u00e4\n").asRuntimeException());
  }

  /** Never answers; counted until the call is cancelled. */
  private void hang(byte[] request, StreamObserver<byte[]> answer) {
    ((ServerCallStreamObserver<byte[]>) answer).setOnCancelHandler(hanging::decrementAndGet);
    hanging.incrementAndGet();
  }

  /** Answers, and does not return. */
  private void linger(byte[] request, StreamObserver<byte[]> answer) {
    echo(request, answer);
    try {
      release.await();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  /** Sends the request again and again, in straight-line code, until the client has enough. */
  private void flood(byte[] request, StreamObserver<byte[]> answer) {
    ServerCallStreamObserver<byte[]> call = (ServerCallStreamObserver<byte[]>) answer;
    flooding.incrementAndGet();
    while (!call.isCancelled()) {
      call.onNext(request);
      floodSent.incrementAndGet();
    }
    flooding.decrementAndGet();
  }

  private static StreamObserver<byte[]> count(StreamObserver<byte[]> answer) {
    return new StreamObserver<>() {
      private int bytes;

      @Override
      public void onNext(byte[] message) {
        bytes += message.length;
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        answer.onNext(Integer.toString(bytes).getBytes(StandardCharsets.US_ASCII));
        answer.onCompleted();
      }
    };
  }

  private static StreamObserver<byte[]> chat(StreamObserver<byte[]> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(byte[] message) {
        answer.onNext(message);
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        answer.onCompleted();
      }
    };
  }
}
