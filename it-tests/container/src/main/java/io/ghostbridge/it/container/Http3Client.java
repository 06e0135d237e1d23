package io.ghostbridge.it.container;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3Headers;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3ClientConnectionHandler;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One HTTP/3 connection that asks for the server's health. */
final class Http3Client implements AutoCloseable {
  private static final long LIMIT_SECONDS = 20;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final Channel socket;
  private final QuicChannel connection;

  Http3Client(InetSocketAddress server) throws Exception {
    socket =
        new Bootstrap()
            .group(group)
            .channel(NioDatagramChannel.class)
            .handler(
                new QuicClientCodecBuilder()
                    .sslContext(
                        QuicSslContextBuilder.forClient()
                            .trustManager(InsecureTrustManagerFactory.INSTANCE)
                            .applicationProtocols("h3")
                            .build())
                    .maxIdleTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                    .initialMaxData(1 << 20)
                    .initialMaxStreamDataBidirectionalLocal(1 << 20)
                    .initialMaxStreamDataUnidirectional(1 << 16)
                    .initialMaxStreamsUnidirectional(8)
                    .build())
            .bind(0)
            .sync()
            .channel();
    connection =
        QuicChannel.newBootstrap(socket)
            .handler(new Http3ClientConnectionHandler())
            .remoteAddress(server)
            .connect()
            .get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** The {@code grpc-status} of a health check. */
  String health() throws Exception {
    CompletableFuture<String> status = new CompletableFuture<>();
    QuicStreamChannel stream =
        Http3.newRequestStream(connection, new StatusReader(status))
            .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    var _ =
        stream.write(
            new DefaultHttp3HeadersFrame(
                new DefaultHttp3Headers()
                    .method("POST")
                    .scheme("https")
                    .authority("localhost")
                    .path("/grpc.health.v1.Health/Check")
                    .add("content-type", "application/grpc")
                    .add("te", "trailers")));
    stream.writeAndFlush(new DefaultHttp3DataFrame(Unpooled.wrappedBuffer(new byte[5]))).sync();
    stream.shutdownOutput().sync();
    return status.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** Whether the server has closed the connection, or does so soon. */
  boolean isClosed() throws InterruptedException {
    return connection.closeFuture().await(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  private static final class StatusReader extends ChannelInboundHandlerAdapter {
    private final CompletableFuture<String> status;

    StatusReader(CompletableFuture<String> status) {
      this.status = status;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Http3HeadersFrame frame
          && frame.headers().get("grpc-status") != null) {
        status.complete(frame.headers().get("grpc-status").toString());
      }
      ReferenceCountUtil.release(message);
    }
  }

  @Override
  public void close() {
    connection.close().awaitUninterruptibly();
    socket.close().awaitUninterruptibly();
    group.shutdownGracefully(0, LIMIT_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
