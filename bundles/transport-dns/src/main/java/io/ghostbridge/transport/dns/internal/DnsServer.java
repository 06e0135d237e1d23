package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.api.dns.DnsResponder;
import io.ghostbridge.api.dns.DnsTransportStatistics;
import io.ghostbridge.api.runtime.Endpoint;
import io.ghostbridge.tls.ServerTls;
import io.ghostbridge.transport.dns.internal.answer.Answers;
import io.ghostbridge.transport.dns.internal.answer.LoopStatistics;
import io.ghostbridge.transport.dns.internal.connection.ConnectionKind;
import io.ghostbridge.transport.dns.internal.connection.ConnectionLimiter;
import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.ghostbridge.transport.dns.internal.forward.Forwarder;
import io.ghostbridge.transport.dns.internal.message.ResponseEncoder;
import io.ghostbridge.transport.dns.internal.tcp.TcpPipeline;
import io.ghostbridge.transport.dns.internal.udp.ResponseRateLimiter;
import io.ghostbridge.transport.dns.internal.udp.UdpHandler;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.EventLoop;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.util.concurrent.DefaultThreadFactory;
import io.netty.util.concurrent.EventExecutor;
import java.io.IOException;
import java.net.InetAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The sockets and event loops of the transport. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class DnsServer implements DnsTransportStatistics, AutoCloseable {
  static final int PORT_ATTEMPTS = 20;
  private static final int RELOAD_SECONDS = 2;
  private static final Duration THREAD_END = Duration.ofSeconds(5);

  private final DnsServerSettings settings;
  private final Sockets sockets = Sockets.best();
  private final Answers answers;
  private final ResponseEncoder encoder;
  private final ResponseRateLimiter limiter;
  private final ConnectionLimiter connections;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(new DefaultThreadFactory("dns-loop"));
  private final ExecutorService handshakes =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual().name("dns-tls-", 0).inheritInheritableThreadLocals(false).factory());
  private final MultiThreadIoEventLoopGroup loops;
  private final Listeners listeners;
  private final EncryptedTransports encrypted;
  private final IdentityHashMap<EventExecutor, LoopStatistics> statistics = new IdentityHashMap<>();
  private final List<Endpoint> endpoints = new ArrayList<>();
  private final int port;

  /**
   * Binds all sockets.
   *
   * @param tls the certificate of what is encrypted
   * @throws IllegalStateException naming the port that is in use; nothing is left open then
   * @throws IOException if the certificate is no good; nothing is left open then
   */
  DnsServer(DnsServerSettings settings, Supplier<@Nullable DnsResponder> responder, ServerTls tls)
      throws IOException {
    this.settings = settings;
    var forwarder = new Forwarder(settings.forwarder());
    answers = new Answers(responder, forwarder, settings.maximumInFlight());
    encoder = new ResponseEncoder(settings.udpPayloadBytes(), forwarder.enabled());
    limiter =
        new ResponseRateLimiter(
            settings.rateLimit(), TimeUnit.NANOSECONDS.toMillis(System.nanoTime()));
    connections = new ConnectionLimiter(settings.tcp());
    loops = new MultiThreadIoEventLoopGroup(settings.eventLoops(), threads, sockets.ioHandler());
    listeners = new Listeners(sockets, loops);
    encrypted =
        new EncryptedTransports(
            settings.encrypted(),
            settings.addresses(),
            listeners,
            kind -> queries(kind, settings.encrypted().limits().idleMillis()),
            handshakes);
    for (EventExecutor loop : loops) {
      statistics.put(loop, new LoopStatistics());
    }
    try {
      port = bindClear();
      bindEncrypted(tls);
    } catch (IOException | RuntimeException e) {
      close();
      throw e;
    }
  }

  /** What is bound, for the operator to see. */
  List<Endpoint> endpoints() {
    return List.copyOf(endpoints);
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
  private int bindClear() {
    var pipeline =
        new TcpPipeline(
            null, queries(ConnectionKind.TCP, settings.tcp().idleMillis()), settings.tcp());
    for (int attempt = 1; ; attempt++) {
      try {
        int bound = settings.port();
        for (InetAddress address : settings.addresses()) {
          // TCP first: its socket shares the port with nobody, so a second server is found out.
          bound = listeners.tcp(address, bound, "port", connections, pipeline);
          endpoints.add(Listeners.endpoint("DNS (TCP)", address, bound, "port"));
          bindUdp(address, bound);
        }
        return bound;
      } catch (PortInUseException e) {
        listeners.close();
        endpoints.clear();
        if (settings.port() != 0 || attempt == PORT_ATTEMPTS) {
          throw new IllegalStateException(e.getMessage(), e);
        }
      }
    }
  }

  private void bindEncrypted(ServerTls tls) throws IOException {
    try {
      encrypted.bind(tls);
    } catch (PortInUseException e) {
      throw new IllegalStateException(e.getMessage(), e);
    }
    if (!encrypted.endpoints().isEmpty()) {
      endpoints.addAll(encrypted.endpoints());
      loops
          .next()
          .scheduleWithFixedDelay(
              () -> handshakes.execute(encrypted::reload),
              RELOAD_SECONDS,
              RELOAD_SECONDS,
              TimeUnit.SECONDS);
    }
  }

  private void bindUdp(InetAddress address, int bound) throws PortInUseException {
    int count = sockets.sharesPorts() ? settings.eventLoops() : 1;
    for (int i = 0; i < count; i++) {
      EventLoop loop = loops.next();
      var handler =
          new UdpHandler(answers, encoder, limiter, settings.cookies(), statisticsOf(loop));
      listeners.udp(address, bound, count > 1, loop, handler);
    }
    endpoints.add(Listeners.endpoint("DNS (UDP)", address, bound, "port"));
  }

  /** One for each loop. */
  private Function<EventLoop, ConnectionQueries> queries(ConnectionKind kind, int idleMillis) {
    var each = new IdentityHashMap<EventExecutor, ConnectionQueries>();
    statistics.forEach(
        (loop, counters) ->
            each.put(
                loop,
                new ConnectionQueries(
                    kind, answers, encoder, settings.cookies(), idleMillis, counters)));
    return loop -> Objects.requireNonNull(each.get(loop));
  }

  private LoopStatistics statisticsOf(EventLoop loop) {
    return Objects.requireNonNull(statistics.get(loop));
  }

  @Override
  public Snapshot snapshot() {
    return LoopStatistics.sum(statistics.values());
  }

  /** Takes no new queries, finishes those in flight within the bound, and leaves nothing. */
  @Override
  public void close() {
    Duration bound = Duration.ofMillis(settings.drainTimeoutMillis());
    listeners.pause();
    encrypted.pause();
    connections.open().forEach(each -> each.config().setAutoRead(false));
    try {
      answers.close(bound);
      // What was found last is written by tasks that are queued; this one is behind them.
      for (EventExecutor loop : loops) {
        loop.submit(() -> {}).await(bound.toMillis() + 1);
      }
      List<ChannelFuture> closing = encrypted.closeConnections();
      connections.open().stream().map(Channel::close).forEach(closing::add);
      closing.forEach(each -> each.awaitUninterruptibly(bound.toMillis() + 1));
      listeners.close();
      handshakes.shutdownNow();
      handshakes.awaitTermination(THREAD_END.toMillis(), TimeUnit.MILLISECONDS);
      loops.shutdownGracefully(0, 5, TimeUnit.SECONDS).await();
      // Netty calls a loop terminated while its thread still runs.
      threads.shutdown();
      threads.awaitTermination(THREAD_END.toMillis(), TimeUnit.MILLISECONDS);
    } catch (InterruptedException e) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      handshakes.shutdownNow();
      Thread.currentThread().interrupt();
    }
  }
}
