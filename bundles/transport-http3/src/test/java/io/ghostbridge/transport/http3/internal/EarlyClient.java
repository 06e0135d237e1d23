package io.ghostbridge.transport.http3.internal;

import io.netty.bootstrap.Bootstrap;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.MultiThreadIoEventLoopGroup;
import io.netty.channel.nio.NioIoHandler;
import io.netty.channel.socket.nio.NioDatagramChannel;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3;
import io.netty.handler.codec.http3.Http3ClientConnectionHandler;
import io.netty.handler.codec.http3.Http3Headers;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicClientCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslContextBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.SslEarlyDataReadyEvent;
import io.netty.handler.ssl.util.InsecureTrustManagerFactory;
import io.netty.util.concurrent.Future;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;

/** A client that remembers its session with the server and sends its calls as early data. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails, the calls' ends tell
final class EarlyClient implements AutoCloseable {
  /**
   * Long enough that a server may send its answer to an address that is not validated, and short
   * enough that four go with the first packets.
   */
  static final byte[] MESSAGE = "0123456789".repeat(240).getBytes(StandardCharsets.US_ASCII);

  private final MultiThreadIoEventLoopGroup group =
      new MultiThreadIoEventLoopGroup(1, NioIoHandler.newFactory());
  private final QuicSslContext tls =
      QuicSslContextBuilder.forClient()
          .trustManager(InsecureTrustManagerFactory.INSTANCE)
          .applicationProtocols("h3")
          .earlyData(true)
          .build();

  /** A connection, and the calls that were begun before its handshake was complete. */
  final class Connection implements AutoCloseable {
    final List<TestCall> calls = new ArrayList<>();
    private final Channel socket;
    private final QuicChannel channel;
    final Future<QuicChannel> connected;

    /** Completed when it is known whether it sends early data. */
    final CompletableFuture<Void> begun = new CompletableFuture<>();

    private volatile boolean early;

    Connection(InetSocketAddress server, List<Http3Headers> requests) throws Exception {
      requests.forEach(request -> calls.add(new TestCall()));
      socket =
          new Bootstrap()
              .group(group)
              .channel(NioDatagramChannel.class)
              .handler(
                  new QuicClientCodecBuilder()
                      // One session, whatever the way to the server.
                      .sslEngineProvider(of -> tls.newEngine(of.alloc(), "localhost", 1))
                      .maxIdleTimeout(20, TimeUnit.SECONDS)
                      .initialMaxData(1 << 20)
                      .initialMaxStreamDataBidirectionalLocal(1 << 20)
                      .initialMaxStreamDataUnidirectional(1 << 16)
                      .initialMaxStreamsUnidirectional(16)
                      .build())
              .bind(0)
              .sync()
              .channel();
      QuicChannel[] made = new QuicChannel[1];
      connected =
          QuicChannel.newBootstrap(socket)
              .handler(
                  new ChannelInitializer<QuicChannel>() {
                    @Override
                    protected void initChannel(QuicChannel initialised) {
                      made[0] = initialised;
                      initialised
                          .pipeline()
                          .addLast(
                              new Http3ClientConnectionHandler(null, null, null, null, true),
                              new ChannelInboundHandlerAdapter() {
                                @Override
                                public void userEventTriggered(
                                    ChannelHandlerContext context, Object event) {
                                  if (event instanceof SslEarlyDataReadyEvent) {
                                    early = true;
                                    begun.complete(null);
                                    // Netty is sending, and would not send what is written now.
                                    initialised
                                        .eventLoop()
                                        .execute(() -> send(initialised, requests));
                                  }
                                  context.fireUserEventTriggered(event);
                                }
                              });
                    }
                  })
              .remoteAddress(server)
              .connect();
      connected.addListener(done -> begun.complete(null));
      begun.get(20, TimeUnit.SECONDS);
      channel = made[0];
    }

    private void send(QuicChannel to, List<Http3Headers> requests) {
      for (int i = 0; i < requests.size(); i++) {
        TestCall call = calls.get(i);
        Http3Headers request = requests.get(i);
        Http3.newRequestStream(to, call)
            .addListener(
                opened -> {
                  QuicStreamChannel stream = (QuicStreamChannel) opened.getNow();
                  call.stream = stream;
                  stream.write(new DefaultHttp3HeadersFrame(request));
                  stream
                      .writeAndFlush(TestClient.data(MESSAGE))
                      .addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
                });
      }
    }

    /** Whether it had a session that allows early data. */
    boolean isEarly() {
      return early;
    }

    QuicChannel channel() {
      return channel;
    }

    @Override
    public void close() {
      channel.close().awaitUninterruptibly(5_000);
      socket.close().awaitUninterruptibly(5_000);
    }
  }

  /** Gets a ticket of the server: it is sent before the answer to a call. */
  void learn(InetSocketAddress server) throws Exception {
    try (Connection connection = new Connection(server, List.of())) {
      connection.connected.get(20, TimeUnit.SECONDS);
      TestCall call = new TestCall();
      QuicStreamChannel stream =
          Http3.newRequestStream(connection.channel(), call).get(20, TimeUnit.SECONDS);
      call.stream = stream;
      stream.writeAndFlush(new DefaultHttp3HeadersFrame(TestClient.request("Unary"))).sync();
      call.send(MESSAGE);
      call.halfClose();
      call.await();
    }
  }

  /** Connects, and begins a call of each request as early data; there has to be a ticket. */
  Connection connect(InetSocketAddress server, Http3Headers... requests) throws Exception {
    Connection connection = new Connection(server, Arrays.asList(requests));
    if (!connection.isEarly()) {
      connection.close();
      throw new AssertionError("the client has no ticket that allows early data");
    }
    return connection;
  }

  @Override
  public void close() {
    group.shutdownGracefully(0, 5, TimeUnit.SECONDS).awaitUninterruptibly(10_000);
  }
}
