package io.ghostbridge.transport.http3.internal.quic;

import io.ghostbridge.tls.AddressValidation;
import io.ghostbridge.tls.Hmac;
import io.ghostbridge.transport.http3.internal.connection.Http3Limits;
import io.ghostbridge.transport.http3.internal.early.EarlyData;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.ChannelPipeline;
import io.netty.handler.codec.quic.EpollQuicUtils;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicChannelOption;
import io.netty.handler.codec.quic.QuicCodecDispatcher;
import io.netty.handler.codec.quic.QuicConnectionIdGenerator;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicSslContext;
import io.netty.handler.codec.quic.QuicSslEngine;
import io.netty.handler.codec.quic.SegmentedDatagramPacketAllocator;
import java.security.SecureRandom;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The handlers of a server's UDP sockets. A packet of a connection may come to any of them, as when
 * its client's address has changed; it is handed to the socket whose number its id has.
 */
public final class QuicSockets {
  private static final int MAX_SEGMENTS = 10;
  private static final int MAX_RECEIVED_BYTES = 1500;

  /** HTTP/3 has three, and a client may open more that mean nothing. */
  private static final int UNIDIRECTIONAL_STREAMS = 8;

  private static final int UNIDIRECTIONAL_BYTES = 64 * 1024;
  private static final int ID_LIMIT = 4;

  private final QuicSettings settings;
  private final Http3Limits limits;
  private final Supplier<QuicSslContext> tls;
  private final ChannelHandler connections;
  private final Handshakes handshakes;
  private final byte[] resetKey;
  private final SegmentedDatagramPacketAllocator segments;
  private final SecureRandom random = new SecureRandom();
  private final byte[] tokenKey = random.generateSeed(Hmac.BYTES);
  private final ConnectionIds ids = new ConnectionIds(random);
  private final Dispatcher dispatcher = new Dispatcher();

  /**
   * The handlers of sockets that share {@code connections}.
   *
   * @param tls the context for a new connection
   * @param connections initialises a new connection's channel
   * @param resetKey of stateless resets
   * @param epoll whether the sockets are epoll's
   */
  public QuicSockets(
      QuicSettings settings,
      Http3Limits limits,
      Supplier<QuicSslContext> tls,
      ChannelHandler connections,
      Handshakes handshakes,
      byte[] resetKey,
      boolean epoll) {
    this.settings = settings;
    this.limits = limits;
    this.tls = tls;
    this.connections = connections;
    this.handshakes = handshakes;
    this.resetKey = resetKey.clone();
    this.segments =
        settings.segmentation() && epoll
            ? EpollQuicUtils.newSegmentedAllocator(MAX_SEGMENTS)
            : SegmentedDatagramPacketAllocator.NONE;
  }

  /** Says how a fresh socket reads, and makes its pipeline. */
  public void prepare(Channel socket) {
    Reception.configure(socket, settings.segmentation());
    ChannelPipeline pipeline = socket.pipeline();
    pipeline.addLast(
        new DatagramGate(ids, new ResetTokens(resetKey), random, settings.statelessAnswers()));
    if (settings.earlyData()) {
      pipeline.addLast(new EarlyDatagrams(ids));
    }
    pipeline.addLast(dispatcher);
  }

  private final class Dispatcher extends QuicCodecDispatcher {
    Dispatcher() {
      super(ConnectionIds.LENGTH);
    }

    @Override
    protected QuicConnectionIdGenerator newIdGenerator(int socket) {
      return ids.generator(socket);
    }

    @Override
    protected void initChannel(
        Channel socket, int connectionIdLength, QuicConnectionIdGenerator generator) {
      socket.pipeline().addLast(codec(socket, generator));
    }
  }

  private QuicSslEngine engine(QuicChannel channel, @Nullable EarlyDatagrams early) {
    QuicSslEngine engine = tls.get().newEngine(channel.alloc());
    if (early != null) {
      EarlyData.watch(engine, () -> early.taken(channel.remoteSocketAddress()));
    }
    return engine;
  }

  private ChannelHandler codec(Channel socket, QuicConnectionIdGenerator generator) {
    EarlyDatagrams early = socket.pipeline().get(EarlyDatagrams.class);
    return new QuicServerCodecBuilder()
        .sslEngineProvider((QuicChannel channel) -> engine(channel, early))
        .connectionIdAddressGenerator(generator)
        .localConnectionIdLength(ConnectionIds.LENGTH)
        .resetTokenGenerator(new ResetTokens(resetKey))
        .tokenHandler(
            new AddressValidation(
                tokenKey, () -> handshakes.underWay() >= settings.retryHandshakes()))
        .congestionControlAlgorithm(settings.congestionControl())
        .maxIdleTimeout(limits.idleTimeoutMillis(), TimeUnit.MILLISECONDS)
        .maxSendUdpPayloadSize(settings.maxPayloadBytes())
        // Begins with 1200 bytes, and tries more.
        .discoverPmtu(true)
        .maxRecvUdpPayloadSize(MAX_RECEIVED_BYTES)
        .initialMaxData(limits.connectionWindowBytes())
        .initialMaxStreamDataBidirectionalRemote(limits.streamWindowBytes())
        .initialMaxStreamDataUnidirectional(UNIDIRECTIONAL_BYTES)
        .initialMaxStreamsBidirectional(limits.maxConcurrentStreams())
        .initialMaxStreamsUnidirectional(UNIDIRECTIONAL_STREAMS)
        .activeConnectionIdLimit(ID_LIMIT)
        .activeMigration(true)
        .handler(new SegmentedConnections())
        .build();
  }

  /**
   * Connections whose datagrams are sent joined, and cut by the kernel (UDP GSO). Those of the
   * handshake are sent one by one, so that {@link EarlyDatagrams} can act in between.
   */
  private final class SegmentedConnections extends ChannelInitializer<QuicChannel> {
    @Override
    protected void initChannel(QuicChannel channel) {
      channel.pipeline().addLast(new SegmentationOnceActive(), connections);
    }
  }

  private final class SegmentationOnceActive extends ChannelInboundHandlerAdapter {
    @Override
    public void channelActive(ChannelHandlerContext context) {
      context
          .channel()
          .config()
          .setOption(QuicChannelOption.SEGMENTED_DATAGRAM_PACKET_ALLOCATOR, segments);
      context.fireChannelActive();
      context.pipeline().remove(this);
    }
  }
}
