package io.ghostbridge.transport.dns.internal;

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
import java.util.function.BiFunction;

/** Takes QUIC connections within the limits, or refuses them, and knows those that are open. */
@ChannelHandler.Sharable
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class QuicConnections extends ChannelInitializer<QuicChannel> {
  private final EncryptedSettings settings;
  private final ClientCounts clients;
  private final BiFunction<QuicConnection, EventLoop, List<ChannelHandler>> protocol;
  private final int goodbye;
  private final Set<QuicChannel> open = ConcurrentHashMap.newKeySet();
  private final AtomicInteger handshakes = new AtomicInteger();

  /**
   * @param protocol the handlers of a connection behind its {@link QuicConnection}
   * @param goodbye the protocol's code for an end without error
   */
  QuicConnections(
      EncryptedSettings settings,
      BiFunction<QuicConnection, EventLoop, List<ChannelHandler>> protocol,
      int goodbye) {
    this.settings = settings;
    this.clients = new ClientCounts(settings.limits().connectionsPerClient());
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
        || open.size() >= settings.limits().connections()
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
        new QuicConnection(settings.limits().idleMillis(), settings.handshakeMillis(), handshakes);
    channel.pipeline().addLast(connection);
    protocol
        .apply(connection, channel.eventLoop())
        .forEach(each -> channel.pipeline().addLast(each));
  }

  /** Whether so many handshakes are under way that addresses may be forged. */
  boolean crowded() {
    return handshakes.get() >= settings.unprovenHandshakes();
  }

  /** Ends all connections without an error. */
  List<ChannelFuture> close() {
    return open.stream().map(each -> each.close(true, goodbye, Unpooled.EMPTY_BUFFER)).toList();
  }
}
