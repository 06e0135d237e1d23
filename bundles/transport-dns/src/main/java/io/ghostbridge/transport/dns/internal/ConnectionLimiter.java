package io.ghostbridge.transport.dns.internal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Closes connections beyond the limit as they are accepted, and knows those that are open. */
@ChannelHandler.Sharable
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class ConnectionLimiter extends ChannelInboundHandlerAdapter {
  private final int limit;
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();

  ConnectionLimiter(int limit) {
    this.limit = limit;
  }

  /** Called with each accepted connection, on the accepting loop. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    var connection = (Channel) accepted;
    if (open.size() >= limit) {
      connection.unsafe().closeForcibly();
      return;
    }
    open.add(connection);
    connection.closeFuture().addListener(ignored -> open.remove(connection));
    context.fireChannelRead(accepted);
  }

  Set<Channel> open() {
    return open;
  }
}
