package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.api.dns.DnsResponder;
import io.ghostbridge.api.dns.DnsTransportStatistics;
import io.ghostbridge.api.runtime.Endpoint;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import io.netty.util.concurrent.EventExecutor;
import java.net.Inet6Address;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sockets and event loops of the transport. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class DnsServer implements DnsTransportStatistics, AutoCloseable {
  private static final int MAXIMUM_TCP_QUERY = 4096;
  private static final int LENGTH_BYTES = 2;
  private static final int PORT_ATTEMPTS = 20;
  private static final Duration THREAD_END = Duration.ofSeconds(5);

  private final DnsServerSettings settings;
  private final Sockets sockets = Sockets.best();
  private final Answers answers;
  private final ResponseEncoder encoder;
  private final ResponseRateLimiter limiter;
  private final ConnectionLimiter connections;
  private final LoopThreads threads = new LoopThreads("dns-loop");
  private final MultiThreadIoEventLoopGroup loops;
  private final IdentityHashMap<EventExecutor, LoopStatistics> statistics = new IdentityHashMap<>();
  private final List<Channel> listening = new ArrayList<>();
  private final int port;

  /**
   * Binds all sockets.
   *
   * @throws IllegalStateException naming the port that is in use; nothing is left open then
   */
  DnsServer(DnsServerSettings settings, Supplier<@Nullable DnsResponder> responder) {
    this.settings = settings;
    answers =
        new Answers(responder, new Forwarder(settings.forwarder()), settings.maximumInFlight());
    encoder = new ResponseEncoder(settings.udpPayloadBytes(), settings.forwarder().enabled());
    limiter = settings.rateLimit();
    connections = new ConnectionLimiter(settings.tcp().connections());
    loops = new MultiThreadIoEventLoopGroup(settings.eventLoops(), threads, sockets.ioHandler());
    for (EventExecutor loop : loops) {
      statistics.put(loop, new LoopStatistics());
    }
    try {
      port = bindAll();
    } catch (RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What is bound, for the operator to see. */
  List<Endpoint> endpoints() {
    List<Endpoint> endpoints = new ArrayList<>();
    for (InetAddress address : settings.addresses()) {
      String host =
          address instanceof Inet6Address
              ? "[" + address.getHostAddress() + "]"
              : address.getHostAddress();
      for (String protocol : List.of("DNS (UDP)", "DNS (TCP)")) {
        endpoints.add(
            new Endpoint(protocol, host + ":" + port, "io.ghostbridge.transport.dns:port"));
      }
    }
    return endpoints;
  }

  /** The port that UDP and TCP are bound to. */
  int port() {
    return port;
  }

  /** The kind of sockets, for the log. */
  String socketKind() {
    return sockets.toString();
  }

  /** With port 0 the first socket decides for the others; where one of them is taken, try again. */
  private int bindAll() {
    for (int attempt = 1; ; attempt++) {
      try {
        int bound = settings.port();
        for (InetAddress address : settings.addresses()) {
          bound = bindTcp(address, bound);
          bindUdp(address, bound);
        }
        return bound;
      } catch (PortInUseException e) {
        listening.forEach(each -> each.close().syncUninterruptibly());
        listening.clear();
        if (settings.port() != 0 || attempt == PORT_ATTEMPTS) {
          throw new IllegalStateException(e.getMessage(), e);
        }
      }
    }
  }

  /** TCP comes first: its socket shares the port with nobody, so a second server is found out. */
  private int bindTcp(InetAddress address, int port) throws PortInUseException {
    var handlers =
        new ChannelInitializer<Channel>() {
          @Override
          protected void initChannel(Channel connection) {
            connection
                .pipeline()
                .addLast(
                    new LengthFieldBasedFrameDecoder(
                        MAXIMUM_TCP_QUERY + LENGTH_BYTES, 0, LENGTH_BYTES, 0, LENGTH_BYTES))
                .addLast(
                    new TcpHandler(
                        answers, encoder, settings.tcp(), statisticsOf(connection.eventLoop())));
          }
        };
    Channel channel =
        bound(
            sockets
                .tcp()
                .group(loops)
                .option(ChannelOption.SO_REUSEADDR, true)
                .option(ChannelOption.SO_BACKLOG, 1024)
                .handler(connections)
                .childOption(ChannelOption.TCP_NODELAY, true)
                .childHandler(handlers)
                .bind(address, port),
            "TCP",
            address,
            port);
    return ((InetSocketAddress) channel.localAddress()).getPort();
  }

  private void bindUdp(InetAddress address, int port) throws PortInUseException {
    int count = sockets.sharesPorts() ? settings.eventLoops() : 1;
    for (int i = 0; i < count; i++) {
      EventLoop loop = loops.next();
      var handler = new UdpHandler(answers, encoder, limiter, statisticsOf(loop));
      bound(
          sockets.udp(address, count > 1).group(loop).handler(handler).bind(address, port),
          "UDP",
          address,
          port);
    }
  }

  private LoopStatistics statisticsOf(EventLoop loop) {
    return Objects.requireNonNull(statistics.get(loop));
  }

  private Channel bound(ChannelFuture binding, String protocol, InetAddress address, int port)
      throws PortInUseException {
    binding.awaitUninterruptibly();
    Throwable failure = binding.cause();
    if (failure != null) {
      throw new PortInUseException(
          "cannot listen on %s port %d of %s (%s); free it, or set `port` or `addresses` in"
                  .formatted(protocol, port, address.getHostAddress(), failure.getMessage())
              + " config/io.ghostbridge.transport.dns.cfg",
          failure);
    }
    listening.add(binding.channel());
    return binding.channel();
  }

  @Override
  public Snapshot snapshot() {
    return LoopStatistics.sum(statistics.values());
  }

  /** Takes no new queries, finishes those in flight within the bound, and leaves nothing. */
  @Override
  public void close() {
    Duration bound = Duration.ofMillis(settings.drainTimeoutMillis());
    listening.forEach(each -> each.config().setAutoRead(false));
    connections.open().forEach(each -> each.config().setAutoRead(false));
    try {
      answers.close(bound);
      // What was found last is written by tasks that are queued; this one is behind them.
      for (EventExecutor loop : loops) {
        loop.submit(() -> {}).await(bound.toMillis() + 1);
      }
      listening.forEach(each -> each.close().awaitUninterruptibly());
      connections.open().forEach(each -> each.close().awaitUninterruptibly());
      loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
      threads.join(THREAD_END);
    } catch (InterruptedException e) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      Thread.currentThread().interrupt();
    }
  }

  private static final class PortInUseException extends Exception {
    private static final long serialVersionUID = 1L;

    PortInUseException(String message, Throwable cause) {
      super(message, cause);
    }
  }
}
