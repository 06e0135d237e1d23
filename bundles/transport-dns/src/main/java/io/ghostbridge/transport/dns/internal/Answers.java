package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.api.dns.DnsResponder;
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
 * Asks the responder that is there now: at once for what it has at hand, on virtual threads, of
 * which there is a bounded number, for the rest.
 */
final class Answers {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);
  static final DnsAnswer SERVER_FAILURE = DnsAnswer.empty(DnsCodes.SERVFAIL);

  private final Supplier<@Nullable DnsResponder> responder;
  private final int limit;
  private final Semaphore free;
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("dns-answer-", 0).factory());

  Answers(Supplier<@Nullable DnsResponder> responder, int maximumInFlight) {
    this.responder = responder;
    this.limit = maximumInFlight;
    this.free = new Semaphore(maximumInFlight);
  }

  /** The answer if it is at hand; SERVFAIL while there is no responder. Never blocks. */
  @Nullable DnsAnswer atHand(DnsQuestion question) {
    DnsResponder now = responder.get();
    return now == null ? SERVER_FAILURE : now.cached(question);
  }

  /**
   * Finds the answer on a virtual thread and gives it to {@code receiver} there.
   *
   * @return false if as many questions as allowed are in flight; {@code receiver} hears nothing
   */
  boolean find(DnsQuestion question, Consumer<DnsAnswer> receiver) {
    if (!free.tryAcquire()) {
      return false;
    }
    threads.execute(
        () -> {
          try {
            receiver.accept(answer(question));
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
