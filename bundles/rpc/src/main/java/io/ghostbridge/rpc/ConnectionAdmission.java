package io.ghostbridge.rpc;

import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.SocketAddress;
import java.time.Duration;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Counts a transport's open connections, in all and by address, and says whether one more may come.
 * Safe for use by any thread.
 */
public final class ConnectionAdmission {
  private final int limit;
  private final int limitByAddress;
  private final AtomicInteger open = new AtomicInteger();
  private final ConcurrentHashMap<InetAddress, Integer> byAddress = new ConcurrentHashMap<>();

  /**
   * Admits connections.
   *
   * @param limit how many in all
   * @param limitByAddress how many of one remote address
   */
  public ConnectionAdmission(int limit, int limitByAddress) {
    this.limit = limit;
    this.limitByAddress = limitByAddress;
  }

  /** Counts a connection in, if it may come; then {@link #left} has to follow. */
  public boolean enter(SocketAddress remote) {
    if (open.incrementAndGet() > limit) {
      leftOne();
      return false;
    }
    if (remote instanceof InetSocketAddress inet
        && byAddress.merge(inet.getAddress(), 1, Integer::sum) > limitByAddress) {
      left(remote);
      return false;
    }
    return true;
  }

  /** A connection that had entered is gone. */
  public void left(SocketAddress remote) {
    if (remote instanceof InetSocketAddress inet) {
      byAddress.computeIfPresent(inet.getAddress(), (address, n) -> n > 1 ? n - 1 : null);
    }
    leftOne();
  }

  private void leftOne() {
    if (open.decrementAndGet() == 0) {
      synchronized (this) {
        notifyAll();
      }
    }
  }

  /** How many are open. */
  public int open() {
    return open.get();
  }

  /** Waits until no connection is open; false if that takes longer than {@code bound}. */
  public synchronized boolean awaitNone(Duration bound) throws InterruptedException {
    long end = System.nanoTime() + bound.toNanos();
    while (open.get() > 0) {
      long left = end - System.nanoTime();
      if (left <= 0) {
        return false;
      }
      wait(Math.max(1, left / 1_000_000));
    }
    return true;
  }
}
