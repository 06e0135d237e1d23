package io.ghostbridge.transport.dns.internal.quic;

import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.ghostbridge.transport.dns.internal.connection.EncryptedLimits;
import io.ghostbridge.transport.dns.internal.tls.QuicTls;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.util.List;
import java.util.function.Function;

/** The connections and sockets of DNS over QUIC. */
public final class DnsOverQuic {
  private DnsOverQuic() {}

  /**
   * The connections of all sockets together.
   *
   * @param queries what answers on each event loop
   */
  public static QuicConnections connections(
      EncryptedLimits limits, Function<EventLoop, ConnectionQueries> queries) {
    return new QuicConnections(limits, queries, connection -> List.of(), QuicError.DOQ_NO_ERROR);
  }

  /** The handler of a socket. */
  public static ChannelHandler socket(
      EncryptedLimits limits, QuicTls tls, QuicConnections connections) {
    return QuicCodec.builder(limits, tls, connections)
        .initialMaxStreamsUnidirectional(0)
        .streamHandler(
            new ChannelInitializer<QuicStreamChannel>() {
              @Override
              protected void initChannel(QuicStreamChannel stream) {
                stream
                    .pipeline()
                    .addLast(
                        new QuicStreamHandler(
                            stream.parent().pipeline().get(QuicConnection.class)));
              }
            })
        .build();
  }
}
