package io.ghostbridge.transport.jsonrpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcException;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelFutureListener;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.SimpleChannelInboundHandler;
import io.netty.handler.codec.http.websocketx.BinaryWebSocketFrame;
import io.netty.handler.codec.http.websocketx.CloseWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PingWebSocketFrame;
import io.netty.handler.codec.http.websocketx.PongWebSocketFrame;
import io.netty.handler.codec.http.websocketx.TextWebSocketFrame;
import io.netty.handler.codec.http.websocketx.WebSocketCloseStatus;
import io.netty.handler.codec.http.websocketx.WebSocketFrame;
import io.netty.util.concurrent.Future;
import java.nio.ByteBuffer;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A WebSocket's messages (RFC 6455), each a request. On the connection's event loop; reads no more
 * while as many as are allowed are being answered.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class WebSocketHandler extends SimpleChannelInboundHandler<WebSocketFrame> {
  private final Calls calls;
  private final ServerSettings settings;
  private @Nullable WebSocketConnection connection;
  private @Nullable Future<?> ping;
  private int inFlight;
  private boolean heard = true;

  WebSocketHandler(Calls calls, ServerSettings settings) {
    this.calls = calls;
    this.settings = settings;
  }

  @Override
  public void handlerAdded(ChannelHandlerContext context) {
    connection = new WebSocketConnection(context.channel(), calls, settings);
    ping =
        context
            .executor()
            .scheduleAtFixedRate(
                () -> ping(context),
                settings.pingMillis(),
                settings.pingMillis(),
                TimeUnit.MILLISECONDS);
    readMore(context);
  }

  private void ping(ChannelHandlerContext context) {
    if (!heard && inFlight == 0) {
      context.close();
      return;
    }
    heard = false;
    context.writeAndFlush(new PingWebSocketFrame());
  }

  private void readMore(ChannelHandlerContext context) {
    context.channel().config().setAutoRead(inFlight < settings.maximumRequestsPerWebSocket());
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    end();
    context.fireChannelInactive();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    end();
  }

  private void end() {
    if (ping != null) {
      ping.cancel(false);
    }
    if (connection != null) {
      connection.closed();
    }
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // The decoder has told the client already where the frames were wrong.
    context.close();
  }

  @Override
  protected void channelRead0(ChannelHandlerContext context, WebSocketFrame frame) {
    heard = true;
    switch (frame) {
      case TextWebSocketFrame text -> message(context, text);
      case BinaryWebSocketFrame binary -> message(context, binary);
      case PingWebSocketFrame asked ->
          context.writeAndFlush(new PongWebSocketFrame(asked.content().retain()));
      case CloseWebSocketFrame close ->
          context.writeAndFlush(close.retain()).addListener(ChannelFutureListener.CLOSE);
      default -> {
        // A pong, which is heard.
      }
    }
  }

  private void message(ChannelHandlerContext context, WebSocketFrame frame) {
    WebSocketConnection own = connection;
    if (own == null) {
      return;
    }
    byte[] body = new byte[frame.content().readableBytes()];
    frame.content().readBytes(body);
    inFlight++;
    readMore(context);
    boolean taken =
        calls.submit(
            ByteBuffer.wrap(body),
            own.client(),
            answer -> {
              send(context, answer.body().unsafeArray());
              answer.after().forEach(calls::execute);
            });
    if (!taken) {
      inFlight--;
      readMore(context);
      context.writeAndFlush(
          new TextWebSocketFrame(
              Unpooled.wrappedBuffer(
                  AnswerWriter.error(
                      null,
                      new JsonRpcException(
                          JsonRpcException.LIMIT_EXCEEDED,
                          "this node answers as many requests as it takes at once"
                              + " (maximumRequests in io.ghostbridge.transport.jsonrpc.cfg), or is"
                              + " stopping; try again later")))));
    }
  }

  private void send(ChannelHandlerContext context, byte[] answer) {
    context
        .executor()
        .execute(
            () -> {
              inFlight--;
              if (answer.length > 0) {
                context.writeAndFlush(new TextWebSocketFrame(Unpooled.wrappedBuffer(answer)));
              }
              readMore(context);
            });
  }

  /** Says goodbye, as a server that stops does (RFC 6455, section 7.4.1). */
  static CloseWebSocketFrame goingAway() {
    return new CloseWebSocketFrame(WebSocketCloseStatus.ENDPOINT_UNAVAILABLE);
  }
}
