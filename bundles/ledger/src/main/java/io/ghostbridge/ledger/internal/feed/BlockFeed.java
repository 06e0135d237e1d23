package io.ghostbridge.ledger.internal.feed;

import io.ghostbridge.api.ledger.Block;
import java.time.Duration;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Flow;
import java.util.concurrent.locks.LockSupport;
import java.util.function.LongFunction;

/**
 * The stream of blocks. Every subscriber has a virtual thread of its own that waits for demand and
 * for blocks and calls the subscriber; a commit only wakes those that wait. Nothing is queued for a
 * subscriber: it reads what is next for it, mostly from the cache of recent blocks, so one that
 * lags costs nobody memory.
 */
public final class BlockFeed implements AutoCloseable {
  private static final Duration STOP_BOUND = Duration.ofSeconds(5);

  private final LongFunction<Block> blocks;
  private final Set<BlockSubscription> subscriptions = ConcurrentHashMap.newKeySet();
  private final Thread waker;
  private volatile long headHeight;
  private volatile boolean closed;

  /**
   * A feed whose latest block is at {@code headHeight}.
   *
   * @param blocks reads a committed block
   */
  public BlockFeed(LongFunction<Block> blocks, long headHeight) {
    this.blocks = blocks;
    this.headHeight = headHeight;
    waker = Thread.ofVirtual().name("ledger-feed").start(this::wakeOnCommit);
  }

  /** The blocks from {@code fromHeight} on; see {@code Ledger.blocks}. */
  public Flow.Publisher<Block> from(long fromHeight) {
    if (fromHeight < 0) {
      throw new IllegalArgumentException("a block's height is at least 0, not " + fromHeight);
    }
    return subscriber -> subscribe(subscriber, fromHeight);
  }

  private void subscribe(Flow.Subscriber<? super Block> subscriber, long fromHeight) {
    BlockSubscription subscription = new BlockSubscription(this, subscriber, fromHeight);
    subscriptions.add(subscription);
    subscription.start();
  }

  /** Makes the block at {@code height} the latest. Quick: the wakening is left to a thread. */
  public void advance(long height) {
    headHeight = height;
    LockSupport.unpark(waker);
  }

  private void wakeOnCommit() {
    long woken = -1;
    while (!closed) {
      long height = headHeight;
      if (height == woken) {
        LockSupport.park(this);
      } else {
        woken = height;
        subscriptions.forEach(BlockSubscription::wake);
      }
    }
  }

  long headHeight() {
    return headHeight;
  }

  boolean isClosed() {
    return closed;
  }

  Block block(long height) {
    return blocks.apply(height);
  }

  void remove(BlockSubscription subscription) {
    subscriptions.remove(subscription);
  }

  /** Completes every stream and returns when no thread of the feed is left. */
  @Override
  public void close() {
    closed = true;
    LockSupport.unpark(waker);
    subscriptions.forEach(BlockSubscription::wake);
    long deadline = System.nanoTime() + STOP_BOUND.toNanos();
    boolean interrupted = join(waker, deadline);
    for (BlockSubscription subscription : subscriptions) {
      interrupted |= join(subscription.thread(), deadline);
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }

  private static boolean join(Thread thread, long deadline) {
    try {
      if (!thread.join(Duration.ofNanos(Math.max(1, deadline - System.nanoTime())))) {
        // A subscriber that does not return in time is not waited for.
        thread.interrupt();
      }
      return false;
    } catch (InterruptedException e) {
      return true;
    }
  }
}
