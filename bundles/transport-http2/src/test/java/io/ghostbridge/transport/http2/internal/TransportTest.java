package io.ghostbridge.transport.http2.internal;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.ghostbridge.api.runtime.Endpoint;
import io.grpc.netty.NettyChannelBuilder;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollDomainSocketChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.unix.DomainSocketAddress;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.assertj.core.api.Assumptions;
import org.junit.jupiter.api.Test;

/** The transport as its configuration makes it. */
class TransportTest extends ConfiguredTransport {
  @Test
  void clearTextCallersAreAnonymous() throws Exception {
    try (Http2Transport transport = transport(Map.of())) {
      assertThat(who(NettyChannelBuilder.forAddress(transport.address()).usePlaintext()))
          .isEqualTo("anonymous operator=false");
    }
  }

  @Test
  void eachSocketIsToldToTheOperatorAsItWasBound() throws Exception {
    try (Http2Transport transport = transport(Map.of())) {
      int port = transport.address().getPort();
      assertThat(transport.endpoints())
          .containsExactly(
              new Endpoint(
                  "gRPC (h2c)", "127.0.0.1:" + port, "io.ghostbridge.transport.http2:port"),
              new Endpoint(
                  "gRPC (operator)",
                  "unix:" + data.resolve("admin.sock"),
                  "io.ghostbridge.transport.http2:adminSocket"));
    }
  }

  @Test
  void theOperatorsSocketIsPrivateAndItsCallersAreOperators() throws Exception {
    Assumptions.assumeThat(Epoll.isAvailable()).as("epoll for the client").isTrue();
    Path socket = data.resolve("admin.sock");
    MultiThreadIoEventLoopGroup group =
        new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
    try (Http2Transport transport = transport(Map.of())) {
      assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(socket)))
          .isEqualTo("rw-------");
      assertThat(
              who(
                  NettyChannelBuilder.forAddress(new DomainSocketAddress(socket.toFile()))
                      .overrideAuthority("localhost")
                      .channelType(EpollDomainSocketChannel.class)
                      .eventLoopGroup(group)
                      .usePlaintext()))
          .isEqualTo("local:" + Files.getAttribute(socket, "unix:uid") + " operator=true");
      assertThat(transport.address()).isNotNull();
    } finally {
      group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly();
    }
    assertThat(socket).doesNotExist();
  }

  @Test
  void aPortInUseIsOneLineThatNamesPortAndKey() throws Exception {
    try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
      assertThatThrownBy(() -> transport(Map.of("port", taken.getLocalPort())))
          .isInstanceOf(IOException.class)
          .hasMessageContaining("port " + taken.getLocalPort() + ": the port is in use")
          .hasMessageContaining("key port in io.ghostbridge.transport.http2.cfg");
    }
  }

  @Test
  void clearTextBeyondLoopbackIsRefusedUnlessItIsConfigured() throws Exception {
    assertThatThrownBy(() -> transport(Map.of("address", "0.0.0.0")))
        .hasMessageContaining("address is 0.0.0.0, which is not loopback, and tls is off");
    try (Http2Transport transport =
        transport(Map.of("address", "0.0.0.0", "plaintextBeyondLoopback", true))) {
      assertThat(transport.address().getPort()).isPositive();
    }
  }
}
