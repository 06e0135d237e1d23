package io.ghostbridge.transport.http3.internal;

import io.ghostbridge.tls.CertificateFiles;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
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
import io.netty.handler.codec.http3.Http3GoAwayFrame;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** A client on Netty's HTTP/3 codec, one connection. */
final class TestClient implements AutoCloseable {
  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  final Channel socket;
  final QuicChannel connection;
  final BlockingQueue<Long> goAways = new LinkedBlockingQueue<>();
  final CompletableFuture<QuicConnectionCloseEvent> closed = new CompletableFuture<>();

  /** How the client's QUIC behaves. */
  record Options(long streamWindow, long connectionWindow, @Nullable CertificateFiles certificate) {
    static final Options DEFAULTS = new Options(1 << 20, 8 << 20, null);
  }

  private static QuicSslContext tls(@Nullable CertificateFiles certificate) {
    QuicSslContextBuilder builder =
        QuicSslContextBuilder.forClient()
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .applicationProtocols("h3");
    if (certificate != null) {
      builder.keyManager(certificate.key().toFile(), null, certificate.certificates().toFile());
    }
    return builder.build();
  }

  TestClient(InetSocketAddress server, Options options) throws Exception {
    socket =
        new Bootstrap()
            .group(group)
            .channel(NioDatagramChannel.class)
            .handler(
                new QuicClientCodecBuilder()
                    .sslContext(tls(options.certificate()))
                    .maxIdleTimeout(20, TimeUnit.SECONDS)
                    .initialMaxData(options.connectionWindow())
                    .initialMaxStreamDataBidirectionalLocal(options.streamWindow())
                    .initialMaxStreamDataUnidirectional(64 * 1024)
                    .initialMaxStreamsUnidirectional(16)
                    .build())
            .bind(0)
            .sync()
            .channel();
    connection =
        QuicChannel.newBootstrap(socket)
            .handler(
                new io.netty.channel.ChannelInitializer<QuicChannel>() {
                  @Override
                  protected void initChannel(QuicChannel channel) {
                    channel
                        .pipeline()
                        .addLast(
                            new Http3ClientConnectionHandler(
                                new ControlStream(), null, null, null, true),
                            new CloseWatch());
                  }
                })
            .remoteAddress(server)
            .connect()
            .get(20, TimeUnit.SECONDS);
  }

  private final class ControlStream extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      if (message instanceof Http3GoAwayFrame goAway) {
        goAways.add(goAway.id());
      }
      io.netty.util.ReferenceCountUtil.release(message);
    }
  }

  private final class CloseWatch extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof QuicConnectionCloseEvent close) {
        closed.complete(close);
      }
      context.fireUserEventTriggered(event);
    }
  }

  static Http3Headers request(String method) {
    return new DefaultHttp3Headers()
        .method("POST")
        .scheme("https")
        .authority("localhost")
        .path("/test.Echo/" + method)
        .add("content-type", "application/grpc")
        .add("te", "trailers");
  }

  /** Begins a call. */
  TestCall call(Http3Headers headers) throws Exception {
    TestCall call = new TestCall();
    QuicStreamChannel stream = Http3.newRequestStream(connection, call).get(20, TimeUnit.SECONDS);
    call.stream = stream;
    stream.writeAndFlush(new DefaultHttp3HeadersFrame(headers)).sync();
    return call;
  }

  TestCall call(String method) throws Exception {
    return call(request(method));
  }

  /** A whole unary call. */
  TestCall unary(String method, byte[] message) throws Exception {
    TestCall call = call(method);
    // Not waited for: a call that is refused at once takes neither.
    var _ = call.stream().write(data(message)).addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
    return call;
  }

  static ByteBuf prefixed(byte[] message) {
    return Unpooled.buffer(5 + message.length)
        .writeByte(0)
        .writeInt(message.length)
        .writeBytes(message);
  }

  static DefaultHttp3DataFrame data(byte[] message) {
    return new DefaultHttp3DataFrame(prefixed(message));
  }

  @Override
  public void close() {
    connection.close().awaitUninterruptibly(5_000);
    socket.close().awaitUninterruptibly(5_000);
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10_000);
  }
}
