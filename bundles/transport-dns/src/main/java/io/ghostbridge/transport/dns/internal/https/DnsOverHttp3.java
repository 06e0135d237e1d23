package io.ghostbridge.transport.dns.internal.https;

import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.ghostbridge.transport.dns.internal.connection.EncryptedLimits;
import io.ghostbridge.transport.dns.internal.quic.QuicCodec;
import io.ghostbridge.transport.dns.internal.quic.QuicConnection;
import io.ghostbridge.transport.dns.internal.quic.QuicConnections;
import io.ghostbridge.transport.dns.internal.tls.QuicTls;
import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http3.DefaultHttp3SettingsFrame;
import io.netty.handler.codec.http3.Http3ServerConnectionHandler;
import io.netty.handler.codec.http3.Http3Settings;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.util.List;
import java.util.function.Function;

/** The connections and sockets of DNS over HTTPS by HTTP/3 (RFC 9114). */
public final class DnsOverHttp3 {
  private static final int CONTROL_STREAM_BYTES = 16 * 1024;

  /** HTTP/3 has three streams of the client's own; one for those that mean nothing. */
  private static final int UNIDIRECTIONAL_STREAMS = 4;

  private static final int HEADER_SECTION_BYTES = 16 * 1024;

  private DnsOverHttp3() {}

  /**
   * The connections of all sockets together.
   *
   * @param queries what answers on each event loop
   */
  public static QuicConnections connections(
      HttpsSettings settings, Function<EventLoop, ConnectionQueries> queries) {
    return new QuicConnections(
        settings.limits(),
        queries,
        connection -> List.of(http(connection, settings)),
        Http3Error.NO_ERROR);
  }

  private static ChannelHandler http(QuicConnection connection, HttpsSettings settings) {
    return new Http3ServerConnectionHandler(
        new ChannelInitializer<QuicStreamChannel>() {
          @Override
          protected void initChannel(QuicStreamChannel stream) {
            stream.pipeline().addLast(new Http3StreamHandler(connection, settings));
          }
        },
        null,
        null,
        new DefaultHttp3SettingsFrame(
            new Http3Settings()
                .maxFieldSectionSize(HEADER_SECTION_BYTES)
                .qpackMaxTableCapacity(0)
                .qpackBlockedStreams(0)),
        true);
  }

  /** The handler of a socket. */
  public static ChannelHandler socket(
      EncryptedLimits limits, QuicTls tls, QuicConnections connections) {
    return QuicCodec.builder(limits, tls, connections)
        .initialMaxStreamsUnidirectional(UNIDIRECTIONAL_STREAMS)
        .initialMaxStreamDataUnidirectional(CONTROL_STREAM_BYTES)
        .build();
  }
}
