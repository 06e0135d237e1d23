package io.ghostbridge.secure.channel.internal;

import com.google.protobuf.DescriptorProtos;
import com.google.protobuf.DescriptorProtos.MethodOptions;
import com.google.protobuf.Descriptors;
import com.google.protobuf.Descriptors.DescriptorValidationException;
import io.ghostbridge.api.rpc.CallContext;
import io.ghostbridge.proto.crypto.v1.Crypto;
import io.grpc.BindableService;
import io.grpc.Metadata;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.Status;
import io.grpc.protobuf.ProtoMethodDescriptorSupplier;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A service of all four kinds of calls on byte arrays. */
public final class TestService implements BindableService {
  public static final String NAME = "test.Secured";
  public static final MethodDescriptor<byte[], byte[]> ECHO =
      method(MethodType.UNARY, "Echo", null);
  public static final MethodDescriptor<byte[], byte[]> READ =
      method(MethodType.UNARY, "Read", MethodOptions.getDefaultInstance()).toBuilder()
          .setSafe(true)
          .build();
  public static final MethodDescriptor<byte[], byte[]> SECRET =
      method(
          MethodType.UNARY,
          "Secret",
          MethodOptions.newBuilder().setExtension(Crypto.sensitive, true).build());
  public static final MethodDescriptor<byte[], byte[]> FAIL =
      method(MethodType.UNARY, "Fail", null);
  public static final MethodDescriptor<byte[], byte[]> WHO = method(MethodType.UNARY, "Who", null);
  public static final MethodDescriptor<byte[], byte[]> REPEAT =
      method(MethodType.SERVER_STREAMING, "Repeat", null);
  public static final MethodDescriptor<byte[], byte[]> COUNT =
      method(MethodType.CLIENT_STREAMING, "Count", null);
  public static final MethodDescriptor<byte[], byte[]> CHAT =
      method(MethodType.BIDI_STREAMING, "Chat", null);

  /** How often a handler got a request. */
  public final AtomicInteger handled = new AtomicInteger();

  private static MethodDescriptor<byte[], byte[]> method(
      MethodType type, String name, @Nullable MethodOptions options) {
    MethodDescriptor.Builder<byte[], byte[]> builder =
        MethodDescriptor.newBuilder(Bytes.INSTANCE, Bytes.INSTANCE)
            .setType(type)
            .setFullMethodName(NAME + "/" + name);
    if (options != null) {
      builder.setSchemaDescriptor(new Schema(name, options));
    }
    return builder.build();
  }

  @Override
  public ServerServiceDefinition bindService() {
    return ServerServiceDefinition.builder(NAME)
        .addMethod(ECHO, ServerCalls.asyncUnaryCall(this::echo))
        .addMethod(READ, ServerCalls.asyncUnaryCall(this::echo))
        .addMethod(SECRET, ServerCalls.asyncUnaryCall(this::echo))
        .addMethod(FAIL, ServerCalls.asyncUnaryCall(this::fail))
        .addMethod(WHO, ServerCalls.asyncUnaryCall(this::who))
        .addMethod(REPEAT, ServerCalls.asyncServerStreamingCall(this::repeat))
        .addMethod(COUNT, ServerCalls.asyncClientStreamingCall(this::count))
        .addMethod(CHAT, ServerCalls.asyncBidiStreamingCall(this::chat))
        .build();
  }

  private void echo(byte[] request, StreamObserver<byte[]> answer) {
    handled.incrementAndGet();
    answer.onNext(request);
    answer.onCompleted();
  }

  private void fail(byte[] request, StreamObserver<byte[]> answer) {
    handled.incrementAndGet();
    Metadata trailers = new Metadata();
    trailers.put(Metadata.Key.of("x-why", Metadata.ASCII_STRING_MARSHALLER), "because");
    answer.onError(
        Status.NOT_FOUND
            .withDescription("100 % wrong: \u00e4 " + new String(request, StandardCharsets.UTF_8))
            .asRuntimeException(trailers));
  }

  private void who(byte[] request, StreamObserver<byte[]> answer) {
    String who = CallContext.caller().name() + " " + CallContext.protection();
    echo(who.getBytes(StandardCharsets.UTF_8), answer);
  }

  private void repeat(byte[] request, StreamObserver<byte[]> answer) {
    handled.incrementAndGet();
    for (byte i = 0; i < request[0]; i++) {
      answer.onNext(new byte[] {i});
    }
    answer.onCompleted();
  }

  private StreamObserver<byte[]> count(StreamObserver<byte[]> answer) {
    return new StreamObserver<>() {
      private int bytes;

      @Override
      public void onNext(byte[] message) {
        handled.incrementAndGet();
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

  private StreamObserver<byte[]> chat(StreamObserver<byte[]> answer) {
    return new StreamObserver<>() {
      @Override
      public void onNext(byte[] message) {
        handled.incrementAndGet();
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

  private enum Bytes implements MethodDescriptor.Marshaller<byte[]> {
    INSTANCE;

    @Override
    public InputStream stream(byte[] message) {
      return new ByteArrayInputStream(message);
    }

    @Override
    public byte[] parse(InputStream message) {
      try {
        return message.readAllBytes();
      } catch (IOException e) {
        throw new UncheckedIOException(e);
      }
    }
  }

  private record Schema(String name, MethodOptions options)
      implements ProtoMethodDescriptorSupplier {
    @Override
    public Descriptors.FileDescriptor getFileDescriptor() {
      var file =
          DescriptorProtos.FileDescriptorProto.newBuilder()
              .setName("secured.proto")
              .setPackage("test")
              .addMessageType(DescriptorProtos.DescriptorProto.newBuilder().setName("M"))
              .addService(
                  DescriptorProtos.ServiceDescriptorProto.newBuilder()
                      .setName("Secured")
                      .addMethod(
                          DescriptorProtos.MethodDescriptorProto.newBuilder()
                              .setName(name)
                              .setInputType(".test.M")
                              .setOutputType(".test.M")
                              .setOptions(options)))
              .build();
      try {
        return Descriptors.FileDescriptor.buildFrom(file, new Descriptors.FileDescriptor[0]);
      } catch (DescriptorValidationException e) {
        throw new IllegalStateException(e);
      }
    }

    @Override
    public Descriptors.ServiceDescriptor getServiceDescriptor() {
      return getFileDescriptor().getServices().getFirst();
    }

    @Override
    public Descriptors.MethodDescriptor getMethodDescriptor() {
      return getServiceDescriptor().getMethods().getFirst();
    }
  }
}
