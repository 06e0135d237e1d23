package io.ghostbridge.transport.dns.internal.https;

import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.ghostbridge.transport.dns.internal.message.Query;
import io.ghostbridge.transport.dns.internal.quic.QuicConnection;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelHandlerContext;
import io.netty.handler.codec.http3.DefaultHttp3DataFrame;
import io.netty.handler.codec.http3.DefaultHttp3Headers;
import io.netty.handler.codec.http3.DefaultHttp3HeadersFrame;
import io.netty.handler.codec.http3.Http3DataFrame;
import io.netty.handler.codec.http3.Http3HeadersFrame;
import io.netty.handler.codec.http3.Http3RequestStreamInboundHandler;
import io.netty.handler.codec.quic.QuicException;
import io.netty.handler.codec.quic.QuicStreamChannel;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One request of DNS over HTTPS by HTTP/3 (RFC 9114, section 4.1). */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class Http3StreamHandler extends Http3RequestStreamInboundHandler {
  private static final Logger log = LoggerFactory.getLogger(Http3StreamHandler.class);

  private final QuicConnection connection;
  private final HttpsSettings settings;
  private @Nullable HttpsRequest request;
  private boolean over;

  Http3StreamHandler(QuicConnection connection, HttpsSettings settings) {
    this.connection = connection;
    this.settings = settings;
  }

  @Override
  protected void channelRead(ChannelHandlerContext context, Http3HeadersFrame frame) {
    if (request == null) {
      request = HttpsRequest.of(frame.headers(), settings.path());
    }
  }

  @Override
  protected void channelRead(ChannelHandlerContext context, Http3DataFrame frame) {
    try {
      if (request != null && !over) {
        request.append(frame.content());
        if (request.tooLong()) {
          // The rest of the request is not wanted (RFC 9114, section 4.1.1).
          ((QuicStreamChannel) context.channel()).shutdownInput(Http3Error.NO_ERROR);
          refuse(context, request, HttpsError.TOO_LARGE);
        }
      }
    } finally {
      frame.release();
    }
  }

  private void refuse(ChannelHandlerContext context, HttpsRequest refused, HttpsError otherwise) {
    over = true;
    HttpsError error = refused.error();
    respond(context, refused, HttpsResponse.of(error == null ? otherwise : error));
  }

  @Override
  protected void channelInputClosed(ChannelHandlerContext context) {
    HttpsRequest ended = request;
    if (ended == null || over) {
      return;
    }
    ConnectionQueries queries = connection.queries();
    Query query = ended.error() == null ? queries.decode(ended.message()) : null;
    if (query == null) {
      refuse(context, ended, HttpsError.BAD_QUERY);
      return;
    }
    over = true;
    connection.queryCame();
    InetAddress client = connection.client();
    queries.answer(
        query,
        client,
        context.executor(),
        (answer, late) -> {
          connection.answered();
          if (context.channel().isActive()) {
            ByteBuf message = queries.encode(query, answer, client, 0, context.alloc());
            respond(context, ended, HttpsResponse.of(answer, message));
          }
        });
  }

  private void respond(
      ChannelHandlerContext context, HttpsRequest answered, HttpsResponse response) {
    var fields = new DefaultHttp3Headers(false);
    response.fill(fields, settings.alternative());
    ChannelFuture last = context.write(new DefaultHttp3HeadersFrame(fields));
    if (answered.head()) {
      response.body().release();
    } else {
      last = context.write(new DefaultHttp3DataFrame(response.body()));
    }
    last.addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
    context.flush();
  }

  @Override
  protected void handleQuicException(ChannelHandlerContext context, QuicException exception) {
    log.debug("event=dns_http3_stream_failed reason=\"{}\"", exception.toString());
    over = true;
    ((QuicStreamChannel) context.channel())
        .shutdown(Http3Error.REQUEST_CANCELLED, context.newPromise());
  }
}
