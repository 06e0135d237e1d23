package io.ghostbridge.transport.dns.internal.https;

import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.ghostbridge.transport.dns.internal.tls.TlsLayer;
import io.netty.channel.Channel;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInitializer;
import io.netty.channel.EventLoop;
import io.netty.handler.codec.http2.Http2FrameCodec;
import io.netty.handler.codec.http2.Http2FrameCodecBuilder;
import io.netty.handler.codec.http2.Http2Settings;
import io.netty.handler.ssl.ApplicationProtocolNames;
import io.netty.handler.ssl.ApplicationProtocolNegotiationHandler;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Connections of DNS over HTTPS by HTTP/2 (RFC 9113), which TLS has agreed on. */
@SuppressWarnings("FutureReturnValueIgnored") // nobody waits for a refused connection to be closed
public final class HttpsPipeline extends ChannelInitializer<Channel> {
  private static final Logger log = LoggerFactory.getLogger(HttpsPipeline.class);
  private static final int HEADER_SECTION_BYTES = 16 * 1024;
  private static final int STREAM_WINDOW_BYTES = 16 * 1024;
  private static final int RESETS = 200;
  private static final int RESETS_IN_SECONDS = 30;
  private static final int QUEUED_CONTROL_FRAMES = 1000;
  private static final long LAST_STREAMS_MILLIS = 1000;

  private final TlsLayer tls;
  private final Function<EventLoop, ConnectionQueries> queries;
  private final HttpsSettings settings;

  /**
   * @param queries what answers on each event loop
   */
  public HttpsPipeline(
      TlsLayer tls, Function<EventLoop, ConnectionQueries> queries, HttpsSettings settings) {
    this.tls = tls;
    this.queries = queries;
    this.settings = settings;
  }

  @Override
  protected void initChannel(Channel connection) {
    connection.pipeline().addLast(tls.handler(connection), new Negotiated());
  }

  /** HTTP/2 within bounds. */
  static Http2FrameCodec codec(HttpsSettings settings) {
    return Http2FrameCodecBuilder.forServer()
        .initialSettings(
            Http2Settings.defaultSettings()
                .maxConcurrentStreams(settings.limits().streams())
                .initialWindowSize(STREAM_WINDOW_BYTES)
                .maxHeaderListSize(HEADER_SECTION_BYTES))
        .decoderEnforceMaxRstFramesPerWindow(RESETS, RESETS_IN_SECONDS)
        .encoderEnforceMaxRstFramesPerWindow(RESETS, RESETS_IN_SECONDS)
        .encoderEnforceMaxQueuedControlFrames(QUEUED_CONTROL_FRAMES)
        .gracefulShutdownTimeoutMillis(LAST_STREAMS_MILLIS)
        .build();
  }

  private final class Negotiated extends ApplicationProtocolNegotiationHandler {
    Negotiated() {
      super(ApplicationProtocolNames.HTTP_1_1);
    }

    @Override
    protected void configurePipeline(ChannelHandlerContext context, String protocol) {
      if (ApplicationProtocolNames.HTTP_2.equals(protocol)) {
        context
            .pipeline()
            .addLast(
                codec(settings),
                new HttpsHandler(queries.apply(context.channel().eventLoop()), settings));
      } else {
        log.debug("event=dns_https_alpn_refused remote={}", context.channel().remoteAddress());
        context.close();
      }
    }

    @Override
    protected void handshakeFailure(ChannelHandlerContext context, Throwable cause) {
      log.debug("event=dns_https_handshake_failed reason=\"{}\"", cause.toString());
      context.close();
    }

    @Override
    public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
      handshakeFailure(context, cause);
    }
  }
}
