package io.ghostbridge.client.internal.http3;

import io.ghostbridge.api.rpc.CallContext;
import io.grpc.BindableService;
import io.grpc.CallOptions;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.Marshaller;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerCall;
import io.grpc.ServerCallHandler;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.stub.ServerCallStreamObserver;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;

/** Calls of all four kinds with bytes as messages. */
final class Echo implements BindableService {
  static final Metadata.Key<String> TEXT =
      Metadata.Key.of("x-text", Metadata.ASCII_STRING_MARSHALLER);
  static final Metadata.Key<byte[]> BINARY =
      Metadata.Key.of("x-binary-bin", Metadata.BINARY_BYTE_MARSHALLER);
  static final MethodDescriptor<byte[], byte[]> UNARY = method("Unary", MethodType.UNARY);
  static final MethodDescriptor<byte[], byte[]> FAIL = method("Fail", MethodType.UNARY);
  static final MethodDescriptor<byte[], byte[]> HANG = method("Hang", MethodType.UNARY);
  static final MethodDescriptor<byte[], byte[]> FLOOD =
      method("Flood", MethodType.SERVER_STREAMING);
  static final MethodDescriptor<byte[], byte[]> COUNT =
      method("Count", MethodType.CLIENT_STREAMING);
  static final MethodDescriptor<byte[], byte[]> CHAT = method("Chat", MethodType.BIDI_STREAMING);
  static final MethodDescriptor<byte[], byte[]> PROTECTION = method("Protection", MethodType.UNARY);
  static final MethodDescriptor<byte[], byte[]> NOTHING = method("Nothing", MethodType.UNARY);

  final AtomicInteger hanging = new AtomicInteger();
  final AtomicInteger sent = new AtomicInteger();
  final CountDownLatch floodEnded = new CountDownLatch(1);

  private static MethodDescriptor<byte[], byte[]> method(String name, MethodType type) {
    return MethodDescriptor.<byte[], byte[]>newBuilder(Bytes.INSTANCE, Bytes.INSTANCE)
        .setType(type)
        .setFullMethodName("test.Echo/" + name)
        .build();
  }

  private enum Bytes implements Marshaller<byte[]> {
    INSTANCE;

    @Override
    public InputStream stream(byte[] value) {
      return new ByteArrayInputStream(value);
    }

    @Override
    public byte[] parse(InputStream stream) {
      try {
        return stream.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder("test.Echo")
        .addMethod(UNARY, reflecting(ServerCalls.asyncUnaryCall(Echo::answer)))
        .addMethod(FAIL, ServerCalls.asyncUnaryCall(Echo::fail))
        .addMethod(PROTECTION, ServerCalls.asyncUnaryCall(Echo::protection))
        .addMethod(HANG, ServerCalls.asyncUnaryCall(this::hang))
        .addMethod(FLOOD, ServerCalls.asyncServerStreamingCall(this::flood))
        .addMethod(COUNT, ServerCalls.asyncClientStreamingCall(Echo::count))
        .addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(Echo::chat))
        .build();
  }

  /** Sends the caller's metadata back, before the answer and after it. */
  private static ServerCallHandler<byte[], byte[]> reflecting(
      ServerCallHandler<byte[], byte[]> handler) {
    return new ServerCallHandler<>() {
      @Override
      public ServerCall.Listener<byte[]> startCall(
          ServerCall<byte[], byte[]> call, Metadata headers) {
        return handler.startCall(
            new io.grpc.ForwardingServerCall.SimpleForwardingServerCall<>(call) {
              @Override
              public void sendHeaders(Metadata own) {
                copy(headers, own);
                super.sendHeaders(own);
              }

              @Override
              public void close(Status status, Metadata trailers) {
                copy(headers, trailers);
                super.close(status, trailers);
              }
            },
            headers);
      }
    };
  }

  private static void copy(Metadata from, Metadata to) {
    Iterable<byte[]> binary = from.getAll(BINARY);
    if (binary != null) {
      binary.forEach(each -> to.put(BINARY, each));
    }
    String text = from.get(TEXT);
    if (text != null) {
      to.put(TEXT, text);
    }
  }

  private static void answer(byte[] request, StreamObserver<byte[]> out) {
    out.onNext(request);
    out.onCompleted();
  }

  private static void fail(byte[] request, StreamObserver<byte[]> out) {
    out.onError(
        Status.FAILED_PRECONDITION.withDescription("100 % wrong: ä\n").asRuntimeException());
  }

  private static void protection(byte[] request, StreamObserver<byte[]> out) {
    answer(CallContext.protection().name().getBytes(StandardCharsets.US_ASCII), out);
  }

  private void hang(byte[] request, StreamObserver<byte[]> out) {
    ServerCallStreamObserver<byte[]> call = (ServerCallStreamObserver<byte[]>) out;
    AtomicBoolean ended = new AtomicBoolean();
    Runnable end =
        () -> {
          if (ended.compareAndSet(false, true)) {
            hanging.decrementAndGet();
          }
        };
    hanging.incrementAndGet();
    call.setOnCancelHandler(end);
    if (call.isCancelled()) {
      // Before it was listened to.
      end.run();
    }
  }

  /** Sends for as long as the caller takes it. */
  private void flood(byte[] request, StreamObserver<byte[]> out) {
    ServerCallStreamObserver<byte[]> call = (ServerCallStreamObserver<byte[]>) out;
    while (!call.isCancelled()) {
      call.onNext(request);
      sent.incrementAndGet();
    }
    floodEnded.countDown();
  }

  private static StreamObserver<byte[]> count(StreamObserver<byte[]> out) {
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
        answer(new byte[] {(byte) (bytes >> 16), (byte) (bytes >> 8), (byte) bytes}, out);
      }
    };
  }

  private static StreamObserver<byte[]> chat(StreamObserver<byte[]> out) {
    return new StreamObserver<>() {
      @Override
      public void onNext(byte[] message) {
        out.onNext(message);
      }

      @Override
      public void onError(Throwable failure) {}

      @Override
      public void onCompleted() {
        out.onCompleted();
      }
    };
  }

  /** Options of a call that ends in any case. */
  static CallOptions patient() {
    return CallOptions.DEFAULT.withDeadlineAfter(java.time.Duration.ofSeconds(30));
  }
}
