package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.api.dns.DnsAnswer;
import io.ghostbridge.api.dns.DnsExtendedError;
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
  private static final DnsAnswer NO_RESPONDER =
      failure(DnsExtendedError.NOT_READY, "the source of answers is being replaced or starts");
  private static final DnsAnswer RESPONDER_FAILED =
      failure(DnsExtendedError.OTHER, "internal error; the server's log has it");

  /** When as many questions as allowed are in flight. */
  static final DnsAnswer TOO_BUSY =
      failure(DnsExtendedError.OTHER, "too many questions are waiting; ask again later");

  private static final DnsAnswer UNSUPPORTED =
      DnsAnswer.empty(DnsCodes.REFUSED)
          .because(
              new DnsExtendedError(
                  DnsExtendedError.NOT_SUPPORTED, "neither transfers nor classes other than IN"));
  private static final DnsAnswer OBSOLETE =
      DnsAnswer.empty(DnsCodes.NOTIMP)
          .because(new DnsExtendedError(DnsExtendedError.NOT_SUPPORTED, ""));
  private static final DnsAnswer NOT_FORWARDED =
      DnsAnswer.empty(DnsCodes.REFUSED)
          .because(
              new DnsExtendedError(
                  DnsExtendedError.PROHIBITED, "names of no zone here are not for this client"));

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

  /** SERVFAIL that says why. */
  static DnsAnswer failure(int infoCode, String reason) {
    return DnsAnswer.empty(DnsCodes.SERVFAIL).because(new DnsExtendedError(infoCode, reason));
  }

  /** What a query without a question to answer gets. */
  static DnsAnswer without(Query query) {
    return switch (query.responseCode()) {
      case DnsCodes.REFUSED -> UNSUPPORTED;
      case DnsCodes.NOTIMP -> OBSOLETE;
      default -> DnsAnswer.empty(query.responseCode());
    };
  }

  /** The answer if it is at hand; SERVFAIL while there is no responder. Never blocks. */
  @Nullable DnsAnswer atHand(Query query, DnsQuestion question, InetAddress client) {
    DnsResponder now = responder.get();
    DnsAnswer answer = now == null ? NO_RESPONDER : now.cached(question);
    return answer == null ? null : refusedOrForwarded(answer, query, client);
  }

  /** The answer if it can be made within this event loop. */
  @Nullable DnsAnswer atOnce(Query query, DnsQuestion question, InetAddress client) {
    DnsResponder now = responder.get();
    DnsAnswer answer = now == null ? NO_RESPONDER : now.answerAtOnce(question);
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
    return forwarder.enabled() && query.recursionDesired() ? NOT_FORWARDED : answer;
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
            DnsAnswer ours = refusedOrForwarded(answer, query, client);
            receiver.accept(ours == null ? forwarder.ask(question) : ours);
          } finally {
            free.release();
          }
        });
    return true;
  }

  private DnsAnswer answer(DnsQuestion question) {
    DnsResponder now = responder.get();
    try {
      return now == null ? NO_RESPONDER : now.answer(question);
    } catch (RuntimeException e) {
      log.error("event=dns_responder_failed type={}", question.type(), e);
      return RESPONDER_FAILED;
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
