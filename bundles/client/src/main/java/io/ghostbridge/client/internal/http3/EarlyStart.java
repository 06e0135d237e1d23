package io.ghostbridge.client.internal.http3;

import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.quic.SslEarlyDataReadyEvent;
import java.util.function.Consumer;

/** The first handler of a connection: lets its calls begin as early data (0-RTT). */
final class EarlyStart extends ChannelInboundHandlerAdapter {
  private final Http3Connection connection;
  private final Consumer<Http3Connection> ready;
  private boolean early;

  /**
   * @param ready given the connection when it sends early data
   */
  EarlyStart(Http3Connection connection, Consumer<Http3Connection> ready) {
    this.connection = connection;
    this.ready = ready;
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event instanceof SslEarlyDataReadyEvent) {
      early = true;
      // Netty is sending, and would not send what is written now.
      context
          .executor()
          .execute(
              () -> {
                connection.earlyDataReady();
                ready.accept(connection);
              });
    }
    context.fireUserEventTriggered(event);
  }

  /**
   * Netty looks at the node's limits of streams after this, and only if it counts that none of one
   * kind are left: streams of early data and the control stream, which is opened now, would make
   * both counts negative for ever.
   */
  @Override
  public void channelActive(ChannelHandlerContext context) {
    if (early) {
      context.executor().execute(context::fireChannelActive);
    } else {
      context.fireChannelActive();
    }
  }
}
