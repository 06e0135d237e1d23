package io.ghostbridge.transport.dns.internal;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One QUIC connection from its first packet on: in time secured, in time asked something. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class QuicConnection extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(QuicConnection.class);

  private final IdleWatch idle;
  private final int handshakeMillis;
  private final AtomicInteger handshakes;
  private boolean shakingHands = true;

  /**
   * @param handshakes counts this one as long as it is not secured
   */
  QuicConnection(int idleMillis, int handshakeMillis, AtomicInteger handshakes) {
    this.idle = new IdleWatch(idleMillis);
    this.handshakeMillis = handshakeMillis;
    this.handshakes = handshakes;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    handshakes.incrementAndGet();
    context.channel().closeFuture().addListener(ignored -> handshakeEnded());
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
  }

  /** The handshake is complete. */
  @Override
  public void channelActive(ChannelHandlerContext context) {
    handshakeEnded();
    idle.watch(context);
    context.fireChannelActive();
  }

  /** Notes that a whole query came. */
  void queryCame() {
    idle.queryCame();
  }

  /** QUIC ends the connection itself and tells the client why; the watches end what is left. */
  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.debug("event=dns_quic_failed reason=\"{}\"", cause.toString());
  }
}
