package io.ghostbridge.ledger.internal.feed;

import io.ghostbridge.api.ledger.Block;
import java.util.concurrent.Flow;
import java.util.concurrent.atomic.AtomicLong;
import java.util.concurrent.locks.LockSupport;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One subscriber's place in the stream. */
final class BlockSubscription implements Flow.Subscription {
  private static final Logger log = LoggerFactory.getLogger(BlockSubscription.class);

  private final BlockFeed feed;
  private final Flow.Subscriber<? super Block> subscriber;
  private final AtomicLong demand = new AtomicLong();
  private final Thread thread;
  private long next;
  private volatile boolean cancelled;
  private volatile boolean badRequest;

  BlockSubscription(BlockFeed feed, Flow.Subscriber<? super Block> subscriber, long fromHeight) {
    this.feed = feed;
    this.subscriber = subscriber;
    this.next = fromHeight;
    this.thread = Thread.ofVirtual().name("ledger-subscriber").unstarted(this::run);
  }

  void start() {
    thread.start();
  }

  Thread thread() {
    return thread;
  }

  void wake() {
    LockSupport.unpark(thread);
  }

  @Override
  public void request(long count) {
    if (count <= 0) {
      badRequest = true;
    } else {
      demand.accumulateAndGet(count, (a, b) -> a > Long.MAX_VALUE - b ? Long.MAX_VALUE : a + b);
    }
    wake();
  }

  @Override
  public void cancel() {
    cancelled = true;
    wake();
  }

  private void run() {
    try {
      subscriber.onSubscribe(this);
      deliver();
    } catch (RuntimeException e) {
      log.warn("event=block_subscriber_failed next={} cause=\"{}\"", next, e.toString(), e);
      if (!cancelled) {
        subscriber.onError(e);
      }
    } finally {
      cancelled = true;
      feed.remove(this);
    }
  }

  private void deliver() {
    while (!cancelled) {
      if (badRequest) {
        subscriber.onError(
            new IllegalArgumentException("at least 1 block must be requested (Flow, rule 3.9)"));
        return;
      }
      if (feed.isClosed()) {
        subscriber.onComplete();
        return;
      }
      if (demand.get() > 0 && next <= feed.headHeight()) {
        Block block = feed.block(next);
        next++;
        demand.decrementAndGet();
        subscriber.onNext(block);
      } else {
        LockSupport.park(this);
      }
    }
  }
}
