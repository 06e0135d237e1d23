package io.ghostbridge.client.internal.http3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http3.Http3GoAwayFrame;
import io.netty.util.ReferenceCountUtil;

/** Hears GOAWAY; Netty does what settings ask for. */
final class ControlStream extends ChannelInboundHandlerAdapter {
  private final Http3Connection connection;

  ControlStream(Http3Connection connection) {
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    if (frame instanceof Http3GoAwayFrame goAway) {
      connection.goAway(goAway.id());
    }
    ReferenceCountUtil.release(frame);
  }
}
