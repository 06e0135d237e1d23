package io.ghostbridge.bench.http3;

import io.ghostbridge.bench.BenchmarkException;
import io.netty.bootstrap.Bootstrap;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelOption;
import io.netty.channel.FixedRecvByteBufAllocator;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.epoll.EpollChannelOption;
import io.netty.channel.epoll.EpollDatagramChannel;
import io.netty.channel.epoll.EpollIoHandler;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.quic.DefaultQuicStreamFrame;
import io.netty.handler.codec.quic.EpollQuicUtils;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicChannelOption;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamType;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * Makes the same request again and again over HTTP/3, with one thread. Requests are bytes made
 * once; of an answer the length and the end, of calls {@code grpc-status: 0}, are looked at.
 */
public final class Http3Load implements AutoCloseable {
  private static final long LIMIT_SECONDS = 60;
  private static final int DATAGRAM_BYTES = 2048;
  private static final int HANDSHAKES_AT_A_TIME = 8;

  /** {@code grpc-status: 0} as literals end a QPACK field section. */
  private static final byte[] STATUS_OK = {'s', 't', 'a', 't', 'u', 's', 1, '0'};

  /** A control stream's type and an empty SETTINGS frame. */
  private static final byte[] CONTROL = {0, 4, 0};

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, EpollIoHandler.newFactory());
  private final QuicSslContext tls =
      QuicSslContextBuilder.forClient()
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .applicationProtocols("h3")
          .build();
  private final InetSocketAddress server;
  private final Http3Request request;
  private final int answerBytes;
  private final byte[] answerEnd;

  private Http3Load(int port, Http3Request request, int answerBytes, byte[] answerEnd) {
    this.server = new InetSocketAddress(InetAddress.getLoopbackAddress(), port);
    this.request = request;
    this.answerBytes = answerBytes;
    this.answerEnd = answerEnd;
  }

  /**
   * A load on the server at {@code port} of the loopback address.
   *
   * @param data the request as it stands in DATA frames
   * @param answerBytes how many bytes of DATA an answer has
   */
  public static Http3Load ofCalls(int port, String path, byte[] data, int answerBytes) {
    return new Http3Load(
        port, Http3Request.call(authority(port), path, data), answerBytes, STATUS_OK);
  }

  /** The same for a file with the content {@code body}. */
  public static Http3Load ofFile(int port, String path, byte[] body) {
    byte[] end = Arrays.copyOfRange(body, body.length - STATUS_OK.length, body.length);
    return new Http3Load(port, Http3Request.get(authority(port), path), body.length, end);
  }

  private static String authority(int port) {
    return "127.0.0.1:" + port;
  }

  /** What came of a load; {@code requestsPerSecond} is without the handshakes. */
  public record Result(long calls, double requestsPerSecond) {}

  private Channel socket() throws InterruptedException {
    return new Bootstrap()
        .group(group)
        .channel(EpollDatagramChannel.class)
        .option(EpollChannelOption.MAX_DATAGRAM_PAYLOAD_SIZE, DATAGRAM_BYTES)
        .option(ChannelOption.RECVBUF_ALLOCATOR, new FixedRecvByteBufAllocator(32 * DATAGRAM_BYTES))
        .option(ChannelOption.SO_RCVBUF, 4 << 20)
        .handler(
            new QuicClientCodecBuilder()
                .sslContext(tls)
                .maxIdleTimeout(LIMIT_SECONDS, TimeUnit.SECONDS)
                .maxSendUdpPayloadSize(1350)
                .initialMaxData(16 << 20)
                .initialMaxStreamDataBidirectionalLocal(1 << 20)
                .initialMaxStreamDataUnidirectional(1 << 16)
                .initialMaxStreamsUnidirectional(8)
                .build())
        .bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0))
        .sync()
        .channel();
  }

  /** The server's own streams say nothing that matters here. */
  private static final class Ignored extends ChannelInboundHandlerAdapter {
    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ReferenceCountUtil.release(message);
    }

    @Override
    public boolean isSharable() {
      return true;
    }
  }

  private Future<QuicChannel> begin(Channel socket) {
    return QuicChannel.newBootstrap(socket)
        .handler(new ChannelInboundHandlerAdapter())
        .streamHandler(new Ignored())
        .option(
            QuicChannelOption.SEGMENTED_DATAGRAM_PACKET_ALLOCATOR,
            EpollQuicUtils.newSegmentedAllocator(10))
        .remoteAddress(server)
        .connect();
  }

  private QuicChannel established(Future<QuicChannel> connection)
      throws BenchmarkException, InterruptedException {
    try {
      return connection.get(LIMIT_SECONDS, TimeUnit.SECONDS);
    } catch (ExecutionException | TimeoutException e) {
      throw new BenchmarkException("no QUIC connection to " + server + ": " + e);
    }
  }

  /**
   * Makes {@code calls} calls.
   *
   * @throws BenchmarkException if one fails or is answered wrongly
   */
  public Result run(int connections, int streams, long calls)
      throws BenchmarkException, InterruptedException {
    List<Channel> sockets = new ArrayList<>();
    try {
      List<QuicChannel> channels = new ArrayList<>();
      for (int i = 0; i < connections; i++) {
        Channel socket = socket();
        sockets.add(socket);
        QuicChannel channel = established(begin(socket));
        channel
            .createStream(QuicStreamType.UNIDIRECTIONAL, new ChannelInboundHandlerAdapter())
            .sync()
            .getNow()
            .writeAndFlush(Unpooled.copiedBuffer(CONTROL))
            .sync();
        channels.add(channel);
      }
      Round round = new Round(calls);
      long start = System.nanoTime();
      group.next().execute(() -> channels.forEach(channel -> round.begin(channel, streams)));
      round.done.get(LIMIT_SECONDS, TimeUnit.SECONDS);
      return new Result(calls, calls * 1e9 / (System.nanoTime() - start));
    } catch (ExecutionException | TimeoutException e) {
      throw new BenchmarkException("a load over HTTP/3 failed: " + e);
    } finally {
      for (Channel socket : sockets) {
        socket.close().sync();
      }
    }
  }

  /** Handshakes, some at a time: how many a second. */
  public double handshakes(int count) throws BenchmarkException, InterruptedException {
    Channel socket = socket();
    try {
      long start = System.nanoTime();
      List<Future<QuicChannel>> begun = new ArrayList<>();
      for (int i = 0; i < count; i++) {
        begun.add(begin(socket));
        if (begun.size() == HANDSHAKES_AT_A_TIME) {
          established(begun.removeFirst()).close().sync();
        }
      }
      for (Future<QuicChannel> last : begun) {
        established(last).close().sync();
      }
      return count * 1e9 / (System.nanoTime() - start);
    } finally {
      socket.close().sync();
    }
  }

  /** The calls of one run; on the event loop. */
  private final class Round {
    private final long calls;
    private final CompletableFuture<Void> done = new CompletableFuture<>();
    private long begun;
    private long ended;

    Round(long calls) {
      this.calls = calls;
    }

    void begin(QuicChannel channel, int count) {
      for (int i = 0; i < count && begun < calls; i++) {
        begun++;
        channel
            .createStream(QuicStreamType.BIDIRECTIONAL, new Answer(this, channel))
            .addListener(
                opened -> {
                  if (opened.isSuccess()) {
                    QuicStreamChannel stream = (QuicStreamChannel) opened.getNow();
                    var _ = stream.writeAndFlush(new DefaultQuicStreamFrame(request.bytes(), true));
                  } else {
                    done.completeExceptionally(opened.cause());
                  }
                });
      }
    }

    void answered(QuicChannel channel, boolean right) {
      if (!right) {
        done.completeExceptionally(new BenchmarkException("a wrong answer over HTTP/3"));
      } else if (++ended == calls) {
        done.complete(null);
      } else {
        begin(channel, 1);
      }
    }
  }

  /** Looks at one answer. */
  private final class Answer extends ChannelInboundHandlerAdapter {
    private final Round round;
    private final QuicChannel channel;
    private int bytes;
    private final byte[] tail = new byte[answerEnd.length];

    Answer(Round round, QuicChannel channel) {
      this.round = round;
      this.channel = channel;
    }

    @Override
    public void channelRead(ChannelHandlerContext context, Object message) {
      ByteBuf data = (ByteBuf) message;
      int length = data.readableBytes();
      bytes += length;
      // The end may come in pieces.
      int kept = Math.max(0, tail.length - length);
      System.arraycopy(tail, tail.length - kept, tail, 0, kept);
      data.getBytes(data.writerIndex() - (tail.length - kept), tail, kept, tail.length - kept);
      data.release();
    }

    @Override
    public void userEventTriggered(ChannelHandlerContext context, Object event) {
      if (event == ChannelInputShutdownEvent.INSTANCE) {
        round.answered(channel, Arrays.equals(tail, answerEnd) && bytes > answerBytes);
      }
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      round.done.completeExceptionally(cause);
    }
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 1, TimeUnit.SECONDS).awaitUninterruptibly();
  }
}
