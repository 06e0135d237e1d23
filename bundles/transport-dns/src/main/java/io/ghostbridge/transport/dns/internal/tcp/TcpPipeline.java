package io.ghostbridge.transport.dns.internal.tcp;

import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.ghostbridge.transport.dns.internal.tls.TlsLayer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.LengthFieldBasedFrameDecoder;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Connections of messages with their length before each, in clear text or within TLS. */
public final class TcpPipeline extends ChannelInitializer<Channel> {
  private static final int LENGTH_BYTES = 2;

  private final @Nullable TlsLayer tls;
  private final Function<EventLoop, ConnectionQueries> queries;
  private final ConnectionLimits limits;

  /**
   * @param tls null for clear text
   * @param queries what answers on each event loop
   */
  public TcpPipeline(
      @Nullable TlsLayer tls,
      Function<EventLoop, ConnectionQueries> queries,
      ConnectionLimits limits) {
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
                ConnectionQueries.MAXIMUM_QUERY + LENGTH_BYTES, 0, LENGTH_BYTES, 0, LENGTH_BYTES))
        .addLast(new TcpHandler(queries.apply(connection.eventLoop()), limits));
  }
}
