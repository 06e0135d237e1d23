package io.ghostbridge.transport.dns.internal.quic;

import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.ghostbridge.transport.dns.internal.message.Query;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.ChannelInputShutdownEvent;
import io.netty.handler.codec.quic.QuicChannel;
import io.netty.handler.codec.quic.QuicStreamChannel;
import io.netty.handler.codec.quic.QuicStreamResetException;
import java.io.ByteArrayOutputStream;
import java.net.InetAddress;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * One stream of DNS over QUIC (RFC 9250, section 4.2): a query with its length before it and the
 * stream's end behind it, and its response likewise. What the protocol calls a fatal error ends the
 * connection (section 4.3.3).
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class QuicStreamHandler extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(QuicStreamHandler.class);
  private static final int LENGTH_BYTES = 2;

  private final QuicConnection connection;
  private final ByteArrayOutputStream received = new ByteArrayOutputStream(128);
  private boolean over;

  QuicStreamHandler(QuicConnection connection) {
    this.connection = connection;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object part) {
    var bytes = (ByteBuf) part;
    try {
      if (over) {
        return;
      }
      if (received.size() + bytes.readableBytes()
          > LENGTH_BYTES + ConnectionQueries.MAXIMUM_QUERY) {
        fail(context, QuicError.DOQ_EXCESSIVE_LOAD);
        return;
      }
      byte[] copy = new byte[bytes.readableBytes()];
      bytes.readBytes(copy);
      received.writeBytes(copy);
    } finally {
      bytes.release();
    }
  }

  @Override
  public void userEventTriggered(ChannelHandlerContext context, Object event) {
    if (event == ChannelInputShutdownEvent.INSTANCE && !over) {
      over = true;
      Query query = query();
      if (query == null) {
        fail(context, QuicError.DOQ_PROTOCOL_ERROR);
      } else {
        connection.queryCame();
        answer(context, query);
      }
    }
    context.fireUserEventTriggered(event);
  }

  /** The stream's one query; null for what is a fatal error of the client's. */
  private @Nullable Query query() {
    byte[] bytes = received.toByteArray();
    if (bytes.length < LENGTH_BYTES
        || ((bytes[0] & 0xff) << 8 | (bytes[1] & 0xff)) != bytes.length - LENGTH_BYTES) {
      return null;
    }
    Query query =
        connection.queries().decode(Arrays.copyOfRange(bytes, LENGTH_BYTES, bytes.length));
    boolean keepAlive = query != null && query.options() != null && query.options().keepAlive();
    // RFC 9250, sections 4.2.1 and 5.5.2.
    return query == null || query.id() != 0 || keepAlive ? null : query;
  }

  private void answer(ChannelHandlerContext context, Query query) {
    InetAddress client = connection.client();
    ConnectionQueries queries = connection.queries();
    queries.answer(
        query,
        client,
        context.executor(),
        (answer, late) -> {
          connection.answered();
          if (context.channel().isActive()) {
            context
                .writeAndFlush(queries.encode(query, answer, client, LENGTH_BYTES, context.alloc()))
                .addListener(QuicStreamChannel.SHUTDOWN_OUTPUT);
          }
        });
  }

  private void fail(ChannelHandlerContext context, int code) {
    over = true;
    ((QuicChannel) context.channel().parent()).close(true, code, Unpooled.EMPTY_BUFFER);
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.debug("event=dns_quic_stream_failed reason=\"{}\"", cause.toString());
    over = true;
    // A client that resets its stream wants no response either (RFC 9250, section 4.3.1).
    int code =
        cause instanceof QuicStreamResetException
            ? QuicError.DOQ_REQUEST_CANCELLED
            : QuicError.DOQ_INTERNAL_ERROR;
    ((QuicStreamChannel) context.channel()).shutdown(code, context.newPromise());
  }
}
