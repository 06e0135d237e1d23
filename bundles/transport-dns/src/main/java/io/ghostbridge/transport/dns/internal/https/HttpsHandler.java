package io.ghostbridge.transport.dns.internal.https;

import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.ghostbridge.transport.dns.internal.connection.IdleWatch;
import io.ghostbridge.transport.dns.internal.message.Query;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.handler.codec.http2.DefaultHttp2DataFrame;
import io.netty.handler.codec.http2.DefaultHttp2Headers;
import io.netty.handler.codec.http2.DefaultHttp2HeadersFrame;
import io.netty.handler.codec.http2.DefaultHttp2ResetFrame;
import io.netty.handler.codec.http2.DefaultHttp2WindowUpdateFrame;
import io.netty.handler.codec.http2.Http2DataFrame;
import io.netty.handler.codec.http2.Http2Error;
import io.netty.handler.codec.http2.Http2Exception;
import io.netty.handler.codec.http2.Http2FrameStream;
import io.netty.handler.codec.http2.Http2FrameStreamException;
import io.netty.handler.codec.http2.Http2HeadersFrame;
import io.netty.handler.codec.http2.Http2ResetFrame;
import io.netty.util.ReferenceCountUtil;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.HashMap;
import java.util.Map;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The requests of one HTTP/2 connection, each answered when its answer is there. */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class HttpsHandler extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(HttpsHandler.class);

  private final ConnectionQueries queries;
  private final HttpsSettings settings;
  private final IdleWatch idle;

  /** Requests that have not ended. */
  private final Map<Http2FrameStream, HttpsRequest> arriving = new HashMap<>();

  HttpsHandler(ConnectionQueries queries, HttpsSettings settings) {
    this.queries = queries;
    this.settings = settings;
    this.idle = new IdleWatch(settings.limits().idleMillis());
  }

  /** The connection is established, since TLS has agreed on the protocol. */
  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    queries.connections(1);
    idle.watch(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    queries.connections(-1);
    arriving.clear();
    context.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object frame) {
    try {
      switch (frame) {
        case Http2HeadersFrame headers -> read(context, headers);
        case Http2DataFrame data -> read(context, data);
        case Http2ResetFrame reset -> arriving.remove(reset.stream());
        default -> {}
      }
    } finally {
      ReferenceCountUtil.release(frame);
    }
  }

  private void read(ChannelHandlerContext context, Http2HeadersFrame headers) {
    Http2FrameStream stream = headers.stream();
    HttpsRequest request = arriving.get(stream);
    if (request == null) {
      request = HttpsRequest.of(headers.headers(), settings.path());
      arriving.put(stream, request);
    }
    proceed(context, stream, request, headers.isEndStream());
  }

  private void read(ChannelHandlerContext context, Http2DataFrame data) {
    Http2FrameStream stream = data.stream();
    context.write(
        new DefaultHttp2WindowUpdateFrame(data.initialFlowControlledBytes()).stream(stream));
    HttpsRequest request = arriving.get(stream);
    if (request != null) {
      request.append(data.content());
      proceed(context, stream, request, data.isEndStream());
    }
  }

  private void proceed(
      ChannelHandlerContext context, Http2FrameStream stream, HttpsRequest request, boolean ended) {
    HttpsError error = request.error();
    if (error != null && (ended || request.tooLong())) {
      arriving.remove(stream);
      respond(context, stream, request, HttpsResponse.of(error));
      if (!ended) {
        // The rest of the request is not wanted (RFC 9113, section 8.1).
        context.write(new DefaultHttp2ResetFrame(Http2Error.NO_ERROR).stream(stream));
      }
    } else if (ended) {
      arriving.remove(stream);
      answer(context, stream, request);
    }
  }

  private void answer(
      ChannelHandlerContext context, Http2FrameStream stream, HttpsRequest request) {
    Query query = queries.decode(request.message());
    if (query == null) {
      respond(context, stream, request, HttpsResponse.of(HttpsError.BAD_QUERY));
      return;
    }
    idle.queryCame();
    InetAddress client = ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
    queries.answer(
        query,
        client,
        context.executor(),
        (answer, late) -> {
          idle.answered();
          ByteBuf message = queries.encode(query, answer, client, 0, context.alloc());
          respond(context, stream, request, HttpsResponse.of(answer, message));
          if (late) {
            context.flush();
          }
        });
  }

  private void respond(
      ChannelHandlerContext context,
      Http2FrameStream stream,
      HttpsRequest request,
      HttpsResponse response) {
    var fields = new DefaultHttp2Headers(false);
    response.fill(fields, settings.alternative());
    context.write(new DefaultHttp2HeadersFrame(fields, request.head()).stream(stream));
    if (request.head()) {
      response.body().release();
    } else {
      context.write(new DefaultHttp2DataFrame(response.body(), true).stream(stream));
    }
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.debug("event=dns_https_failed reason=\"{}\"", cause.toString());
    if (cause instanceof Http2FrameStreamException failure) {
      arriving.remove(failure.stream());
      context.writeAndFlush(new DefaultHttp2ResetFrame(failure.error()).stream(failure.stream()));
    } else if (!(cause instanceof Http2Exception)) {
      context.close();
    }
    // An error of the connection is told the client, with its code, by the codec, which closes it.
  }
}
