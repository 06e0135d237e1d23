package io.ghostbridge.peers.interop;

import io.ghostbridge.rpc.internal.Rpc;
import io.ghostbridge.transport.http2.internal.Http2Server;
import io.ghostbridge.transport.http2.internal.Plaintext;
import io.ghostbridge.transport.http2.internal.ServerLimits;
import io.grpc.ServerInterceptor;
import io.grpc.ServerInterceptors;
import io.grpc.ServerServiceDefinition;
import io.grpc.services.MetricRecorder;
import io.grpc.testing.integration.TestServiceImpl;
import io.grpc.xds.orca.OrcaMetricReportingServerInterceptor;
import io.grpc.xds.orca.OrcaServiceImpl;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;

/** The dispatcher and the HTTP/2 transport with the service of grpc-java's interop tests. */
public final class GhostBridgeServer implements AutoCloseable {
  /** As grpc-java's own test server has it. */
  private static final int MAX_MESSAGE_BYTES = 16 * 1024 * 1024;

  private static final long MAX_BUFFERED_BYTES = 256L * 1024 * 1024;

  private final ScheduledExecutorService executor = Executors.newSingleThreadScheduledExecutor();
  private final Rpc rpc =
      new Rpc(MAX_MESSAGE_BYTES, MAX_MESSAGE_BYTES, MAX_BUFFERED_BYTES, Duration.ofSeconds(5));
  private final Http2Server server = new Http2Server(ServerLimits.DEFAULTS, rpc.dispatcher());
  private final int port;

  /** Listens on a free port of the loopback address. */
  public GhostBridgeServer() throws IOException {
    MetricRecorder metrics = MetricRecorder.newInstance();
    List<ServerInterceptor> interceptors = new ArrayList<>(TestServiceImpl.interceptors());
    interceptors.add(OrcaMetricReportingServerInterceptor.create(metrics));
    ServerServiceDefinition service =
        ServerInterceptors.intercept(new TestServiceImpl(executor, metrics), interceptors);
    rpc.registry().add(service, service, Set.of());
    ServerServiceDefinition orca =
        OrcaServiceImpl.createService(executor, metrics, 1, TimeUnit.SECONDS).bindService();
    rpc.registry().add(orca, orca, Set.of());
    InetSocketAddress bound =
        (InetSocketAddress)
            server.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Plaintext());
    port = bound.getPort();
  }

  /** Where it listens. */
  public int port() {
    return port;
  }

  /** Its dispatcher, to add to. */
  public Rpc rpc() {
    return rpc;
  }

  @Override
  public void close() {
    server.close();
    rpc.close();
    executor.shutdownNow();
  }
}
