package io.ghostbridge.transport.http2.internal;

import io.ghostbridge.rpc.AlternativeService;
import io.ghostbridge.rpc.ConnectionAdmission;
import io.ghostbridge.rpc.EventLoops;
import io.ghostbridge.rpc.RpcDispatcher;
import io.ghostbridge.transport.http2.internal.connection.ConnectionLoop;
import io.ghostbridge.transport.http2.internal.connection.Http2Connection;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.ServerChannel;
import io.netty.channel.WriteBufferWaterMark;
import io.netty.channel.epoll.EpollServerDomainSocketChannel;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.socket.nio.NioServerDomainSocketChannel;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import java.io.IOException;
import java.net.SocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/** Listening sockets and the connections that came through them. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
public final class Http2Server implements AutoCloseable {
  private static final int BACKLOG = 1024;
  private static final byte[][] NOTHING = {};
  private static final WriteBufferWaterMark WRITE_BUFFER =
      new WriteBufferWaterMark(64 * 1024, 128 * 1024);

  private final ServerLimits limits;
  private final RpcDispatcher dispatcher;
  private final EventLoops<ConnectionLoop> loops;
  private final ConnectionAdmission admission;
  private final List<Channel> listeners = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();
  private volatile byte[][] alternatives = NOTHING;

  /** Starts the threads; nothing listens yet. */
  public Http2Server(ServerLimits limits, RpcDispatcher dispatcher) {
    this.limits = limits;
    this.dispatcher = dispatcher;
    this.loops =
        new EventLoops<>(
            "transport-http2",
            limits.eventLoopThreads(),
            limits.preferEpoll(),
            loop -> new ConnectionLoop(),
            ConnectionLoop::sweep);
    this.admission =
        new ConnectionAdmission(limits.maxConnections(), limits.maxConnectionsPerAddress());
  }

  /**
   * Listens on {@code address}.
   *
   * @return the address with the port that was bound
   * @throws IOException if that cannot be; the message is the system's
   */
  public SocketAddress listen(SocketAddress address, Security security) throws IOException {
    return bind(
        address,
        loops.isEpoll() ? EpollServerSocketChannel.class : NioServerSocketChannel.class,
        security);
  }

  /** Listens on the Unix domain socket at {@code address}. */
  SocketAddress listenLocally(SocketAddress address, Security security) throws IOException {
    return bind(
        address,
        loops.isEpoll() ? EpollServerDomainSocketChannel.class : NioServerDomainSocketChannel.class,
        security);
  }

  boolean isEpoll() {
    return loops.isEpoll();
  }

  private SocketAddress bind(
      SocketAddress address, Class<? extends ServerChannel> type, Security security)
      throws IOException {
    ChannelFuture bound =
        new ServerBootstrap()
            .group(loops.group())
            .channel(type)
            .option(ChannelOption.SO_BACKLOG, BACKLOG)
            .childOption(ChannelOption.WRITE_BUFFER_WATER_MARK, WRITE_BUFFER)
            .childHandler(initializer(security))
            .bind(address)
            .awaitUninterruptibly();
    Throwable failure = bound.cause();
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    listeners.add(bound.channel());
    return bound.channel().localAddress();
  }

  private ChannelInitializer<Channel> initializer(Security security) {
    return new ChannelInitializer<>() {
      @Override
      protected void initChannel(Channel channel) {
        SocketAddress remote = channel.remoteAddress();
        if (!admission.enter(remote)) {
          channel.close();
          return;
        }
        channel.closeFuture().addListener(closed -> admission.left(remote));
        security.prepare(
            channel,
            new Http2Connection(
                limits.http2(),
                loops.of(channel.eventLoop()),
                ready -> dispatcher.connect(security.peer(ready)),
                security.announcesAlternatives() ? () -> alternatives : () -> NOTHING));
      }
    };
  }

  /** Runs a task that may block again and again, on virtual threads, until the server closes. */
  void repeat(Runnable task, long period, TimeUnit unit) {
    loops
        .group()
        .next()
        .scheduleAtFixedRate(
            () -> Thread.ofVirtual().name("transport-http2-reload").start(task),
            period,
            period,
            unit);
  }

  /** What encrypted connections' first answers tell of other protocols from now on. */
  void announce(@Nullable AlternativeService alternative) {
    alternatives =
        alternative == null
            ? NOTHING
            : new byte[][] {
              "alt-svc".getBytes(StandardCharsets.US_ASCII),
              alternative.value().getBytes(StandardCharsets.US_ASCII)
            };
  }

  /** How many connections are open. */
  public int openConnections() {
    return admission.open();
  }

  /** Stops listening, lets calls in flight finish within the bound, and ends the threads. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    listeners.forEach(listener -> listener.close().awaitUninterruptibly());
    loops.onEach(loop -> loop.forEach(connection -> connection.drain("shutdown")));
    boolean interrupted = false;
    try {
      admission.awaitNone(Duration.ofMillis(limits.drainTimeoutMillis()));
    } catch (InterruptedException e) {
      interrupted = true;
    }
    loops.onEach(loop -> loop.forEach(Http2Connection::closeNow));
    loops.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
