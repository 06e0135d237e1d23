package io.ghostbridge.client.internal.http3;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelOption;
import io.netty.channel.EventLoopGroup;
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
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Makes connections, each with a socket of its own that is connected: the system then tells when
 * nobody listens at the node's port.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
public final class QuicDialer {
  private static final int DATAGRAM_BYTES = 2048;
  private static final int LONGEST_PAYLOAD = 1350;
  private static final int MOST_RECEIVED = 1500;
  private static final long STREAM_WINDOW = 1 << 20;
  private static final long CONNECTION_WINDOW = 8 << 20;
  private static final long CONTROL_WINDOW = 64 << 10;
  private static final int CONTROL_STREAMS = 8;
  private static final long IDLE_SECONDS = 300;
  private static final long LONGEST_FIELDS = 64 << 10;

  private final EventLoopGroup group;
  private final QuicSslContext tls;
  private final Executor callbacks;
  private final int timeoutMillis;

  /**
   * @param group where connections live
   * @param callbacks where listeners of calls are told that bring no executor
   * @param timeoutMillis for the handshake
   */
  public QuicDialer(
      EventLoopGroup group, QuicSslContext tls, Executor callbacks, int timeoutMillis) {
    this.group = group;
    this.tls = tls;
    this.callbacks = callbacks;
    this.timeoutMillis = timeoutMillis;
  }

  /**
   * Connects.
   *
   * @param host whose name the node's certificate has to have
   * @param authority of calls that name none
   * @return fails if there is no connection; may be completed on any thread
   */
  public CompletableFuture<Http3Connection> dial(
      InetSocketAddress address, String host, String authority) {
    CompletableFuture<Http3Connection> result = new CompletableFuture<>();
    Bootstrap bootstrap =
        new Bootstrap()
            .group(group)
            .channel(NioDatagramChannel.class)
            .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(DATAGRAM_BYTES))
            .handler(
                new ChannelInitializer<Channel>() {
                  @Override
                  protected void initChannel(Channel socket) {
                    socket
                        .pipeline()
                        .addLast(codec(host, address.getPort()), new SocketWatch(result));
                  }
                });
    ChannelFuture connected = bootstrap.connect(address);
    connected.addListener(
        done -> {
          if (done.isSuccess()) {
            handshake(connected.channel(), address, authority, result);
          } else {
            result.completeExceptionally(done.cause());
          }
        });
    return result;
  }

  private io.netty.channel.ChannelHandler codec(String host, int port) {
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

  private void handshake(
      Channel socket,
      InetSocketAddress address,
      String authority,
      CompletableFuture<Http3Connection> result) {
    Future<QuicChannel> shaken =
        QuicChannel.newBootstrap(socket)
            .option(ChannelOption.CONNECT_TIMEOUT_MILLIS, timeoutMillis)
            .handler(
                new ChannelInitializer<QuicChannel>() {
                  @Override
                  protected void initChannel(QuicChannel channel) {
                    Http3Connection connection = new Http3Connection(channel, authority, callbacks);
                    socket.pipeline().get(SocketWatch.class).connection = connection;
                    channel
                        .pipeline()
                        .addLast(
                            new Http3ClientConnectionHandler(
                                new ControlStream(connection),
                                null,
                                null,
                                new DefaultHttp3SettingsFrame(
                                    new Http3Settings().maxFieldSectionSize(LONGEST_FIELDS)),
                                true),
                            new ConnectionWatch(connection));
                  }
                })
            .remoteAddress(address)
            .connect();
    shaken.addListener(
        done -> {
          SocketWatch watch = socket.pipeline().get(SocketWatch.class);
          Http3Connection connection = watch == null ? null : watch.connection;
          if (!done.isSuccess() || connection == null) {
            result.completeExceptionally(
                done.cause() == null
                    ? new java.nio.channels.ClosedChannelException()
                    : done.cause());
            socket.close();
          } else if (!result.complete(connection)) {
            connection.close();
          }
        });
  }

  /** What the socket says of the way to the node. */
  private static final class SocketWatch extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<Http3Connection> dialled;
    private @org.jspecify.annotations.Nullable Http3Connection connection;

    SocketWatch(CompletableFuture<Http3Connection> dialled) {
      this.dialled = dialled;
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      boolean early = dialled.completeExceptionally(cause);
      Http3Connection made = connection;
      if (made != null) {
        made.fail(cause.toString());
      }
      if (early) {
        context.close();
      }
    }
  }
}
