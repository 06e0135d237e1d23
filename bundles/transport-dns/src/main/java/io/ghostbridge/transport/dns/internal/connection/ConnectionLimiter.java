package io.ghostbridge.transport.dns.internal.connection;

import io.ghostbridge.transport.dns.internal.client.ClientCounts;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetSocketAddress;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/** Closes connections beyond the limits as they are accepted, and knows those that are open. */
@ChannelHandler.Sharable
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
public final class ConnectionLimiter extends ChannelInboundHandlerAdapter {
  private final int limit;
  private final ClientCounts clients;
  private final Set<Channel> open = ConcurrentHashMap.newKeySet();

  /** Without connections. */
  public ConnectionLimiter(ConnectionLimits limits) {
    this.limit = limits.connections();
    this.clients = new ClientCounts(limits.connectionsPerClient());
  }

  /** Called with each accepted connection, on the accepting loop. */
  @Override
  public void channelRead(ChannelHandlerContext context, Object accepted) {
    var connection = (Channel) accepted;
    ClientCounts.Client client =
        connection.remoteAddress() instanceof InetSocketAddress remote
            ? ClientCounts.Client.of(remote.getAddress())
            : null;
    if (client == null || open.size() >= limit || !clients.enter(client)) {
      connection.unsafe().closeForcibly();
      return;
    }
    open.add(connection);
    connection
        .closeFuture()
        .addListener(
            ignored -> {
              open.remove(connection);
              clients.leave(client);
            });
    context.fireChannelRead(accepted);
  }

  /** The connections that are open now. */
  public Set<Channel> open() {
    return open;
  }
}
