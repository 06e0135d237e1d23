package io.ghostbridge.client.internal.http3;

import io.ghostbridge.rpc.internal.Rpc;
import io.ghostbridge.tls.CertificateFiles;
import io.ghostbridge.tls.ClientCertificates;
import io.ghostbridge.tls.OperatorSubjects;
import io.ghostbridge.tls.ReloadingCertificates;
import io.ghostbridge.transport.http3.internal.Http3Server;
import io.ghostbridge.transport.http3.internal.ServerLimits;
import io.ghostbridge.transport.http3.internal.connection.Http3Limits;
import io.ghostbridge.transport.http3.internal.early.EarlyData;
import io.ghostbridge.transport.http3.internal.early.EarlyDataStatistics;
import io.ghostbridge.transport.http3.internal.quic.QuicContexts;
import io.ghostbridge.transport.http3.internal.quic.QuicSettings;
import io.grpc.BindableService;
import io.netty.handler.codec.quic.QuicSslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.List;
import java.util.Set;

/** HTTP/3 of a node: the real dispatcher behind the real transport. */
public final class NodeHttp3 implements AutoCloseable {
  private static final int MESSAGE_BYTES = 4 * 1024 * 1024;

  private final Rpc rpc =
      new Rpc(MESSAGE_BYTES, 1024 * 1024, 64L * 1024 * 1024, Duration.ofSeconds(2));
  private final EarlyData early = new EarlyData();
  private final List<BindableService> services;
  private final Http3Server server;
  private final InetSocketAddress address;

  /**
   * @param port 0: a free one
   * @param drainMillis for calls on the way when it is closed
   */
  public NodeHttp3(
      CertificateFiles certificate,
      ClientCertificates clients,
      int port,
      long drainMillis,
      int mostStreams,
      List<BindableService> services)
      throws IOException {
    this.services = services;
    services.forEach(this::offer);
    ReloadingCertificates<QuicSslContext> certificates =
        new ReloadingCertificates<>(certificate, clients, QuicContexts.withEarlyData(early));
    Http3Limits usual = Http3Limits.DEFAULTS;
    Http3Limits limits =
        new Http3Limits(
            mostStreams,
            usual.maxHeaderListBytes(),
            usual.streamWindowBytes(),
            usual.connectionWindowBytes(),
            usual.handshakeTimeoutMillis(),
            usual.idleTimeoutMillis(),
            usual.stallTimeoutMillis(),
            usual.maxConnectionAgeMillis(),
            usual.maxConnectionAgeGraceMillis(),
            usual.nuisances(),
            usual.resets(),
            usual.resetsInAll());
    server =
        new Http3Server(
            new ServerLimits(1, true, 1000, 1000, drainMillis, limits, QuicSettings.DEFAULTS),
            rpc.dispatcher(),
            certificates::context,
            new OperatorSubjects(List.of()),
            new byte[32]);
    try {
      address = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
    } catch (IOException e) {
      close();
      throw e;
    }
  }

  /** Where it listens. */
  public InetSocketAddress address() {
    return address;
  }

  /** Takes a service out, as a bundle does that is replaced. */
  public void withdraw(BindableService service) {
    rpc.registry().remove(service);
  }

  /** Puts it in again. */
  public void offer(BindableService service) {
    rpc.registry().add(service, service.bindService(), Set.of());
  }

  /** Its dispatcher, for interceptors. */
  public Rpc rpc() {
    return rpc;
  }

  /** What came of early data. */
  public EarlyDataStatistics early() {
    return early.statistics();
  }

  /** Connections it has. */
  public int connections() {
    return server.openConnections();
  }

  @Override
  public void close() {
    server.close();
    services.forEach(this::withdraw);
    rpc.close();
  }
}
