package io.ghostbridge.transport.http3.internal;

import io.ghostbridge.rpc.internal.Rpc;
import io.ghostbridge.tls.CertificateFiles;
import io.ghostbridge.tls.ClientCertificates;
import io.ghostbridge.tls.DevelopmentCertificate;
import io.ghostbridge.tls.OperatorSubjects;
import io.ghostbridge.tls.ReloadingCertificates;
import io.ghostbridge.transport.http3.internal.connection.Http3Limits;
import io.ghostbridge.transport.http3.internal.early.EarlyData;
import io.ghostbridge.transport.http3.internal.early.EarlyDataStatistics;
import io.ghostbridge.transport.http3.internal.quic.QuicContexts;
import io.ghostbridge.transport.http3.internal.quic.QuicSettings;
import io.netty.handler.codec.quic.QuicSslContext;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The real dispatcher behind the real transport on a free port, with {@link EchoService}. */
final class RunningServer implements AutoCloseable {
  final EchoService echo = new EchoService();
  final Rpc rpc = new Rpc(4 * 1024 * 1024, 1024 * 1024, 64L * 1024 * 1024, Duration.ofSeconds(2));
  final ReloadingCertificates<QuicSslContext> certificates;
  final Http3Server server;
  final EarlyDataStatistics early;
  final InetSocketAddress address;
  private final List<TestClient> clients = new ArrayList<>();

  RunningServer(Path directory) throws IOException {
    this(directory, Http3Limits.DEFAULTS, QuicSettings.DEFAULTS);
  }

  RunningServer(Path directory, Http3Limits limits, QuicSettings quic) throws IOException {
    this(directory, new ServerLimits(2, true, 1000, 1000, 5000, limits, quic), new byte[32], 0);
  }

  RunningServer(Path directory, ServerLimits limits, byte[] resetKey, int port) throws IOException {
    this(directory, limits, resetKey, port, new EarlyData());
  }

  RunningServer(Path directory, ServerLimits limits, byte[] resetKey, int port, EarlyData earlyData)
      throws IOException {
    early = earlyData.statistics();
    CertificateFiles files = DevelopmentCertificate.in(directory);
    certificates =
        new ReloadingCertificates<>(
            files, ClientCertificates.NONE, QuicContexts.withEarlyData(earlyData));
    rpc.registry().add(echo, echo.bindService(), Set.of("Inline"));
    server =
        new Http3Server(
            limits,
            rpc.dispatcher(),
            certificates::context,
            new OperatorSubjects(List.of()),
            resetKey);
    address = server.listen(new InetSocketAddress(InetAddress.getLoopbackAddress(), port));
  }

  TestClient client() throws Exception {
    return client(TestClient.Options.DEFAULTS);
  }

  TestClient client(TestClient.Options options) throws Exception {
    TestClient client = new TestClient(address, options);
    clients.add(client);
    return client;
  }

  @Override
  public void close() {
    echo.release.countDown();
    clients.forEach(TestClient::close);
    server.close();
    rpc.registry().remove(echo);
    rpc.close();
  }
}
