package io.ghostbridge.transport.http3.internal;

import io.ghostbridge.rpc.ConnectionAdmission;
import io.ghostbridge.rpc.EventLoops;
import io.ghostbridge.rpc.RpcDispatcher;
import io.ghostbridge.rpc.RpcSession;
import io.ghostbridge.tls.OperatorSubjects;
import io.ghostbridge.transport.http3.internal.connection.ConnectionLoop;
import io.ghostbridge.transport.http3.internal.connection.Http3Connection;
import io.ghostbridge.transport.http3.internal.quic.Handshakes;
import io.ghostbridge.transport.http3.internal.quic.QuicSockets;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.channel.unix.UnixChannelOption;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicSslContext;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Supplier;

/** UDP sockets and the connections that came through them. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
public final class Http3Server implements AutoCloseable {
  private static final int SOCKET_BUFFER_BYTES = 4 * 1024 * 1024;
  private static final int CONNECTION_REFUSED = 0x2;

  private final ServerLimits limits;
  private final RpcDispatcher dispatcher;
  private final Peers peers;
  private final EventLoops<ConnectionLoop> loops;
  private final ConnectionAdmission admission;
  private final Handshakes handshakes = new Handshakes();
  private final QuicSockets quic;
  private final List<Channel> sockets = new ArrayList<>();
  private final AtomicBoolean closed = new AtomicBoolean();

  /**
   * Starts the threads; nothing listens yet.
   *
   * @param tls the context for a new connection
   * @param resetKey of stateless resets, 32 bytes
   */
  public Http3Server(
      ServerLimits limits,
      RpcDispatcher dispatcher,
      Supplier<QuicSslContext> tls,
      OperatorSubjects operators,
      byte[] resetKey) {
    this.limits = limits;
    this.dispatcher = dispatcher;
    this.peers = new Peers(operators);
    this.loops =
        new EventLoops<>(
            "transport-http3",
            limits.eventLoopThreads(),
            limits.preferEpoll(),
            ConnectionLoop::new,
            ConnectionLoop::sweep);
    this.admission =
        new ConnectionAdmission(limits.maxConnections(), limits.maxConnectionsPerAddress());
    this.quic =
        new QuicSockets(
            limits.quic(),
            limits.http3(),
            tls,
            new ConnectionInitializer(),
            handshakes,
            resetKey,
            loops.isEpoll());
  }

  boolean isEpoll() {
    return loops.isEpoll();
  }

  /**
   * Listens on {@code address}.
   *
   * @return the address with the port that was bound
   * @throws IOException if that cannot be; the message is the system's
   */
  public InetSocketAddress listen(InetSocketAddress address) throws IOException {
    // With epoll, one for each thread.
    int count = loops.isEpoll() ? loops.count() : 1;
    // Alone at first: sockets that share a port would share it with another server's as well.
    Channel probe = bind(address, false);
    if (count == 1) {
      sockets.add(probe);
      return (InetSocketAddress) probe.localAddress();
    }
    InetSocketAddress bound = (InetSocketAddress) probe.localAddress();
    probe.close().awaitUninterruptibly();
    for (int i = 0; i < count; i++) {
      sockets.add(bind(bound, true));
    }
    return bound;
  }

  private Channel bind(InetSocketAddress address, boolean shared) throws IOException {
    Bootstrap bootstrap =
        new Bootstrap()
            .group(loops.group())
            .channel(loops.isEpoll() ? EpollDatagramChannel.class : NioDatagramChannel.class)
            .option(ChannelOption.SO_RCVBUF, SOCKET_BUFFER_BYTES)
            .option(ChannelOption.SO_SNDBUF, SOCKET_BUFFER_BYTES)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel socket) {
                    quic.prepare(socket);
                  }
                });
    if (loops.isEpoll()) {
      bootstrap.option(UnixChannelOption.SO_REUSEPORT, shared);
    }
    ChannelFuture bound = bootstrap.bind(address).awaitUninterruptibly();
    Throwable failure = bound.cause();
    if (failure != null) {
      throw new IOException(failure.getMessage(), failure);
    }
    return bound.channel();
  }

  /** Admits a connection, or refuses it. */
  private final class ConnectionInitializer extends ChannelInitializer<QuicChannel> {
    @Override
    protected void initChannel(QuicChannel channel) {
      SocketAddress remote = channel.remoteSocketAddress();
      if (closed.get() || remote == null || !admission.enter(remote)) {
        channel.close(false, CONNECTION_REFUSED, Unpooled.EMPTY_BUFFER);
        return;
      }
      handshakes.begun();
      Http3Connection.begin(
          channel, limits.http3(), loops.of(channel.parent().eventLoop()), new Admitted(remote));
    }

    @Override
    public boolean isSharable() {
      return true;
    }
  }

  /** One connection's part in the counts. */
  private final class Admitted implements Http3Connection.Sessions {
    private final SocketAddress remote;
    private boolean shakingHands = true;

    Admitted(SocketAddress remote) {
      this.remote = remote;
    }

    @Override
    public RpcSession connect(QuicChannel channel) {
      return dispatcher.connect(peers.peer(channel));
    }

    @Override
    public void established(QuicChannel channel) {
      handshakeEnded();
    }

    @Override
    public void closed(QuicChannel channel) {
      handshakeEnded();
      admission.left(remote);
    }

    private void handshakeEnded() {
      if (shakingHands) {
        shakingHands = false;
        handshakes.ended();
      }
    }
  }

  /** Runs a task that may block again and again, on virtual threads, until the server closes. */
  void repeat(Runnable task, long period, TimeUnit unit) {
    loops
        .group()
        .next()
        .scheduleAtFixedRate(
            () -> Thread.ofVirtual().name("transport-http3-reload").start(task),
            period,
            period,
            unit);
  }

  /** How many connections are open. */
  public int openConnections() {
    return admission.open();
  }

  /** Lets calls in flight finish within the bound, stops listening, and ends the threads. */
  @Override
  public void close() {
    if (closed.getAndSet(true)) {
      return;
    }
    loops.onEach(loop -> loop.forEach(connection -> connection.drain("shutdown")));
    boolean interrupted = false;
    try {
      admission.awaitNone(Duration.ofMillis(limits.drainTimeoutMillis()));
    } catch (InterruptedException e) {
      interrupted = true;
    }
    loops.onEach(loop -> loop.forEach(Http3Connection::closeNow));
    sockets.forEach(socket -> socket.close().awaitUninterruptibly());
    loops.close();
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
