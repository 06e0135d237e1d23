package io.ghostbridge.it.container;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.ghostbridge.it.container.echo.EchoMethods;
import io.ghostbridge.it.container.faulty.FaultyActivator;
import io.grpc.CallOptions;
import io.grpc.ManagedChannel;
import io.grpc.Status;
import io.grpc.StatusRuntimeException;
import io.grpc.health.v1.HealthCheckRequest;
import io.grpc.health.v1.HealthGrpc;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyChannelBuilder;
import io.grpc.stub.ClientCalls;
import io.grpc.stub.StreamObserver;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLException;

/** A client of the echo service with grpc-java's own Netty channel. */
final class Client implements AutoCloseable {
  private static final long LIMIT_SECONDS = 20;

  private final ManagedChannel channel;

  Client(InetSocketAddress address) {
    this(NettyChannelBuilder.forAddress(address).usePlaintext());
  }

  private Client(NettyChannelBuilder builder) {
    channel = builder.build();
  }

  /** Over the JDK's TLS, whatever the certificate is. */
  static Client overTls(InetSocketAddress address) throws SSLException {
    return new Client(
        NettyChannelBuilder.forAddress(address)
            .sslContext(
                GrpcSslContexts.configure(
                        SslContextBuilder.forClient()
                            .trustManager(InsecureTrustManagerFactory.INSTANCE),
                        SslProvider.JDK)
                    .build()));
  }

  /** The status of a call whose answer, where there is one, was checked. */
  Status echo(String text) {
    try {
      byte[] answer =
          ClientCalls.blockingUnaryCall(
              channel,
              EchoMethods.ECHO,
              CallOptions.DEFAULT.withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS),
              text.getBytes(UTF_8));
      return new String(answer, UTF_8).equals(text)
          ? Status.OK
          : Status.DATA_LOSS.withDescription("answered '" + new String(answer, UTF_8) + "'");
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  /** The status of a health check, which the dispatcher always answers. */
  Status health() {
    try {
      HealthGrpc.newBlockingStub(channel)
          .withDeadlineAfter(LIMIT_SECONDS, TimeUnit.SECONDS)
          .check(HealthCheckRequest.getDefaultInstance());
      return Status.OK;
    } catch (StatusRuntimeException e) {
      return e.getStatus();
    }
  }

  /** How a call of the service that fails on demand ended. */
  StatusRuntimeException failure(String text) {
    return failure(text, TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
  }

  /** The same with a deadline. */
  StatusRuntimeException failure(String text, long deadlineMillis) {
    try {
      byte[] answer =
          ClientCalls.blockingUnaryCall(
              channel,
              FaultyActivator.CALL,
              CallOptions.DEFAULT.withDeadlineAfter(deadlineMillis, TimeUnit.MILLISECONDS),
              text.getBytes(UTF_8));
      return Status.OK.withDescription(new String(answer, UTF_8)).asRuntimeException();
    } catch (StatusRuntimeException e) {
      return e;
    }
  }

  /** A call that goes on until it is told to end. */
  Conversation converse() {
    return new Conversation(channel);
  }

  static final class Conversation implements StreamObserver<byte[]> {
    private final BlockingQueue<String> answers = new LinkedBlockingQueue<>();
    private final CompletableFuture<Status> end = new CompletableFuture<>();
    private final StreamObserver<byte[]> requests;

    private Conversation(ManagedChannel channel) {
      requests =
          ClientCalls.asyncBidiStreamingCall(
              channel.newCall(EchoMethods.CONVERSE, CallOptions.DEFAULT), this);
    }

    /** Sends {@code text} and waits for the answer. */
    String say(String text) throws InterruptedException {
      requests.onNext(text.getBytes(UTF_8));
      String answer = answers.poll(LIMIT_SECONDS, TimeUnit.SECONDS);
      return answer == null ? "(no answer)" : answer;
    }

    /** Says that no more comes, and waits for the call's end. */
    Status finish() throws Exception {
      requests.onCompleted();
      return end.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }

    @Override
    public void onNext(byte[] message) {
      answers.add(new String(message, UTF_8));
    }

    @Override
    public void onError(Throwable failure) {
      end.complete(Status.fromThrowable(failure));
    }

    @Override
    public void onCompleted() {
      end.complete(Status.OK);
    }
  }

  @Override
  public void close() {
    channel.shutdownNow();
    try {
      channel.awaitTermination(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
