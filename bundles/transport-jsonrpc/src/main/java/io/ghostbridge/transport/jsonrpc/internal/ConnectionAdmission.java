package io.ghostbridge.transport.jsonrpc.internal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Closes connections beyond the limits as they are accepted, and knows those that are open. */
@ChannelHandler.Sharable
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class ConnectionAdmission extends ChannelInboundHandlerAdapter {
  private final int limit;
  private final int limitPerAddress;
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();
  private final Map<String, Integer> perAddress = new ConcurrentHashMap<>();

  ConnectionAdmission(int limit, int limitPerAddress) {
    this.limit = limit;
    this.limitPerAddress = limitPerAddress;
  }

  /** The address that a connection counts for, without a port. */
  static String address(Channel connection) {
    return connection.remoteAddress() instanceof InetSocketAddress remote
        ? remote.getAddress().getHostAddress()
        : "local";
  }

  /** Called with each accepted connection, on the accepting loop. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    var connection = (Channel) accepted;
    String address = address(connection);
    if (open.size() >= limit || perAddress.getOrDefault(address, 0) >= limitPerAddress) {
      connection.unsafe().closeForcibly();
      return;
    }
    open.add(connection);
    perAddress.merge(address, 1, Integer::sum);
    connection
        .closeFuture()
        .addListener(
            ignored -> {
              open.remove(connection);
              perAddress.computeIfPresent(address, (key, n) -> n == 1 ? null : n - 1);
            });
    context.fireChannelRead(accepted);
  }

  Set<Channel> open() {
    return open;
  }
}
