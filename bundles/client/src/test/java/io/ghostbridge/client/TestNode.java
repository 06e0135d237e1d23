package io.ghostbridge.client;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Server;
import io.grpc.ServerTransportFilter;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/** A node of names behind grpc-java's own server, which can go and come back at the same port. */
final class TestNode implements AutoCloseable {
  final TestNames names = new TestNames();
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger connectionsEver = new AtomicInteger();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private HealthStatusManager health = new HealthStatusManager();
  private Server server;
  private final int port;

  TestNode() throws IOException {
    server = serve(0);
    port = server.getPort();
  }

  String address() {
    return "127.0.0.1:" + port;
  }

  private Server serve(int at) throws IOException {
    health = new HealthStatusManager();
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), at))
        .executor(threads)
        .addService(names)
        .addService(health.getHealthService())
        .addTransportFilter(new Counter())
        .build()
        .start();
  }

  /** Ends at once, as a process that is killed. */
  void kill() throws InterruptedException {
    server.shutdownNow().awaitTermination();
  }

  void restart() throws IOException {
    server = serve(port);
  }

  void serving(boolean well) {
    serving("", well);
  }

  void serving(String service, boolean well) {
    health.setStatus(service, well ? ServingStatus.SERVING : ServingStatus.NOT_SERVING);
  }

  @Override
  public void close() {
    try {
      // It tells its calls of their end on these threads.
      kill();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    threads.shutdownNow();
  }

  private final class Counter extends ServerTransportFilter {
    @Override
    public Attributes transportReady(Attributes attributes) {
      if (attributes.get(Grpc.TRANSPORT_ATTR_REMOTE_ADDR) != null) {
        connections.incrementAndGet();
        connectionsEver.incrementAndGet();
      }
      return attributes;
    }

    @Override
    public void transportTerminated(Attributes attributes) {
      connections.decrementAndGet();
    }
  }
}
