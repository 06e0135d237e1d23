package io.ghostbridge.peers.http3;

import io.ghostbridge.rpc.internal.Rpc;
import io.ghostbridge.tls.CertificateFiles;
import io.ghostbridge.tls.ClientCertificates;
import io.ghostbridge.tls.DevelopmentCertificate;
import io.ghostbridge.tls.OperatorSubjects;
import io.ghostbridge.tls.ReloadingCertificates;
import io.ghostbridge.transport.http3.internal.Http3Server;
import io.ghostbridge.transport.http3.internal.ServerLimits;
import io.ghostbridge.transport.http3.internal.early.EarlyData;
import io.ghostbridge.transport.http3.internal.early.EarlyDataStatistics;
import io.ghostbridge.transport.http3.internal.quic.QuicContexts;
import io.grpc.MethodDescriptor;
import io.grpc.MethodDescriptor.MethodType;
import io.grpc.ServerServiceDefinition;
import io.grpc.stub.ServerCalls;
import io.grpc.stub.StreamObserver;
import io.netty.handler.codec.quic.QuicSslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;

/** The dispatcher and the HTTP/3 transport with a service that gives messages back. */
public final class EchoServer implements AutoCloseable {
  private static final String SERVICE = "test.Echo";
  private static final int REPETITIONS = 50;
  private static final long PAUSE_MILLIS = 20;

  private final Rpc rpc = new Rpc(4 << 20, 4 << 20, 64L << 20, Duration.ofSeconds(5));
  private final EarlyData early = new EarlyData();
  private final Http3Server server;
  private final int port;

  /**
   * Listens on a free port of the loopback address.
   *
   * @param directory for its certificate
   */
  public EchoServer(Path directory) throws IOException {
    CertificateFiles files = DevelopmentCertificate.in(directory);
    ReloadingCertificates<QuicSslContext> certificates =
        new ReloadingCertificates<>(
            files, ClientCertificates.NONE, QuicContexts.withEarlyData(early));
    ServerServiceDefinition service =
        ServerServiceDefinition.builder(SERVICE)
            .addMethod(
                method(MethodType.UNARY, "Unary"), ServerCalls.asyncUnaryCall(EchoServer::echo))
            .addMethod(
                method(MethodType.UNARY, "Read").toBuilder().setIdempotent(true).build(),
                ServerCalls.asyncUnaryCall(EchoServer::echo))
            .addMethod(
                method(MethodType.SERVER_STREAMING, "Repeat"),
                ServerCalls.asyncServerStreamingCall(EchoServer::repeat))
            .build();
    rpc.registry().add(service, service, Set.of());
    server =
        new Http3Server(
            ServerLimits.DEFAULTS,
            rpc.dispatcher(),
            certificates::context,
            new OperatorSubjects(List.of()),
            new byte[32]);
    port = server.listen(new InetSocketAddress(InetAddress.ofLiteral("127.0.0.1"), 0)).getPort();
  }

  private static MethodDescriptor<byte[], byte[]> method(MethodType type, String name) {
    return MethodDescriptor.newBuilder(Bytes.MARSHALLER, Bytes.MARSHALLER)
        .setType(type)
        .setFullMethodName(SERVICE + "/" + name)
        .build();
  }

  private static void echo(byte[] request, StreamObserver<byte[]> answer) {
    answer.onNext(request);
    answer.onCompleted();
  }

  /** Takes a second, so that something can happen meanwhile. */
  private static void repeat(byte[] request, StreamObserver<byte[]> answer) {
    try {
      for (int i = 0; i < REPETITIONS; i++) {
        answer.onNext(request);
        TimeUnit.MILLISECONDS.sleep(PAUSE_MILLIS);
      }
      answer.onCompleted();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  int port() {
    return port;
  }

  /** What came of early data. */
  EarlyDataStatistics early() {
    return early.statistics();
  }

  @Override
  public void close() {
    server.close();
    rpc.close();
  }

  /**
   * Serves until it is killed.
   *
   * @param arguments a directory, in which {@code port} then tells the port
   */
  public static void main(String[] arguments) throws Exception {
    Path directory = Path.of(arguments[0]);
    try (EchoServer server = new EchoServer(directory)) {
      Path fresh = directory.resolve("port.new");
      Files.writeString(fresh, Integer.toString(server.port()));
      Files.move(fresh, directory.resolve("port"), StandardCopyOption.ATOMIC_MOVE);
      new CountDownLatch(1).await();
    }
  }
}
