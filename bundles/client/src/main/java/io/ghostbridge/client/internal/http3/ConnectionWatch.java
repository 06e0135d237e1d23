package io.ghostbridge.client.internal.http3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.QuicConnectionCloseEvent;
import io.netty.handler.codec.quic.QuicStreamLimitChangedEvent;
import java.nio.charset.StandardCharsets;

/** Tells a connection what QUIC says of it. */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for the socket's end
final class ConnectionWatch extends ChannelInboundHandlerAdapter {
  private final Http3Connection connection;

  ConnectionWatch(Http3Connection connection) {
    this.connection = connection;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof QuicStreamLimitChangedEvent) {
      connection.streamsAllowed();
    } else if (event instanceof QuicConnectionCloseEvent close) {
      connection.fail(
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
    context.channel().parent().close();
    context.fireChannelInactive();
  }
}
