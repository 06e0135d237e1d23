package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers queries by UDP on one event loop: what is at hand within the loop, with one flush for all
 * datagrams of a read, the rest when it has been found.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
final class UdpHandler extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(UdpHandler.class);

  private final QueryDecoder decoder = new QueryDecoder();
  private final byte[] message = new byte[Sockets.MAXIMUM_QUERY];
  private final Answers answers;
  private final ResponseEncoder encoder;
  private final ResponseRateLimiter limiter;
  private final LoopStatistics statistics;
  private long batchStart;
  private int batchResponses;
  private boolean flushScheduled;

  UdpHandler(
      Answers answers,
      ResponseEncoder encoder,
      ResponseRateLimiter limiter,
      LoopStatistics statistics) {
    this.answers = answers;
    this.encoder = encoder;
    this.limiter = limiter;
    this.statistics = statistics;
  }

  @Override
  public void channelRead(ChannelHandlerContext context, Object received) {
    var packet = (DatagramPacket) received;
    try {
      if (batchStart == 0) {
        batchStart = System.nanoTime();
      }
      statistics.query();
      int length = packet.content().readableBytes();
      if (length <= message.length) {
        packet.content().readBytes(message, 0, length);
        Query query = decoder.decode(message, length);
        if (query != null) {
          answer(context, query, packet.sender());
        }
      }
    } finally {
      packet.release();
    }
  }

  private void answer(ChannelHandlerContext context, Query query, InetSocketAddress client) {
    if (query.name() != null) {
      statistics.question(query.type());
    }
    DnsQuestion question = query.question();
    if (question == null) {
      respondInBatch(context, query, DnsAnswer.empty(query.responseCode()), client);
      return;
    }
    DnsAnswer atHand = answers.atHand(query, question, client.getAddress());
    if (atHand != null) {
      statistics.cacheHit();
      respondInBatch(context, query, atHand, client);
      return;
    }
    DnsAnswer atOnce = answers.atOnce(query, question, client.getAddress());
    if (atOnce != null) {
      respondInBatch(context, query, atOnce, client);
      return;
    }
    long start = batchStart;
    boolean accepted =
        answers.find(
            query,
            question,
            client.getAddress(),
            found ->
                context
                    .executor()
                    .execute(() -> respondLate(context, query, found, client, start)));
    if (!accepted) {
      respondInBatch(context, query, Answers.SERVER_FAILURE, client);
    }
  }

  private void respondInBatch(
      ChannelHandlerContext context, Query query, DnsAnswer answer, InetSocketAddress client) {
    batchResponses++;
    respond(context, query, answer, client, batchStart);
  }

  private void respondLate(
      ChannelHandlerContext context,
      Query query,
      DnsAnswer answer,
      InetSocketAddress client,
      long startNanos) {
    long now = System.nanoTime();
    statistics.responseNanos(now - startNanos);
    respond(context, query, answer, client, now);
    if (!flushScheduled) {
      // Behind the answers that are queued already, so that they leave together.
      flushScheduled = true;
      context
          .executor()
          .execute(
              () -> {
                flushScheduled = false;
                context.flush();
              });
    }
  }

  private void respond(
      ChannelHandlerContext context,
      Query query,
      DnsAnswer answer,
      InetSocketAddress client,
      long nowNanos) {
    ResponseRateLimiter.Verdict verdict =
        limiter.judge(client.getAddress(), TimeUnit.NANOSECONDS.toMillis(nowNanos));
    if (verdict == ResponseRateLimiter.Verdict.DROP) {
      return;
    }
    statistics.response(answer.responseCode());
    int limit = encoder.udpLimit(query);
    ByteBuf out = context.alloc().directBuffer(Math.min(encoder.size(query, answer), limit));
    if (verdict == ResponseRateLimiter.Verdict.TRUNCATE) {
      encoder.encodeTruncated(query, answer.responseCode(), answer.authoritative(), out);
    } else {
      encoder.encode(query, answer, limit, out);
    }
    context.write(new DatagramPacket(out, client), context.voidPromise());
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
    if (batchResponses > 0) {
      statistics.responseNanos(batchResponses * (System.nanoTime() - batchStart));
    }
    batchStart = 0;
    batchResponses = 0;
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A datagram that could not be sent concerns its client only.
    log.debug("event=dns_udp_failed reason=\"{}\"", cause.toString());
  }
}
