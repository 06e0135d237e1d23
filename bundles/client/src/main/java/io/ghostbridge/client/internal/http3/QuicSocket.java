package io.ghostbridge.client.internal.http3;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoop;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.DefaultHttp3SettingsFrame;
import io.netty.handler.codec.http3.Http3ClientConnectionHandler;
import io.netty.handler.codec.http3.Http3Settings;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.nio.channels.ClosedChannelException;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * A UDP socket to one node and the connections on it, which share a configuration of quiche: each
 * of those loads the system's certificates, about a megabyte that nobody asks. The socket is
 * connected, so the system tells when nobody listens at the node's port; that ends all connections
 * on it. It is closed with the last of them. Of its event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class QuicSocket extends ChannelInboundHandlerAdapter {
  /** They share what the system keeps of datagrams that were not read yet. */
  private static final int MOST_CONNECTIONS = 64;

  private static final int DATAGRAM_BYTES = 2048;
  private static final int RECEIVE_BUFFER_BYTES = 1 << 20;
  private static final int LONGEST_PAYLOAD = 1350;
  private static final int MOST_RECEIVED = 1500;
  private static final long STREAM_WINDOW = 1 << 20;
  private static final long CONNECTION_WINDOW = 8 << 20;
  private static final long CONTROL_WINDOW = 64 << 10;
  private static final int CONTROL_STREAMS = 8;
  private static final long IDLE_SECONDS = 300;
  private static final long LONGEST_FIELDS = 64 << 10;

  private final InetSocketAddress address;
  private final ChannelFuture connected;
  private final Set<Attempt> users = new LinkedHashSet<>();
  private boolean closed;

  /** A connection, from before its handshake to its end. */
  private static final class Attempt {
    private final CompletableFuture<Http3Connection> result;
    private @Nullable Http3Connection made;

    Attempt(CompletableFuture<Http3Connection> result) {
      this.result = result;
    }

    void fail(Throwable cause) {
      result.completeExceptionally(cause);
      Http3Connection connection = made;
      if (connection != null) {
        connection.fail(cause.toString());
      }
    }
  }

  /**
   * @param host whose name the node's certificate has to have
   */
  QuicSocket(EventLoop loop, InetSocketAddress address, String host, QuicSslContext tls) {
    this.address = address;
    connected =
        new Bootstrap()
            .group(loop)
            .channel(NioDatagramChannel.class)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_BYTES))
            .option(ChannelOption.SO_RCVBUF, RECEIVE_BUFFER_BYTES)
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel socket) {
                    socket.pipeline().addLast(codec(tls, host, address.getPort()), QuicSocket.this);
                  }
                })
            .connect(address);
  }

  private static ChannelHandler codec(QuicSslContext tls, String host, int port) {
    return new QuicClientCodecBuilder()
        .sslEngineProvider(channel -> tls.newEngine(channel.alloc(), host, port))
        .maxIdleTimeout(IDLE_SECONDS, TimeUnit.SECONDS)
        .maxSendUdpPayloadSize(LONGEST_PAYLOAD)
        .maxRecvUdpPayloadSize(MOST_RECEIVED)
        .discoverPmtu(true)
        .initialMaxData(CONNECTION_WINDOW)
        .initialMaxStreamDataBidirectionalLocal(STREAM_WINDOW)
        .initialMaxStreamDataUnidirectional(CONTROL_WINDOW)
        .initialMaxStreamsUnidirectional(CONTROL_STREAMS)
        .build();
  }

  /** Whether it takes another connection. */
  boolean takesMore() {
    return !closed && users.size() < MOST_CONNECTIONS;
  }

  /** Run when it is closed. */
  void whenClosed(Runnable task) {
    connected.channel().closeFuture().addListener(done -> task.run());
  }

  /** Makes a connection on it; {@code result} fails if there is none. */
  void dial(
      String authority,
      Executor callbacks,
      int timeoutMillis,
      Consumer<Http3Connection> early,
      CompletableFuture<Http3Connection> result) {
    Attempt attempt = new Attempt(result);
    users.add(attempt);
    connected.addListener(
        done -> {
          if (done.isSuccess()) {
            handshake(attempt, authority, callbacks, timeoutMillis, early);
          } else {
            attempt.fail(done.cause());
            left(attempt);
          }
        });
  }

  private void handshake(
      Attempt attempt,
      String authority,
      Executor callbacks,
      int timeoutMillis,
      Consumer<Http3Connection> early) {
    Future<QuicChannel> shaken =
        QuicChannel.newBootstrap(connected.channel())
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
            .handler(
                new ChannelInitializer<QuicChannel>() {
                  @Override
                  protected void initChannel(QuicChannel channel) {
                    Http3Connection connection = new Http3Connection(channel, authority, callbacks);
                    attempt.made = connection;
                    channel
                        .pipeline()
                        .addLast(
                            new EarlyStart(connection, early),
                            new Http3ClientConnectionHandler(
                                new ControlStream(connection),
                                null,
                                null,
                                new DefaultHttp3SettingsFrame(
                                    new Http3Settings().maxFieldSectionSize(LONGEST_FIELDS)),
                                true),
                            new ConnectionWatch(connection, () -> left(attempt)));
                  }
                })
            .remoteAddress(address)
            .connect();
    shaken.addListener(
        done -> {
          Http3Connection connection = attempt.made;
          if (!done.isSuccess() || connection == null) {
            Throwable cause = done.cause() == null ? new ClosedChannelException() : done.cause();
            attempt.fail(cause);
            left(attempt);
          } else if (!attempt.result.complete(connection)) {
            connection.close();
          }
        });
  }

  private void left(Attempt attempt) {
    if (users.remove(attempt) && users.isEmpty()) {
      close();
    }
  }

  private void close() {
    closed = true;
    connected.channel().close();
  }

  /** What the system says of the way to the node. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // What ends its connections writes, and may come here again.
    if (!closed) {
      closed = true;
      List.copyOf(users).forEach(attempt -> attempt.fail(cause));
      close();
    }
  }
}
