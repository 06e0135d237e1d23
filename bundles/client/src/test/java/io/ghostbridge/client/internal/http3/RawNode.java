package io.ghostbridge.client.internal.http3;

import io.ghostbridge.tls.CertificateFiles;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoopGroup;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.DefaultHttp3GoAwayFrame;
import io.netty.handler.codec.http3.DefaultHttp3Headers;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3ServerConnectionHandler;
import io.netty.handler.codec.quic.InsecureQuicTokenHandler;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * A server that does with HTTP/3 what a test says: it answers nothing by itself, and takes so many
 * bytes of a request.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what does not arrive, the test misses
final class RawNode implements AutoCloseable {
  private static final int STREAM_CREATION_ERROR = 0x103;

  /** The requests that have come, in order. */
  final List<QuicStreamChannel> requests = new CopyOnWriteArrayList<>();

  /** Streams of unknown types that it has refused. */
  final AtomicInteger refusals = new AtomicInteger();

  private final Channel socket;

  /**
   * @param requestBytes how much of a request it takes
   */
  RawNode(EventLoopGroup group, CertificateFiles certificate, long requestBytes) {
    socket =
        new Bootstrap()
            .group(group)
            .channel(NioDatagramChannel.class)
            .handler(
                new QuicServerCodecBuilder()
                    .sslContext(
                        QuicSslContextBuilder.forServer(
                                certificate.key().toFile(),
                                null,
                                certificate.certificates().toFile())
                            .applicationProtocols(Http3.supportedApplicationProtocols())
                            .build())
                    .maxIdleTimeout(60, TimeUnit.SECONDS)
                    .initialMaxData(10_000_000)
                    .initialMaxStreamDataBidirectionalRemote(requestBytes)
                    .initialMaxStreamDataUnidirectional(100_000)
                    .initialMaxStreamsBidirectional(100)
                    .initialMaxStreamsUnidirectional(100)
                    .tokenHandler(InsecureQuicTokenHandler.INSTANCE)
                    .handler(
                        new ChannelInitializer<QuicChannel>() {
                          @Override
                          protected void initChannel(QuicChannel connection) {
                            connection
                                .pipeline()
                                .addLast(
                                    new Http3ServerConnectionHandler(
                                        new Requests(), null, _ -> new Refusal(), null, true));
                          }
                        })
                    .build())
            .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
            .syncUninterruptibly()
            .channel();
  }

  /** Of streams whose type it does not know (RFC 9114 section 9). */
  private final class Refusal extends ChannelInboundHandlerAdapter {
    @Override
    public void handlerAdded(ChannelHandlerContext context) {
      refusals.incrementAndGet();
      ((QuicStreamChannel) context.channel()).shutdownInput(STREAM_CREATION_ERROR);
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object bytes) {
      ReferenceCountUtil.release(bytes);
    }
  }

  private final class Requests extends ChannelInitializer<QuicStreamChannel> {
    @Override
    protected void initChannel(QuicStreamChannel stream) {
      stream
          .pipeline()
          .addLast(
              new ChannelInboundHandlerAdapter() {
                @Override
                public void channelRead(ChannelHandlerContext context, Object frame) {
                  ReferenceCountUtil.release(frame);
                }
              });
      requests.add(stream);
    }
  }

  InetSocketAddress address() {
    return (InetSocketAddress) socket.localAddress();
  }

  private QuicChannel connection() {
    return requests.getFirst().parent();
  }

  /** Requests on streams from {@code id} on were not acted upon (RFC 9114 section 5.2). */
  void goAway(long id) {
    Objects.requireNonNull(Http3.getLocalControlStream(connection()))
        .writeAndFlush(new DefaultHttp3GoAwayFrame(id));
  }

  /** Answers a request with a status and nothing else. */
  static void answer(QuicStreamChannel request, int status) {
    DefaultHttp3Headers fields = new DefaultHttp3Headers();
    fields.status("200").add("content-type", "application/grpc");
    fields.add("grpc-status", String.valueOf(status));
    request
        .writeAndFlush(new DefaultHttp3HeadersFrame(fields))
        .addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
  }

  /** Ends the connection in an orderly way. */
  void closeConnection() {
    connection().close(true, ErrorCode.NO_ERROR, Unpooled.EMPTY_BUFFER);
  }

  @Override
  public void close() {
    socket.close().syncUninterruptibly();
  }
}
