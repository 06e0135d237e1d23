package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers the queries of one connection (RFC 7766), each when its answer is there, in whatever
 * order. Reads no further while the client has too many queries open or does not take its
 * responses. A connection that brings no whole query for the idle time is closed, however busily it
 * sends parts of one.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class TcpHandler extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(TcpHandler.class);
  private static final int LENGTH_BYTES = 2;

  private final QueryDecoder decoder = new QueryDecoder();
  private final Answers answers;
  private final ResponseEncoder encoder;
  private final TcpLimits limits;
  private final LoopStatistics statistics;
  private long lastQueryNanos = System.nanoTime();
  private int open;

  TcpHandler(
      Answers answers, ResponseEncoder encoder, TcpLimits limits, LoopStatistics statistics) {
    this.answers = answers;
    this.encoder = encoder;
    this.limits = limits;
    this.statistics = statistics;
  }

  @Override
  public void channelActive(ChannelHandlerContext context) {
    statistics.connections(1);
    checkIdle(context);
  }

  @Override
  public void channelInactive(ChannelHandlerContext context) {
    statistics.connections(-1);
    context.fireChannelInactive();
  }

  private void checkIdle(ChannelHandlerContext context) {
    if (!context.channel().isActive()) {
      return;
    }
    long idleNanos = System.nanoTime() - lastQueryNanos;
    long remaining = TimeUnit.MILLISECONDS.toNanos(limits.idleMillis()) - idleNanos;
    if (remaining <= 0) {
      context.close();
    } else {
      context.executor().schedule(() -> checkIdle(context), remaining, TimeUnit.NANOSECONDS);
    }
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object received) {
    var frame = (ByteBuf) received;
    try {
      byte[] message = new byte[frame.readableBytes()];
      frame.readBytes(message);
      lastQueryNanos = System.nanoTime();
      statistics.query();
      Query query = decoder.decode(message, message.length);
      if (query == null) {
        context.close();
      } else {
        answer(context, query, lastQueryNanos);
      }
    } finally {
      frame.release();
    }
  }

  private void answer(ChannelHandlerContext context, Query query, long startNanos) {
    if (query.name() != null) {
      statistics.question(query.type());
    }
    DnsQuestion question = query.question();
    if (question == null) {
      respond(context, query, DnsAnswer.empty(query.responseCode()), startNanos);
      return;
    }
    InetAddress client = ((InetSocketAddress) context.channel().remoteAddress()).getAddress();
    DnsAnswer atHand = answers.atHand(query, question, client);
    if (atHand != null) {
      statistics.cacheHit();
      respond(context, query, atHand, startNanos);
      return;
    }
    DnsAnswer atOnce = answers.atOnce(query, question, client);
    if (atOnce != null) {
      respond(context, query, atOnce, startNanos);
      return;
    }
    open++;
    boolean accepted =
        answers.find(
            query,
            question,
            client,
            found ->
                context
                    .executor()
                    .execute(
                        () -> {
                          open--;
                          respond(context, query, found, startNanos);
                          context.flush();
                          setReading(context);
                        }));
    if (!accepted) {
      open--;
      respond(context, query, Answers.SERVER_FAILURE, startNanos);
    }
    setReading(context);
  }

  private void respond(
      ChannelHandlerContext context, Query query, DnsAnswer answer, long startNanos) {
    statistics.response(answer.responseCode());
    statistics.responseNanos(System.nanoTime() - startNanos);
    int size = encoder.size(query, answer);
    ByteBuf out = context.alloc().directBuffer(LENGTH_BYTES + size);
    out.writeShort(size);
    encoder.encode(query, answer, DnsCodes.MAXIMUM_MESSAGE, out);
    context.write(out, context.voidPromise());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    setReading(context);
    context.fireChannelWritabilityChanged();
  }

  private void setReading(ChannelHandlerContext context) {
    context
        .channel()
        .config()
        .setAutoRead(open < limits.openQueries() && context.channel().isWritable());
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    log.debug("event=dns_tcp_failed reason=\"{}\"", cause.toString());
    context.close();
  }
}
