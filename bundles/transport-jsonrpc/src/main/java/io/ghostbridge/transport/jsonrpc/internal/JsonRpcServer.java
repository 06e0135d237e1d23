package io.ghostbridge.transport.jsonrpc.internal;

import io.ghostbridge.api.runtime.Endpoint;
import io.netty.bootstrap.ServerBootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.Epoll;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.epoll.EpollServerSocketChannel;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioServerSocketChannel;
import io.netty.handler.codec.http.HttpObjectAggregator;
import io.netty.handler.codec.http.HttpServerCodec;
import io.netty.handler.flow.FlowControlHandler;
import io.netty.handler.timeout.WriteTimeoutHandler;
import io.netty.util.concurrent.DefaultThreadFactory;
import java.net.Inet6Address;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;

/** The socket, the event loops and the calls of the transport. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class JsonRpcServer implements AutoCloseable {
  private static final Duration THREAD_END = Duration.ofSeconds(5);
  private static final int BACKLOG = 1024;

  private final ServerSettings settings;
  private final Calls calls;
  private final ConnectionAdmission connections;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(new DefaultThreadFactory("jsonrpc-loop"));
  private final MultiThreadIoEventLoopGroup loops;
  private final Channel listening;

  /**
   * Binds the socket.
   *
   * @throws IllegalStateException naming the port that is in use; nothing is left open then
   */
  JsonRpcServer(ServerSettings settings, MethodTable methods) {
    this.settings = settings;
    CallRateLimiter rate =
        new CallRateLimiter(settings.callsPerSecond(), settings.callsBurst(), System.nanoTime());
    calls =
        new Calls(
            new Dispatcher(methods, rate, settings.maximumBatch(), settings.maximumResponseBytes()),
            settings.maximumRequests());
    connections =
        new ConnectionAdmission(
            settings.maximumConnections(), settings.maximumConnectionsPerAddress());
    loops =
        new MultiThreadIoEventLoopGroup(
            settings.eventLoops(),
            threads,
            Epoll.isAvailable() ? EpollIoHandler.newFactory() : NioIoHandler.newFactory());
    initialiseCodec();
    ChannelFuture binding = bind().awaitUninterruptibly();
    listening = binding.channel();
    if (binding.cause() != null) {
      close();
      throw new IllegalStateException(
          "cannot listen on port %d of %s (%s); free it, or set `port` or `address` in"
                  .formatted(
                      settings.port(),
                      settings.address().getHostAddress(),
                      binding.cause().getMessage())
              + " config/io.ghostbridge.transport.jsonrpc.cfg",
          binding.cause());
    }
  }

  /**
   * Has Netty make the exceptions that its codec keeps for good on a thread with nothing of ours on
   * its stack: an exception keeps the classes of its stack, which would outlive this bundle.
   */
  private static void initialiseCodec() {
    CompletableFuture.supplyAsync(HttpServerCodec::new).join();
  }

  private ChannelFuture bind() {
    ServerBootstrap bootstrap = new ServerBootstrap();
    if (Epoll.isAvailable()) {
      bootstrap.channelFactory(EpollServerSocketChannel::new);
    } else {
      bootstrap.channelFactory(NioServerSocketChannel::new);
    }
    return bootstrap
        .group(loops)
        .option(ChannelOption.SO_REUSEADDR, true)
        .option(ChannelOption.SO_BACKLOG, BACKLOG)
        .handler(connections)
        .childOption(ChannelOption.TCP_NODELAY, true)
        .childHandler(
            new ChannelInitializer<Channel>() {
              @Override
              protected void initChannel(Channel connection) {
                connection
                    .pipeline()
                    .addLast(
                        new WriteTimeoutHandler(
                            settings.stallTimeoutMillis(), TimeUnit.MILLISECONDS))
                    .addLast(new HttpServerCodec())
                    .addLast(new HttpObjectAggregator(settings.maximumRequestBytes(), true))
                    .addLast(HttpRequestHandler.FLOW, new FlowControlHandler())
                    .addLast(new HttpRequestHandler(calls, settings));
              }
            })
        .bind(settings.address(), settings.port());
  }

  /** The port that is bound. */
  int port() {
    return ((InetSocketAddress) listening.localAddress()).getPort();
  }

  /** What is bound, for the operator to see. */
  Endpoint endpoint() {
    String literal = settings.address().getHostAddress();
    String host = settings.address() instanceof Inet6Address ? "[" + literal + "]" : literal;
    return new Endpoint(
        "JSON-RPC (HTTP, WebSocket)", host + ":" + port(), "io.ghostbridge.transport.jsonrpc:port");
  }

  /** Takes no new requests, finishes those in flight within the bound, and leaves nothing. */
  @Override
  public void close() {
    try {
      listening.close().awaitUninterruptibly();
      calls.drain(Duration.ofMillis(settings.drainTimeoutMillis()));
      for (Channel connection : connections.open()) {
        if (connection.pipeline().get(WebSocketHandler.class) != null) {
          connection.writeAndFlush(WebSocketHandler.goingAway());
        }
        connection.eventLoop().execute(connection::close);
      }
      for (Channel connection : connections.open()) {
        connection.closeFuture().await(THREAD_END.toMillis());
      }
      loops.shutdownGracefully(0, THREAD_END.toSeconds(), TimeUnit.SECONDS).await();
      // Netty calls a loop terminated while its thread still runs.
      threads.shutdown();
      threads.awaitTermination(THREAD_END.toMillis(), TimeUnit.MILLISECONDS);
      calls.close();
    } catch (InterruptedException e) {
      loops.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      Thread.currentThread().interrupt();
    }
  }
}
