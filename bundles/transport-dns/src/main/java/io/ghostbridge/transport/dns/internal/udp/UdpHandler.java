package io.ghostbridge.transport.dns.internal.udp;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsExtendedError;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.transport.dns.internal.answer.Answers;
import io.ghostbridge.transport.dns.internal.answer.LoopStatistics;
import io.ghostbridge.transport.dns.internal.cookie.CheckedCookie;
import io.ghostbridge.transport.dns.internal.cookie.CookiePolicy;
import io.ghostbridge.transport.dns.internal.message.DnsCodes;
import io.ghostbridge.transport.dns.internal.message.OptionBlock;
import io.ghostbridge.transport.dns.internal.message.OwnAnswers;
import io.ghostbridge.transport.dns.internal.message.Query;
import io.ghostbridge.transport.dns.internal.message.QueryDecoder;
import io.ghostbridge.transport.dns.internal.message.ResponseEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import io.netty.channel.socket.DatagramPacket;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Answers queries by UDP on one event loop: what is at hand within the loop, with one flush for all
 * datagrams of a read, the rest when it has been found.
 */
@SuppressWarnings("FutureReturnValueIgnored") // what fails closes the channel, which is noticed
public final class UdpHandler extends ChannelInboundHandlerAdapter {
  private static final Logger log = LoggerFactory.getLogger(UdpHandler.class);

  private final QueryDecoder decoder = new QueryDecoder();
  private final byte[] message = new byte[DnsCodes.UDP_PAYLOAD_TAKEN];
  private final Answers answers;
  private final ResponseEncoder encoder;
  private final ResponseRateLimiter limiter;
  private final CookiePolicy cookies;
  private final LoopStatistics statistics;
  private long batchStart;
  private int batchResponses;
  private boolean flushScheduled;

  /** The statistics are those of the event loop. */
  public UdpHandler(
      Answers answers,
      ResponseEncoder encoder,
      ResponseRateLimiter limiter,
      CookiePolicy cookies,
      LoopStatistics statistics) {
    this.answers = answers;
    this.encoder = encoder;
    this.limiter = limiter;
    this.cookies = cookies;
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
          InetSocketAddress client = packet.sender();
          @Nullable CheckedCookie cookie =
              query.options() == null ? null : cookies.check(query.options(), client.getAddress());
          answer(context, query, client, cookie);
        }
      }
    } finally {
      packet.release();
    }
  }

  private void answer(
      ChannelHandlerContext context,
      Query query,
      InetSocketAddress client,
      @Nullable CheckedCookie cookie) {
    if (query.name() != null) {
      statistics.question(query.type());
    }
    DnsQuestion question = query.question();
    if (question == null) {
      respondInBatch(context, query, OwnAnswers.withoutQuestion(query), client, cookie);
      return;
    }
    if (cookie != null && !cookie.valid() && cookies.required()) {
      respondInBatch(context, query, OwnAnswers.BAD_COOKIE, client, cookie);
      return;
    }
    DnsAnswer atHand = answers.atHand(query, question, client.getAddress());
    if (atHand != null) {
      statistics.cacheHit();
      respondInBatch(context, query, atHand, client, cookie);
      return;
    }
    DnsAnswer atOnce = answers.atOnce(query, question, client.getAddress());
    if (atOnce != null) {
      respondInBatch(context, query, atOnce, client, cookie);
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
                    .execute(() -> respondLate(context, query, found, client, cookie, start)));
    if (!accepted) {
      respondInBatch(context, query, OwnAnswers.TOO_BUSY, client, cookie);
    }
  }

  private void respondInBatch(
      ChannelHandlerContext context,
      Query query,
      DnsAnswer answer,
      InetSocketAddress client,
      @Nullable CheckedCookie cookie) {
    batchResponses++;
    respond(context, query, answer, client, cookie, batchStart);
  }

  private void respondLate(
      ChannelHandlerContext context,
      Query query,
      DnsAnswer answer,
      InetSocketAddress client,
      @Nullable CheckedCookie cookie,
      long startNanos) {
    long now = System.nanoTime();
    statistics.responseNanos(now - startNanos);
    respond(context, query, answer, client, cookie, now);
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
      DnsAnswer found,
      InetSocketAddress client,
      @Nullable CheckedCookie cookie,
      long nowNanos) {
    DnsAnswer answer = found;
    boolean truncate = false;
    // Who has a cookie has its address: nobody else is hit by what is sent there.
    if (cookie == null || !cookie.valid()) {
      ResponseRateLimiter.Verdict verdict =
          limiter.judge(client.getAddress(), TimeUnit.NANOSECONDS.toMillis(nowNanos));
      if (verdict == ResponseRateLimiter.Verdict.DROP) {
        return;
      }
      if (verdict == ResponseRateLimiter.Verdict.TRUNCATE) {
        truncate = cookie == null;
        answer = truncate ? found : OwnAnswers.BAD_COOKIE;
      }
    }
    statistics.response(answer.responseCode());
    int limit = encoder.udpLimit(query);
    byte[] options = options(query, answer, cookie, limit);
    ByteBuf out =
        context.alloc().directBuffer(Math.min(encoder.size(query, answer, options), limit));
    if (truncate) {
      encoder.encodeTruncated(query, answer.responseCode(), answer.authoritative(), options, out);
    } else {
      encoder.encode(query, answer, options, limit, out);
    }
    context.write(new DatagramPacket(out, client), context.voidPromise());
  }

  private byte[] options(Query query, DnsAnswer answer, @Nullable CheckedCookie cookie, int limit) {
    DnsExtendedError error = answer.extendedError();
    if (cookie == null && (error == null || !query.edns())) {
      return OptionBlock.NONE;
    }
    var block = new OptionBlock();
    if (cookie != null) {
      block.cookie(cookie.reply());
    }
    if (error != null) {
      int size = encoder.size(query, answer, OptionBlock.NONE) + block.size();
      block.extendedError(error, limit - size);
    }
    return block.toBytes();
  }

  @Override
  public void channelReadComplete(ChannelHandlerContext context) {
    context.flush();
    if (batchResponses > 0) {
      statistics.responseNanos(batchResponses * (System.nanoTime() - batchStart));
    }
    batchStart = 0;
    batchResponses = 0;
    if (!context.channel().isWritable()) {
      // Queries that cannot be answered yet wait in the socket's buffer, which is bounded.
      context.channel().config().setAutoRead(false);
    }
  }

  @Override
  public void channelWritabilityChanged(ChannelHandlerContext context) {
    if (context.channel().isWritable()) {
      context.channel().config().setAutoRead(true);
    }
    context.fireChannelWritabilityChanged();
  }

  @Override
  public void exceptionCaught(ChannelHandlerContext context, Throwable cause) {
    // A datagram that could not be sent concerns its client only.
    log.debug("event=dns_udp_failed reason=\"{}\"", cause.toString());
  }
}
