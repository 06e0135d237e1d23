package io.ghostbridge.transport.dns.internal.connection;

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
import io.ghostbridge.transport.dns.internal.message.QueryOptions;
import io.ghostbridge.transport.dns.internal.message.ResponseEncoder;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.ByteBufAllocator;
import io.netty.util.concurrent.EventExecutor;
import java.net.InetAddress;
import org.jspecify.annotations.Nullable;

/**
 * What all transports with connections have in common: a query's way from its bytes to those of its
 * response. For one event loop and its thread.
 */
public final class ConnectionQueries {
  /** The longest query that is read, in bytes: with the longest name and generous padding. */
  public static final int MAXIMUM_QUERY = 4096;

  private final QueryDecoder decoder = new QueryDecoder();
  private final ConnectionKind kind;
  private final Answers answers;
  private final ResponseEncoder encoder;
  private final CookiePolicy cookies;
  private final int idleMillis;
  private final LoopStatistics statistics;

  /** Hears the answer on the event loop. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * @param late false within the call that asked
     */
    void accept(DnsAnswer answer, boolean late);
  }

  /**
   * @param idleMillis how long a connection may be idle, as clients are told that ask for it
   */
  public ConnectionQueries(
      ConnectionKind kind,
      Answers answers,
      ResponseEncoder encoder,
      CookiePolicy cookies,
      int idleMillis,
      LoopStatistics statistics) {
    this.kind = kind;
    this.answers = answers;
    this.encoder = encoder;
    this.cookies = cookies;
    this.idleMillis = idleMillis;
    this.statistics = statistics;
  }

  /** Counts a connection that is opened (1) or closed (-1). */
  public void connections(int change) {
    statistics.connections(change);
  }

  /** Counts and decodes a query; null for what gets no response. */
  public @Nullable Query decode(byte[] message) {
    statistics.query();
    return decoder.decode(message, message.length);
  }

  /** Finds the answer and gives it to {@code receiver} on {@code loop}, exactly once. */
  public void answer(Query query, InetAddress client, EventExecutor loop, Receiver receiver) {
    long start = System.nanoTime();
    if (query.name() != null) {
      statistics.question(query.type());
    }
    DnsQuestion question = query.question();
    DnsAnswer now =
        question == null ? OwnAnswers.withoutQuestion(query) : soon(query, question, client);
    if (now == null && question != null) {
      boolean accepted =
          answers.find(
              query,
              question,
              client,
              found ->
                  loop.execute(
                      () -> {
                        count(found, start);
                        receiver.accept(found, true);
                      }));
      if (accepted) {
        return;
      }
      now = OwnAnswers.TOO_BUSY;
    }
    if (now != null) {
      count(now, start);
      receiver.accept(now, false);
    }
  }

  private @Nullable DnsAnswer soon(Query query, DnsQuestion question, InetAddress client) {
    DnsAnswer atHand = answers.atHand(query, question, client);
    if (atHand != null) {
      statistics.cacheHit();
      return atHand;
    }
    return answers.atOnce(query, question, client);
  }

  private void count(DnsAnswer answer, long startNanos) {
    statistics.response(answer.responseCode());
    statistics.responseNanos(System.nanoTime() - startNanos);
  }

  /**
   * The response, behind its length if {@code lengthBytes} is 2.
   *
   * @param lengthBytes 2 or 0
   */
  public ByteBuf encode(
      Query query, DnsAnswer answer, InetAddress client, int lengthBytes, ByteBufAllocator alloc) {
    byte[] options = options(query, answer, client);
    int size = encoder.size(query, answer, options);
    ByteBuf out = alloc.directBuffer(lengthBytes + size);
    out.writeZero(lengthBytes);
    encoder.encode(query, answer, options, DnsCodes.MAXIMUM_MESSAGE, out);
    if (lengthBytes > 0) {
      out.setShort(0, out.readableBytes() - lengthBytes);
    }
    return out;
  }

  private byte[] options(Query query, DnsAnswer answer, InetAddress client) {
    QueryOptions asked = query.options();
    DnsExtendedError error = answer.extendedError();
    boolean pads = kind.pads(query);
    if (asked == null && !pads && (error == null || !query.edns())) {
      return OptionBlock.NONE;
    }
    var block = new OptionBlock();
    if (asked != null && kind.cookies()) {
      CheckedCookie cookie = cookies.check(asked, client);
      if (cookie != null) {
        block.cookie(cookie.reply());
      }
    }
    if (asked != null && asked.keepAlive() && kind.keepAlive()) {
      block.keepAlive(idleMillis);
    }
    int size = encoder.size(query, answer, OptionBlock.NONE);
    if (error != null) {
      block.extendedError(error, DnsCodes.MAXIMUM_MESSAGE - size - block.size());
    }
    if (pads) {
      block.pad(size + block.size(), DnsCodes.MAXIMUM_MESSAGE);
    }
    return block.toBytes();
  }
}
