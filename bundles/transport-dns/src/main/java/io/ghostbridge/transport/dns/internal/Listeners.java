package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.api.runtime.Endpoint;
import io.ghostbridge.transport.dns.internal.connection.ConnectionLimiter;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.EventLoopGroup;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;

/** The sockets that listen. For one thread. */
final class Listeners {
  private static final int BACKLOG = 1024;

  private final Sockets sockets;
  private final EventLoopGroup loops;
  private final List<Channel> listening = new ArrayList<>();

  Listeners(Sockets sockets, EventLoopGroup loops) {
    this.sockets = sockets;
    this.loops = loops;
  }

  /** What an operator sees of a socket. */
  static Endpoint endpoint(String protocol, InetAddress address, int port, String key) {
    String host =
        address instanceof Inet6Address
            ? "[" + address.getHostAddress() + "]"
            : address.getHostAddress();
    return new Endpoint(protocol, host + ":" + port, DnsTransport.PID + ":" + key);
  }

  /**
   * Listens for connections.
   *
   * @param key the configuration's key of the port, for the message
   * @return the port
   */
  int tcp(
      InetAddress address, int port, String key, ConnectionLimiter limit, ChannelHandler pipeline)
      throws PortInUseException {
    Channel channel =
        bound(
            sockets
                .tcp()
                .group(loops)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, BACKLOG)
                .handler(limit)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(pipeline)
                .bind(address, port),
            "TCP",
            address,
            port,
            key);
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  /** Listens for datagrams on {@code loop}. */
  void udp(InetAddress address, int port, boolean shared, EventLoop loop, ChannelHandler handler)
      throws PortInUseException {
    bound(
        sockets.udp(address, shared).group(loop).handler(handler).bind(address, port),
        "UDP",
        address,
        port,
        "port");
  }

  /**
   * Listens for QUIC.
   *
   * @return the port
   */
  int quic(InetAddress address, int port, String key, ChannelHandler codec)
      throws PortInUseException {
    Channel channel =
        bound(
            sockets.quic(address).group(loops).handler(codec).bind(address, port),
            "UDP",
            address,
            port,
            key);
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  private Channel bound(
      ChannelFuture binding, String protocol, InetAddress address, int port, String key)
      throws PortInUseException {
    binding.awaitUninterruptibly();
    Throwable failure = binding.cause();
    if (failure != null) {
      throw new PortInUseException(
          "cannot listen on %s port %d of %s (%s); free it, or set `%s` or `addresses` in"
                  .formatted(protocol, port, address.getHostAddress(), failure.getMessage(), key)
              + " config/"
              + DnsTransport.PID
              + ".cfg",
          failure);
    }
    listening.add(binding.channel());
    return binding.channel();
  }

  /** Takes nothing more. */
  void pause() {
    listening.forEach(each -> each.config().setAutoRead(false));
  }

  /** How many sockets listen. */
  int count() {
    return listening.size();
  }

  /** Closes all sockets. */
  void close() {
    closeSince(0);
  }

  /** Closes those that came when there were {@code count}. */
  void closeSince(int count) {
    List<Channel> since = listening.subList(count, listening.size());
    since.forEach(each -> each.close().syncUninterruptibly());
    since.clear();
  }
}
