package io.ghostbridge.client;

import io.grpc.Attributes;
import io.grpc.Grpc;
import io.grpc.Server;
import io.grpc.ServerTransportFilter;
import io.grpc.health.v1.HealthCheckResponse.ServingStatus;
import io.grpc.netty.NettyServerBuilder;
import io.grpc.protobuf.services.HealthStatusManager;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A node of names behind grpc-java's own server, which can go and come back at the same port. */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the end of its threads
final class TestNode implements AutoCloseable {
  static final int LARGEST_MESSAGE = 100_000;

  final TestNames names = new TestNames();
  final AtomicInteger connections = new AtomicInteger();
  final AtomicInteger connectionsEver = new AtomicInteger();

  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();

  /** Its own: those that grpc-java shares would be taken for the client's. */
  private final EventLoopGroup network =
      new MultiThreadIoEventLoopGroup(
          2, new DefaultThreadFactory("test-node", true), NioIoHandler.newFactory());

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

  int port() {
    return port;
  }

  private Server serve(int at) throws IOException {
    health = new HealthStatusManager();
    return NettyServerBuilder.forAddress(
            new InetSocketAddress(InetAddress.getLoopbackAddress(), at))
        .executor(threads)
        .bossEventLoopGroup(network)
        .workerEventLoopGroup(network)
        .channelType(NioServerSocketChannel.class)
        .maxInboundMessageSize(LARGEST_MESSAGE)
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

  void restart() throws IOException, InterruptedException {
    server = Ports.again(() -> serve(port));
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
    network.shutdownGracefully(0, 5, TimeUnit.SECONDS);
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
