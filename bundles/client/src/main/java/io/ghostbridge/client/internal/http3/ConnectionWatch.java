package io.ghostbridge.client.internal.http3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicStreamLimitChangedEvent;
import java.nio.charset.StandardCharsets;

/** Tells a connection what QUIC says of it. */
final class ConnectionWatch extends ChannelInboundHandlerAdapter {
  private final Http3Connection connection;
  private final Runnable ended;

  /**
   * @param ended run when it is gone
   */
  ConnectionWatch(Http3Connection connection, Runnable ended) {
    this.connection = connection;
    this.ended = ended;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    connection.established();
    context.fireChannelActive();
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof QuicStreamLimitChangedEvent) {
      connection.streamsAllowed();
    } else if (event instanceof QuicConnectionCloseEvent close) {
      connection.closedByNode(
          "the node closed it with code 0x"
              + Integer.toHexString(close.error())
              + " "
              + new String(close.reason(), StandardCharsets.UTF_8));
    }
    context.fireUserEventTriggered(event);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    connection.fail(cause.toString());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    connection.gone();
    ended.run();
    context.fireChannelInactive();
  }
}
