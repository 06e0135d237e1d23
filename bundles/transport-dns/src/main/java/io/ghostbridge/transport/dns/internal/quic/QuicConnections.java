package io.ghostbridge.transport.dns.internal.quic;

import io.ghostbridge.transport.dns.internal.client.ClientCounts;
import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.ghostbridge.transport.dns.internal.connection.EncryptedLimits;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.quic.QuicChannel;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;

/** Takes QUIC connections within the limits, or refuses them, and knows those that are open. */
@ChannelHandler.Sharable
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
public final class QuicConnections extends ChannelInitializer<QuicChannel> {
  private final EncryptedLimits limits;
  private final ClientCounts clients;
  private final Function<EventLoop, ConnectionQueries> queries;
  private final Function<QuicConnection, List<ChannelHandler>> protocol;
  private final int goodbye;
  private final Set<QuicChannel> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger handshakes = new AtomicInteger();

  /**
   * @param queries what answers on each event loop
   * @param protocol the handlers of a connection behind its {@link QuicConnection}
   * @param goodbye the protocol's code for an end without error
   */
  public QuicConnections(
      EncryptedLimits limits,
      Function<EventLoop, ConnectionQueries> queries,
      Function<QuicConnection, List<ChannelHandler>> protocol,
      int goodbye) {
    this.limits = limits;
    this.clients = new ClientCounts(limits.connections().connectionsPerClient());
    this.queries = queries;
    this.protocol = protocol;
    this.goodbye = goodbye;
  }

  @Override
  protected void initChannel(QuicChannel channel) {
    ClientCounts.Client client =
        channel.remoteSocketAddress() instanceof InetSocketAddress remote
            ? ClientCounts.Client.of(remote.getAddress())
            : null;
    if (client == null
        || open.size() >= limits.connections().connections()
        || !clients.enter(client)) {
      // Not within the making of the channel, where nothing can be sent yet.
      channel
          .eventLoop()
          .execute(() -> channel.close(false, QuicError.CONNECTION_REFUSED, Unpooled.EMPTY_BUFFER));
      return;
    }
    open.add(channel);
    channel
        .closeFuture()
        .addListener(
            ignored -> {
              open.remove(channel);
              clients.leave(client);
            });
    var connection =
        new QuicConnection(channel, queries.apply(channel.eventLoop()), limits, handshakes);
    channel.pipeline().addLast(connection);
    protocol.apply(connection).forEach(each -> channel.pipeline().addLast(each));
  }

  /** Whether so many handshakes are under way that addresses may be forged. */
  boolean crowded() {
    return handshakes.get() >= limits.unprovenHandshakes();
  }

  /** Ends all connections without an error. */
  public List<ChannelFuture> close() {
    return open.stream().map(each -> each.close(true, goodbye, Unpooled.EMPTY_BUFFER)).toList();
  }
}
