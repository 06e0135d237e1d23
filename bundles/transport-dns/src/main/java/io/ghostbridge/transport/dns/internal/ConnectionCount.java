package io.ghostbridge.transport.dns.internal;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;

/** Counts a connection as open from when it is established. */
final class ConnectionCount extends ChannelInboundHandlerAdapter {
  private final StreamQueries queries;
  private boolean counted;

  ConnectionCount(StreamQueries queries) {
    this.queries = queries;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
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
}
