package io.ghostbridge.transport.dns.internal;

import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Connections of messages with their length before each, in clear text or within TLS. */
final class MessagePipeline extends ChannelInitializer<Channel> {
  private static final int LENGTH_BYTES = 2;

  private final @Nullable TlsLayer tls;
  private final Function<EventLoop, StreamQueries> queries;
  private final TcpLimits limits;

  /**
   * @param tls null for clear text
   */
  MessagePipeline(
      @Nullable TlsLayer tls, Function<EventLoop, StreamQueries> queries, TcpLimits limits) {
    this.tls = tls;
    this.queries = queries;
    this.limits = limits;
  }

  @Override
  protected void initChannel(Channel connection) {
    if (tls != null) {
      connection.pipeline().addLast(tls.handler(connection));
    }
    connection
        .pipeline()
        .addLast(
            new LengthFieldBasedFrameDecoder(
                StreamQueries.MAXIMUM_QUERY + LENGTH_BYTES, 0, LENGTH_BYTES, 0, LENGTH_BYTES))
        .addLast(new TcpHandler(queries.apply(connection.eventLoop()), limits));
  }
}
