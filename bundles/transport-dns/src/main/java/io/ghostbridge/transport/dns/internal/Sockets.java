package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.transport.dns.internal.message.DnsCodes;
import io.netty.bootstrap.Bootstrap;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.IoHandlerFactory;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.SocketProtocolFamily;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.channel.unix.UnixChannelOption;
import java.net.Inet4Address;
import java.net.InetAddress;

/** The platform's sockets: Linux's epoll with many datagrams a system call, or Java's NIO. */
final class Sockets {
  /** What fits an Ethernet frame, and then some. */
  private static final int QUIC_DATAGRAM = 2048;

  private static final int DATAGRAMS_A_READ = 64;
  private static final int SOCKET_BUFFER_BYTES = 4 << 20;

  private final boolean epoll;

  Sockets(boolean epoll) {
    this.epoll = epoll;
  }

  /** What this machine has. */
  static Sockets best() {
    return new Sockets(Epoll.isAvailable());
  }

  IoHandlerFactory ioHandler() {
    return epoll ? EpollIoHandler.newFactory() : NioIoHandler.newFactory();
  }

  /** Whether several loops can have a socket each for one port. */
  boolean sharesPorts() {
    return epoll;
  }

  @Override
  public String toString() {
    return epoll ? "epoll" : "nio";
  }

  Bootstrap udp(InetAddress address, boolean shared) {
    return udp(address, shared, DnsCodes.UDP_PAYLOAD_TAKEN);
  }

  /** For datagrams of QUIC. */
  Bootstrap quic(InetAddress address) {
    return udp(address, false, QUIC_DATAGRAM);
  }

  private Bootstrap udp(InetAddress address, boolean shared, int datagramBytes) {
    SocketProtocolFamily family =
        address instanceof Inet4Address ? SocketProtocolFamily.INET : SocketProtocolFamily.INET6;
    var bootstrap = new Bootstrap();
    bootstrap.option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES);
    bootstrap.option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES);
    if (epoll) {
      bootstrap
          .channelFactory(() -> new EpollDatagramChannel(family))
          .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, datagramBytes)
          .option(UnixChannelOption.SO_REUSEPORT, shared)
          .option(
              ChannelOption.RECVBUF_ALLOCATOR,
              new FixedRecvByteBufAllocator(DATAGRAMS_A_READ * datagramBytes));
    } else {
      bootstrap
          .channelFactory(() -> new NioDatagramChannel(family))
          .option(
              ChannelOption.RECVBUF_ALLOCATOR,
              new FixedRecvByteBufAllocator(datagramBytes).maxMessagesPerRead(DATAGRAMS_A_READ));
    }
    return bootstrap;
  }

  ServerBootstrap tcp() {
    var bootstrap = new ServerBootstrap();
    return epoll
        ? bootstrap.channel(EpollServerSocketChannel.class)
        : bootstrap.channel(NioServerSocketChannel.class);
  }
}
