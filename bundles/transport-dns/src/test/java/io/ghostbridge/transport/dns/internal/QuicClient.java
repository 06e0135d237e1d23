package io.ghostbridge.transport.dns.internal;

import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.Future;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** One QUIC connection of a client, which sends on its streams what a test wants. */
@SuppressWarnings("FutureReturnValueIgnored") // the threads end after their client has failed
final class QuicClient implements AutoCloseable {
  private static final int LIMIT_SECONDS = 30;

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final CompletableFuture<Integer> closeCode = new CompletableFuture<>();
  private final QuicChannel connection;

  /**
   * Connects, whatever the server's certificate is.
   *
   * @param protocol by ALPN
   * @throws Refused if the server ends the connection while the handshake goes on
   */
  QuicClient(int port, String protocol) throws Exception {
    QuicSslContext context =
        QuicSslContextBuilder.forClient()
            .trustManager(InsecureTrustManagerFactory.INSTANCE)
            .applicationProtocols(protocol)
            .build();
    try {
      Channel socket =
          new Bootstrap()
              .group(group)
              .channel(NioDatagramChannel.class)
              .handler(
                  new QuicClientCodecBuilder()
                      .sslContext(context)
                      .maxIdleTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                      .initialMaxData(1 << 20)
                      .initialMaxStreamDataBidirectionalLocal(1 << 17)
                      .build())
              .bind(0)
              .sync()
              .channel();
      Future<QuicChannel> connecting =
          QuicChannel.newBootstrap(socket)
              .handler(new CloseListener())
              .remoteAddress(new InetSocketAddress(InetAddress.getLoopbackAddress(), port))
              .connect();
      // A connection that the server has ended drains for seconds before it fails.
      var decided = new CompletableFuture<Void>();
      connecting.addListener(ignored -> decided.complete(null));
      closeCode.thenRun(() -> decided.complete(null));
      decided.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      if (!connecting.isDone()) {
        throw new Refused(closeCode.get());
      }
      connection = connecting.get();
    } catch (Exception e) {
      group.shutdownGracefully(0, 0, TimeUnit.SECONDS);
      throw e;
    }
  }

  /** The server has ended the connection before it was there. */
  static final class Refused extends IOException {
    private static final long serialVersionUID = 1L;

    private final int code;

    Refused(int code) {
      super("refused with code " + code);
      this.code = code;
    }

    /** The error code, of QUIC or of TLS (RFC 9000, section 20.1). */
    int code() {
      return code;
    }
  }

  /** A stream and what came by it. */
  record Stream(QuicStreamChannel channel, CompletableFuture<byte[]> received) {
    /** Sends bytes, and the stream's end if {@code last}. */
    Stream send(byte[] bytes, boolean last) throws InterruptedException {
      channel.writeAndFlush(Unpooled.wrappedBuffer(bytes)).sync();
      if (last) {
        channel.shutdownOutput().sync();
      }
      return this;
    }

    /** All bytes until the stream's end. */
    byte[] whole() throws Exception {
      return received.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    }
  }

  Stream open() throws Exception {
    var collector = new Collector();
    QuicStreamChannel channel =
        connection
            .createStream(QuicStreamType.BIDIRECTIONAL, collector)
            .get(LIMIT_SECONDS, TimeUnit.SECONDS);
    return new Stream(channel, collector.whole);
  }

  /** How many streams the server allows beside those that are open. */
  long allowed(QuicStreamType type) throws Exception {
    // Behind what the event loop is about: a connection is there before it knows its limits.
    return connection
        .eventLoop()
        .submit(() -> connection.peerAllowedStreams(type))
        .get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  /** The code that the server closed the connection with. */
  int closeCode() throws Exception {
    return closeCode.get(LIMIT_SECONDS, TimeUnit.SECONDS);
  }

  @Override
  public void close() {
    connection.close().awaitUninterruptibly(LIMIT_SECONDS, TimeUnit.SECONDS);
    group.shutdownGracefully(0, LIMIT_SECONDS, TimeUnit.SECONDS).awaitUninterruptibly();
  }

  private final class CloseListener extends ChannelInboundHandlerAdapter {
    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event instanceof QuicConnectionCloseEvent close) {
        closeCode.complete(close.error());
      }
      context.fireUserEventTriggered(event);
    }
  }

  private static final class Collector extends ChannelInboundHandlerAdapter {
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    private final CompletableFuture<byte[]> whole = new CompletableFuture<>();

    @Override
    public void channelRead(ChannelHandlerContext context, Object part) {
      var received = (ByteBuf) part;
      byte[] copy = new byte[received.readableBytes()];
      received.readBytes(copy);
      received.release();
      bytes.writeBytes(copy);
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == ChannelInputShutdownEvent.INSTANCE) {
        whole.complete(bytes.toByteArray());
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      whole.completeExceptionally(
          cause instanceof QuicStreamResetException reset
              ? new IllegalStateException("reset " + reset.applicationProtocolCode())
              : cause);
    }

    @Override
    public void channelInactive(ChannelHandlerContext context) {
      whole.completeExceptionally(new IllegalStateException("closed"));
    }
  }
}
