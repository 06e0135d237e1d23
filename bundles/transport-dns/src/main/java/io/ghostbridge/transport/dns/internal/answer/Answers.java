package io.ghostbridge.transport.dns.internal.answer;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsQuestion;
import io.ghostbridge.api.dns.DnsResponder;
import io.ghostbridge.transport.dns.internal.forward.Forwarder;
import io.ghostbridge.transport.dns.internal.message.DnsCodes;
import io.ghostbridge.transport.dns.internal.message.OwnAnswers;
import io.ghostbridge.transport.dns.internal.message.Query;
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
public final class Answers {
  private static final Logger log = LoggerFactory.getLogger(Answers.class);

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

  /**
   * @param responder asked anew for each question; null while there is none
   * @param maximumInFlight questions that may wait on virtual threads at once
   */
  public Answers(
      Supplier<@Nullable DnsResponder> responder, Forwarder forwarder, int maximumInFlight) {
    this.responder = responder;
    this.forwarder = forwarder;
    this.limit = maximumInFlight;
    this.free = new Semaphore(maximumInFlight);
  }

  /** The answer if it is at hand; SERVFAIL while there is no responder. Never blocks. */
  public @Nullable DnsAnswer atHand(Query query, DnsQuestion question, InetAddress client) {
    DnsResponder now = responder.get();
    DnsAnswer answer = now == null ? OwnAnswers.NO_RESPONDER : now.cached(question);
    return answer == null ? null : refusedOrForwarded(answer, query, client);
  }

  /** The answer if it can be made within this event loop. */
  public @Nullable DnsAnswer atOnce(Query query, DnsQuestion question, InetAddress client) {
    DnsResponder now = responder.get();
    DnsAnswer answer = now == null ? OwnAnswers.NO_RESPONDER : now.answerAtOnce(question);
    return answer == null ? null : refusedOrForwarded(answer, query, client);
  }

  /** Null where the question is to be forwarded, else the answer. */
  private @Nullable DnsAnswer refusedOrForwarded(
      DnsAnswer answer, Query query, InetAddress client) {
    if (answer.responseCode() != DnsCodes.REFUSED) {
      return answer;
    }
    if (forwarder.serves(query, client)) {
      return null;
    }
    return forwarder.enabled() && query.recursionDesired() ? OwnAnswers.NOT_FORWARDED : answer;
  }

  /**
   * Finds the answer on a virtual thread and gives it to {@code receiver} there.
   *
   * @return false if as many questions as allowed are in flight; {@code receiver} hears nothing
   */
  public boolean find(
      Query query, DnsQuestion question, InetAddress client, Consumer<DnsAnswer> receiver) {
    if (!free.tryAcquire()) {
      return false;
    }
    threads.execute(
        () -> {
          DnsAnswer found = OwnAnswers.RESPONDER_FAILED;
          try {
            DnsAnswer ours = refusedOrForwarded(answer(question), query, client);
            found = ours == null ? forwarder.ask(question) : ours;
          } finally {
            tell(receiver, found);
          }
        });
    return true;
  }

  private void tell(Consumer<DnsAnswer> receiver, DnsAnswer found) {
    try {
      receiver.accept(found);
    } finally {
      free.release();
    }
  }

  private DnsAnswer answer(DnsQuestion question) {
    DnsResponder now = responder.get();
    try {
      return now == null ? OwnAnswers.NO_RESPONDER : now.answer(question);
    } catch (RuntimeException e) {
      log.error("event=dns_responder_failed type={}", question.type(), e);
      return OwnAnswers.RESPONDER_FAILED;
    }
  }

  /** Waits until nothing is in flight, at most {@code bound}; then interrupts what is. */
  public void close(Duration bound) throws InterruptedException {
    if (!free.tryAcquire(limit, bound.toMillis(), TimeUnit.MILLISECONDS)) {
      log.warn("event=dns_drain_incomplete in_flight={}", limit - free.availablePermits());
    }
    threads.shutdownNow();
    threads.awaitTermination(bound.toMillis(), TimeUnit.MILLISECONDS);
  }
}
