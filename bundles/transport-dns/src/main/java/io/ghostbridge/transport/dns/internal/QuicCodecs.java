package io.ghostbridge.transport.dns.internal;

import io.netty.channel.ChannelHandler;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http3.DefaultHttp3SettingsFrame;
import io.netty.handler.codec.http3.Http3ServerConnectionHandler;
import io.netty.handler.codec.http3.Http3Settings;
import io.netty.handler.codec.quic.QuicServerCodecBuilder;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;

/** What reads the datagrams of a QUIC socket, for DNS over QUIC and for HTTP/3. */
final class QuicCodecs {
  /** A query of the greatest length, and no more, before it is read. */
  private static final int STREAM_WINDOW_BYTES = 8 * 1024;

  private static final int CONTROL_STREAM_BYTES = 16 * 1024;

  /** HTTP/3 has three streams of the client's own; one for those that mean nothing. */
  private static final int HTTP3_UNIDIRECTIONAL_STREAMS = 4;

  private static final int HEADER_SECTION_BYTES = 16 * 1024;
  private static final int GREATEST_DATAGRAM_BYTES = 1500;

  /** What gets through every path (RFC 9000, section 14). */
  private static final int SAFE_DATAGRAM_BYTES = 1200;

  private QuicCodecs() {}

  /** Connections of DNS over QUIC. */
  static QuicConnections quic(
      EncryptedSettings settings, Function<EventLoop, StreamQueries> queries) {
    return new QuicConnections(
        settings,
        (connection, loop) -> List.of(new ConnectionCount(queries.apply(loop))),
        QuicError.DOQ_NO_ERROR);
  }

  /** Connections of DNS over HTTPS by HTTP/3. */
  static QuicConnections http3(
      EncryptedSettings settings, Function<EventLoop, StreamQueries> queries) {
    return new QuicConnections(
        settings,
        (connection, loop) ->
            List.of(
                new ConnectionCount(queries.apply(loop)),
                new Http3ServerConnectionHandler(
                    requests(connection, queries.apply(loop), settings.https()),
                    null,
                    null,
                    new DefaultHttp3SettingsFrame(
                        new Http3Settings()
                            .maxFieldSectionSize(HEADER_SECTION_BYTES)
                            .qpackMaxTableCapacity(0)
                            .qpackBlockedStreams(0)),
                    true)),
        QuicError.H3_NO_ERROR);
  }

  private static ChannelHandler requests(
      QuicConnection connection, StreamQueries queries, HttpsSettings settings) {
    return new ChannelInitializer<QuicStreamChannel>() {
      @Override
      protected void initChannel(QuicStreamChannel stream) {
        stream.pipeline().addLast(new Http3StreamHandler(connection, queries, settings));
      }
    };
  }

  /** The handler of a socket of DNS over QUIC. */
  static ChannelHandler quicSocket(
      EncryptedSettings settings,
      QuicLayer layer,
      QuicConnections connections,
      Function<EventLoop, StreamQueries> queries) {
    return builder(settings, layer, connections)
        .initialMaxStreamsUnidirectional(0)
        .streamHandler(
            new ChannelInitializer<QuicStreamChannel>() {
              @Override
              protected void initChannel(QuicStreamChannel stream) {
                stream
                    .pipeline()
                    .addLast(
                        new QuicStreamHandler(
                            stream.parent().pipeline().get(QuicConnection.class),
                            queries.apply(stream.eventLoop())));
              }
            })
        .build();
  }

  /** The handler of a socket of HTTP/3. */
  static ChannelHandler http3Socket(
      EncryptedSettings settings, QuicLayer layer, QuicConnections connections) {
    return builder(settings, layer, connections)
        .initialMaxStreamsUnidirectional(HTTP3_UNIDIRECTIONAL_STREAMS)
        .initialMaxStreamDataUnidirectional(CONTROL_STREAM_BYTES)
        .build();
  }

  private static QuicServerCodecBuilder builder(
      EncryptedSettings settings, QuicLayer layer, QuicConnections connections) {
    return new QuicServerCodecBuilder()
        .sslEngineProvider(layer::engine)
        .tokenHandler(new QuicTokens(connections::crowded))
        .maxIdleTimeout(settings.limits().idleMillis(), TimeUnit.MILLISECONDS)
        .maxSendUdpPayloadSize(SAFE_DATAGRAM_BYTES)
        .maxRecvUdpPayloadSize(GREATEST_DATAGRAM_BYTES)
        .initialMaxData((long) STREAM_WINDOW_BYTES * settings.streams())
        .initialMaxStreamDataBidirectionalRemote(STREAM_WINDOW_BYTES)
        .initialMaxStreamsBidirectional(settings.streams())
        .handler(connections);
  }
}
