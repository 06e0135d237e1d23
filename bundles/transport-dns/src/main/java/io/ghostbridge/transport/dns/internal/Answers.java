package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.api.dns.DnsResponder;
import java.net.InetAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks the responder that is there now: at once for what it has at hand or can make without
 * waiting, on virtual threads, of which there is a bounded number, for the rest. What the responder
 * refuses, since no zone claims it, goes to the forwarder where the client may have that.
 */
final class Answers {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);
  static final DnsAnswer SERVER_FAILURE = DnsAnswer.empty(DnsCodes.SERVFAIL);

  private final Supplier<@Nullable DnsResponder> responder;
  private final Forwarder forwarder;
  private final int limit;
  private final Semaphore free;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(
          Thread.ofVirtual()
              .name("dns-answer-", 0)
              // An event loop has some; copying them costs as much as the thread.
              .inheritInheritableThreadLocals(false)
              .factory());

  Answers(Supplier<@Nullable DnsResponder> responder, Forwarder forwarder, int maximumInFlight) {
    this.responder = responder;
    this.forwarder = forwarder;
    this.limit = maximumInFlight;
    this.free = new Semaphore(maximumInFlight);
  }

  /** The answer if it is at hand; SERVFAIL while there is no responder. Never blocks. */
  @Nullable DnsAnswer atHand(Query query, DnsQuestion question, InetAddress client) {
    DnsResponder now = responder.get();
    DnsAnswer answer = now == null ? SERVER_FAILURE : now.cached(question);
    return answer != null && isForwarded(answer, query, client) ? null : answer;
  }

  /** The answer if it can be made within this event loop. */
  @Nullable DnsAnswer atOnce(Query query, DnsQuestion question, InetAddress client) {
    DnsResponder now = responder.get();
    DnsAnswer answer = now == null ? SERVER_FAILURE : now.answerAtOnce(question);
    return answer != null && isForwarded(answer, query, client) ? null : answer;
  }

  private boolean isForwarded(DnsAnswer answer, Query query, InetAddress client) {
    return answer.responseCode() == DnsCodes.REFUSED && forwarder.serves(query, client);
  }

  /**
   * Finds the answer on a virtual thread and gives it to {@code receiver} there.
   *
   * @return false if as many questions as allowed are in flight; {@code receiver} hears nothing
   */
  boolean find(
      Query query, DnsQuestion question, InetAddress client, Consumer<DnsAnswer> receiver) {
    if (!free.tryAcquire()) {
      return false;
    }
    threads.execute(
        () -> {
          try {
            DnsAnswer answer = answer(question);
            receiver.accept(isForwarded(answer, query, client) ? forwarder.ask(question) : answer);
          } finally {
            free.release();
          }
        });
    return true;
  }

  private DnsAnswer answer(DnsQuestion question) {
    DnsResponder now = responder.get();
    try {
      return now == null ? SERVER_FAILURE : now.answer(question);
    } catch (RuntimeException e) {
      log.error("event=dns_responder_failed type={}", question.type(), e);
      return SERVER_FAILURE;
    }
  }

  /** Waits until nothing is in flight, at most {@code bound}; then interrupts what is. */
  void close(Duration bound) throws InterruptedException {
    if (!free.tryAcquire(limit, bound.toMillis(), TimeUnit.MILLISECONDS)) {
      log.warn("event=dns_drain_incomplete in_flight={}", limit - free.availablePermits());
    }
    threads.shutdownNow();
    threads.awaitTermination(bound.toMillis(), TimeUnit.MILLISECONDS);
  }
}
