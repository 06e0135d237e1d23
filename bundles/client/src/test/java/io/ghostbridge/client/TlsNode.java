package io.ghostbridge.client;

import io.ghostbridge.client.internal.http3.NodeHttp3;
import io.ghostbridge.tls.CertificateFiles;
import io.ghostbridge.tls.ClientCertificates;
import io.ghostbridge.tls.DevelopmentCertificate;
import io.grpc.Server;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.GrpcSslContexts;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.netty.handler.ssl.ClientAuth;
import io.netty.handler.ssl.SslContextBuilder;
import io.netty.handler.ssl.SslProvider;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/**
 * A node of names with TLS at one port: grpc-java's server by TCP, the real transport of HTTP/3 by
 * UDP. Both can go and come back.
 */
final class TlsNode implements AutoCloseable {
  static final String SERVICE = "ghost.chain.v1.GhostChainService";

  private static final int MOST_STREAMS = 2000;
  private static final long DRAIN_MILLIS = 200;

  final TestNames byHttp2 = new TestNames();
  final TestNames byHttp3 = new TestNames();
  final CertificateFiles certificate;

  private final @Nullable CertificateFiles clients;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final HealthStatusManager health = new HealthStatusManager();
  private final int port;
  private Server http2;
  private @Nullable NodeHttp3 http3;

  TlsNode(Path directory) throws IOException, InterruptedException {
    this(directory, null);
  }

  /**
   * @param clients whose certificate is asked for; null: none is
   */
  TlsNode(Path directory, @Nullable CertificateFiles clients)
      throws IOException, InterruptedException {
    this(DevelopmentCertificate.in(directory), clients);
  }

  TlsNode(CertificateFiles own, @Nullable CertificateFiles clients)
      throws IOException, InterruptedException {
    this.clients = clients;
    certificate =
        clients == null
            ? own
            : new CertificateFiles(own.certificates(), own.key(), clients.certificates());
    health.setStatus(SERVICE, ServingStatus.SERVING);
    port = Ports.free();
    http2 = Ports.again(() -> serve(port));
  }

  /** With HTTP/3 as well, from the beginning. */
  TlsNode both() throws IOException, InterruptedException {
    startHttp3();
    return this;
  }

  private Server serve(int at) throws IOException {
    SslContextBuilder tls =
        GrpcSslContexts.configure(
            SslContextBuilder.forServer(
                certificate.certificates().toFile(), certificate.key().toFile()),
            SslProvider.JDK);
    if (clients != null) {
      tls.trustManager(clients.certificates().toFile()).clientAuth(ClientAuth.REQUIRE);
    }
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), at))
        .executor(threads)
        .sslContext(tls.build())
        .addService(byHttp2)
        .addService(health.getHealthService())
        .build()
        .start();
  }

  String address() {
    return "localhost:" + port;
  }

  void startHttp3() throws IOException, InterruptedException {
    http3 =
        Ports.again(
            () ->
                new NodeHttp3(
                    certificate,
                    clients == null ? ClientCertificates.NONE : ClientCertificates.REQUIRED,
                    port,
                    DRAIN_MILLIS,
                    MOST_STREAMS,
                    List.of(byHttp3)));
  }

  void stopHttp3() {
    NodeHttp3 running = http3;
    http3 = null;
    if (running != null) {
      running.close();
    }
  }

  void killHttp2() throws InterruptedException {
    http2.shutdownNow().awaitTermination();
  }

  void startHttp2() throws IOException, InterruptedException {
    http2 = Ports.again(() -> serve(port));
  }

  int http3Connections() {
    NodeHttp3 running = http3;
    return running == null ? 0 : running.connections();
  }

  /** Takes the names away, or brings them back, as a bundle does that is replaced. */
  void offering(boolean names) {
    health.setStatus(SERVICE, names ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
    NodeHttp3 running = http3;
    if (running != null && names) {
      running.offer(byHttp3);
    } else if (running != null) {
      running.withdraw(byHttp3);
    }
  }

  @Override
  public void close() {
    stopHttp3();
    // Not awaited: what is cut off tells of it on these threads.
    http2.shutdownNow();
    threads.shutdown();
  }
}
