package io.ghostbridge.transport.jsonrpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcClient;
import io.ghostbridge.api.jsonrpc.JsonRpcConnection;
import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFuture;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.DefaultFullHttpResponse;
import io.netty.handler.codec.http.FullHttpRequest;
import io.netty.handler.codec.http.FullHttpResponse;
import io.netty.handler.codec.http.HttpHeaderNames;
import io.netty.handler.codec.http.HttpHeaderValues;
import io.netty.handler.codec.http.HttpMethod;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.netty.handler.codec.http.HttpUtil;
import io.netty.handler.codec.http.HttpVersion;
import io.netty.handler.codec.http.websocketx.WebSocketDecoderConfig;
import io.netty.handler.codec.http.websocketx.WebSocketFrameAggregator;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshaker;
import io.netty.handler.codec.http.websocketx.WebSocketServerHandshakerFactory;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * Answers a connection's HTTP requests one after the other, until it becomes a WebSocket. On the
 * connection's event loop.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class HttpRequestHandler extends SimpleChannelInboundHandler<FullHttpRequest> {
  /** The name of the handler that hands over one message for each read. */
  static final String FLOW = "flow";

  private static final String JSON = "application/json";

  private final Calls calls;
  private final ServerSettings settings;
  private @Nullable Future<?> deadline;

  HttpRequestHandler(Calls calls, ServerSettings settings) {
    this.calls = calls;
    this.settings = settings;
  }

  private record HttpClient(String address) implements JsonRpcClient {
    @Override
    public Optional<JsonRpcConnection> connection() {
      return Optional.empty();
    }
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    awaitRequest(context);
  }

  private void awaitRequest(ChannelHandlerContext context) {
    deadline =
        context
            .executor()
            .schedule(
                () -> {
                  context.close();
                },
                settings.requestTimeoutMillis(),
                TimeUnit.MILLISECONDS);
    context.channel().config().setAutoRead(true);
  }

  private void requestIsThere() {
    if (deadline != null) {
      deadline.cancel(false);
    }
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    requestIsThere();
    context.fireChannelInactive();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    context.close();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, FullHttpRequest request) {
    requestIsThere();
    // Until this one is answered; what was read already waits in the handler before this.
    context.channel().config().setAutoRead(false);
    if (request.decoderResult().isFailure()) {
      refuse(context, HttpResponseStatus.BAD_REQUEST, "malformed HTTP request", false);
      return;
    }
    boolean keepAlive = HttpUtil.isKeepAlive(request);
    if (!settings.hosts().allows(request.headers().get(HttpHeaderNames.HOST))) {
      refuse(
          context,
          HttpResponseStatus.FORBIDDEN,
          "invalid host specified: add it to `hosts` in io.ghostbridge.transport.jsonrpc.cfg",
          false);
      return;
    }
    if (!isRoot(request.uri())) {
      refuse(context, HttpResponseStatus.NOT_FOUND, "the path is /", keepAlive);
      return;
    }
    String origin = request.headers().get(HttpHeaderNames.ORIGIN);
    boolean allowed = origin != null && settings.origins().allows(origin);
    if (request
        .headers()
        .containsValue(HttpHeaderNames.UPGRADE, HttpHeaderValues.WEBSOCKET, true)) {
      if (origin != null && !allowed) {
        refuse(
            context,
            HttpResponseStatus.FORBIDDEN,
            "origin not allowed: add it to `corsOrigins` in io.ghostbridge.transport.jsonrpc.cfg",
            false);
      } else {
        upgrade(context, request);
      }
      return;
    }
    http(context, request, allowed ? origin : null, keepAlive);
  }

  private static boolean isRoot(String uri) {
    int query = uri.indexOf('?');
    String path = query < 0 ? uri : uri.substring(0, query);
    return path.isEmpty() || path.equals("/");
  }

  private void http(
      ChannelHandlerContext context,
      FullHttpRequest request,
      @Nullable String corsOrigin,
      boolean keepAlive) {
    HttpMethod method = request.method();
    if (method.equals(HttpMethod.OPTIONS) && corsOrigin != null) {
      respond(context, preflight(corsOrigin), keepAlive);
    } else if (method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD)) {
      // Whoever checks whether the server is up.
      respond(context, response(HttpResponseStatus.OK, Unpooled.EMPTY_BUFFER), keepAlive);
    } else if (!method.equals(HttpMethod.POST)) {
      FullHttpResponse response = text(HttpResponseStatus.METHOD_NOT_ALLOWED, "POST is allowed");
      response.headers().set(HttpHeaderNames.ALLOW, "POST, GET, HEAD, OPTIONS");
      respond(context, response, keepAlive);
    } else if (!isJson(request.headers().get(HttpHeaderNames.CONTENT_TYPE))) {
      // Of a browser's requests without preflight none has this type.
      refuse(
          context,
          HttpResponseStatus.UNSUPPORTED_MEDIA_TYPE,
          "invalid content type, only application/json is supported",
          keepAlive);
    } else {
      post(context, request, corsOrigin, keepAlive);
    }
  }

  private static boolean isJson(@Nullable String contentType) {
    if (contentType == null) {
      return false;
    }
    int parameters = contentType.indexOf(';');
    String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
    return type.strip().toLowerCase(Locale.ROOT).equals(JSON);
  }

  private void post(
      ChannelHandlerContext context,
      FullHttpRequest request,
      @Nullable String corsOrigin,
      boolean keepAlive) {
    ByteBuf content = request.content();
    byte[] body = new byte[content.readableBytes()];
    content.readBytes(body);
    JsonRpcClient client = new HttpClient(ConnectionAdmission.address(context.channel()));
    boolean taken =
        calls.submit(
            ByteBuffer.wrap(body),
            client,
            answer ->
                context
                    .executor()
                    .execute(
                        () ->
                            respond(
                                context,
                                json(
                                    HttpResponseStatus.OK, answer.body().unsafeArray(), corsOrigin),
                                keepAlive)));
    if (!taken) {
      byte[] busy =
          AnswerWriter.error(
              null,
              new JsonRpcException(
                  JsonRpcException.LIMIT_EXCEEDED,
                  "this node answers as many requests as it takes at once (maximumRequests in"
                      + " io.ghostbridge.transport.jsonrpc.cfg), or is stopping; try again later"));
      respond(context, json(HttpResponseStatus.SERVICE_UNAVAILABLE, busy, corsOrigin), keepAlive);
    }
  }

  private void upgrade(ChannelHandlerContext context, FullHttpRequest request) {
    WebSocketServerHandshaker handshaker =
        new WebSocketServerHandshakerFactory(
                "ws://" + request.headers().get(HttpHeaderNames.HOST) + "/",
                null,
                WebSocketDecoderConfig.newBuilder()
                    .maxFramePayloadLength(settings.maximumRequestBytes())
                    .allowExtensions(false)
                    .build())
            .newHandshaker(request);
    if (handshaker == null) {
      WebSocketServerHandshakerFactory.sendUnsupportedVersionResponse(context.channel())
          .addListener(ChannelFutureListener.CLOSE);
      return;
    }
    handshaker
        .handshake(context.channel(), request)
        .addListener(
            (ChannelFuture handshake) -> {
              if (!handshake.isSuccess()) {
                context.close();
                return;
              }
              context
                  .pipeline()
                  .addBefore(
                      FLOW,
                      "messages",
                      new WebSocketFrameAggregator(settings.maximumRequestBytes()));
              context.pipeline().replace(this, "websocket", new WebSocketHandler(calls, settings));
            });
  }

  private void refuse(
      ChannelHandlerContext context, HttpResponseStatus status, String why, boolean keepAlive) {
    respond(context, text(status, why), keepAlive);
  }

  private static FullHttpResponse text(HttpResponseStatus status, String why) {
    FullHttpResponse response =
        response(status, Unpooled.copiedBuffer(why + "\n", StandardCharsets.UTF_8));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, "text/plain; charset=utf-8");
    response.headers().set("x-content-type-options", "nosniff");
    return response;
  }

  private static FullHttpResponse json(
      HttpResponseStatus status, byte[] body, @Nullable String corsOrigin) {
    FullHttpResponse response = response(status, Unpooled.wrappedBuffer(body));
    response.headers().set(HttpHeaderNames.CONTENT_TYPE, JSON);
    if (corsOrigin != null) {
      response.headers().set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, corsOrigin);
      response.headers().set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    }
    return response;
  }

  private static FullHttpResponse preflight(String corsOrigin) {
    FullHttpResponse response = response(HttpResponseStatus.NO_CONTENT, Unpooled.EMPTY_BUFFER);
    response
        .headers()
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_ORIGIN, corsOrigin)
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_METHODS, "POST, GET")
        .set(HttpHeaderNames.ACCESS_CONTROL_ALLOW_HEADERS, "content-type")
        .set(HttpHeaderNames.ACCESS_CONTROL_MAX_AGE, "600")
        .set(HttpHeaderNames.VARY, HttpHeaderNames.ORIGIN);
    return response;
  }

  private static FullHttpResponse response(HttpResponseStatus status, ByteBuf body) {
    return new DefaultFullHttpResponse(HttpVersion.HTTP_1_1, status, body);
  }

  private void respond(
      ChannelHandlerContext context, FullHttpResponse response, boolean keepAlive) {
    if (!response.status().equals(HttpResponseStatus.NO_CONTENT)) {
      HttpUtil.setContentLength(response, response.content().readableBytes());
    }
    HttpUtil.setKeepAlive(response, keepAlive);
    ChannelFuture written = context.writeAndFlush(response);
    if (keepAlive) {
      written.addListener(
          future -> {
            if (future.isSuccess()) {
              awaitRequest(context);
            } else {
              context.close();
            }
          });
    } else {
      written.addListener(ChannelFutureListener.CLOSE);
    }
  }
}
