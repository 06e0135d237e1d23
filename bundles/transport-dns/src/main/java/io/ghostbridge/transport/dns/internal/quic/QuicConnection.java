package io.ghostbridge.transport.dns.internal.quic;

import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.ghostbridge.transport.dns.internal.connection.EncryptedLimits;
import io.ghostbridge.transport.dns.internal.connection.IdleWatch;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.util.concurrent.Future;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One QUIC connection from its first packet on: in time secured, in time asked something, and
 * counted as open in between.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
public final class QuicConnection extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(QuicConnection.class);

  private final QuicChannel channel;
  private final ConnectionQueries queries;
  private final IdleWatch idle;
  private final int handshakeMillis;
  private final AtomicInteger handshakes;
  private @Nullable Future<?> handshakeEnd;
  private boolean shakingHands = true;
  private boolean counted;

  /**
   * @param queries answers on the connection's event loop
   * @param handshakes counts this one as long as it is not secured
   */
  QuicConnection(
      QuicChannel channel,
      ConnectionQueries queries,
      EncryptedLimits limits,
      AtomicInteger handshakes) {
    this.channel = channel;
    this.queries = queries;
    this.idle = new IdleWatch(limits.idleMillis());
    this.handshakeMillis = limits.handshakeMillis();
    this.handshakes = handshakes;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    handshakes.incrementAndGet();
    context.channel().closeFuture().addListener(ignored -> handshakeEnded());
    handshakeEnd =
        context
            .executor()
            .schedule(
                () -> {
                  if (shakingHands) {
                    context.close();
                  }
                },
                handshakeMillis,
                TimeUnit.MILLISECONDS);
  }

  private void handshakeEnded() {
    if (shakingHands) {
      shakingHands = false;
      handshakes.decrementAndGet();
    }
    if (handshakeEnd != null) {
      handshakeEnd.cancel(false);
    }
  }

  /** The handshake is complete. */
  @Override
  public void channelActive(ChannelHandlerContext context) {
    handshakeEnded();
    idle.watch(context);
    counted = true;
    queries.connections(1);
    context.fireChannelActive();
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    if (counted) {
      counted = false;
      queries.connections(-1);
    }
    context.fireChannelInactive();
  }

  /** What answers the connection's queries. */
  public ConnectionQueries queries() {
    return queries;
  }

  /** Where the client is now; it may move (RFC 9000, section 9). */
  public InetAddress client() {
    return channel.remoteSocketAddress() instanceof InetSocketAddress remote
        ? remote.getAddress()
        : InetAddress.getLoopbackAddress();
  }

  /** Notes that a whole query came, which {@link #answered} has to follow. */
  public void queryCame() {
    idle.queryCame();
  }

  /** Notes that a query has its answer. */
  public void answered() {
    idle.answered();
  }

  /** QUIC ends the connection itself and tells the client why; the watches end what is left. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.debug("event=dns_quic_failed reason=\"{}\"", cause.toString());
  }
}
