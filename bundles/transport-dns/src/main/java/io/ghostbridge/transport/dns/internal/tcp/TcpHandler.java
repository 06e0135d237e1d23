package io.ghostbridge.transport.dns.internal.tcp;

import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import io.ghostbridge.transport.dns.internal.connection.ConnectionQueries;
import io.ghostbridge.transport.dns.internal.connection.IdleWatch;
import io.ghostbridge.transport.dns.internal.message.Query;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the queries of one connection (RFC 7766, RFC 7858), each when its answer is there, in
 * whatever order. Reads no further while the client has too many queries open or does not take its
 * responses.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class TcpHandler extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(TcpHandler.class);
  private static final int LENGTH_BYTES = 2;

  private final ConnectionQueries queries;
  private final ConnectionLimits limits;
  private final IdleWatch idle;

  /** Queries of a read that came too many for what the client takes. */
  private final Queue<ByteBuf> waiting = new ArrayDeque<>();

  private int open;

  TcpHandler(ConnectionQueries queries, ConnectionLimits limits) {
    this.queries = queries;
    this.limits = limits;
    this.idle = new IdleWatch(limits.idleMillis());
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    queries.connections(1);
    idle.watch(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    queries.connections(-1);
    context.fireChannelInactive();
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object received) {
    waiting.add((ByteBuf) received);
    answerWaiting(context);
  }

  /** Whether there was something to answer, so that something may be to be flushed. */
  private boolean answerWaiting(ChannelHandlerContext context) {
    boolean some = false;
    while (mayAnswer(context) && !waiting.isEmpty()) {
      some = true;
      ByteBuf frame = waiting.remove();
      byte[] message = new byte[frame.readableBytes()];
      frame.readBytes(message);
      frame.release();
      Query query = queries.decode(message);
      if (query == null) {
        context.close();
      } else {
        answer(context, query);
      }
    }
    context.channel().config().setAutoRead(mayAnswer(context));
    return some;
  }

  private boolean mayAnswer(ChannelHandlerContext context) {
    return open < limits.openQueries() && context.channel().isWritable();
  }

  private void answer(ChannelHandlerContext context, Query query) {
    InetAddress client = ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
    open++;
    idle.queryCame();
    queries.answer(
        query,
        client,
        context.executor(),
        (answer, late) -> {
          open--;
          idle.answered();
          context.write(
              queries.encode(query, answer, client, LENGTH_BYTES, context.alloc()),
              context.voidPromise());
          if (late) {
            answerWaiting(context);
            context.flush();
          }
        });
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (answerWaiting(context)) {
      context.flush();
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void handlerRemoved(ChannelHandlerContext context) {
    waiting.forEach(ByteBuf::release);
    waiting.clear();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.debug("event=dns_tcp_failed reason=\"{}\"", cause.toString());
    context.close();
  }
}
