package io.ghostbridge.transport.http2.internal;

import io.ghostbridge.rpc.internal.Rpc;
import io.ghostbridge.transport.http2.internal.connection.Http2Limits;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;

/** The real dispatcher behind the real transport on a free port, with {@link EchoService}. */
final class RunningServer implements AutoCloseable {
  final EchoService echo = new EchoService();
  final Rpc rpc = new Rpc(4 * 1024 * 1024, 1024 * 1024, 64L * 1024 * 1024, Duration.ofSeconds(2));
  final Http2Server server;
  final InetSocketAddress address;
  private final List<ManagedChannel> channels = new ArrayList<>();

  RunningServer() throws IOException {
    this(ServerLimits.DEFAULTS);
  }

  RunningServer(Http2Limits limits) throws IOException {
    this(new ServerLimits(2, true, 1000, 1000, 5000, limits));
  }

  RunningServer(ServerLimits limits) throws IOException {
    rpc.registry().add(echo, echo.bindService(), Set.of("Inline"));
    server = new Http2Server(limits, rpc.dispatcher());
    address =
        (InetSocketAddress)
            server.listen(
                new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), new Plaintext());
  }

  ManagedChannel client() {
    ManagedChannel channel =
        NettyChannelBuilder.forAddress(address)
            .usePlaintext()
            // HTTP/2's own default, so that long answers need many updates of it.
            .flowControlWindow(65_535)
            .maxInboundMessageSize(16 * 1024 * 1024)
            .build();
    channels.add(channel);
    return channel;
  }

  @Override
  public void close() {
    echo.release.countDown();
    channels.forEach(ManagedChannel::shutdownNow);
    try {
      for (ManagedChannel channel : channels) {
        channel.awaitTermination(10, TimeUnit.SECONDS);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    server.close();
    rpc.registry().remove(echo);
    rpc.close();
  }
}
