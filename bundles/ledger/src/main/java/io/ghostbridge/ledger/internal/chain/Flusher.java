package io.ghostbridge.ledger.internal.chain;

import io.ghostbridge.ledger.internal.state.StateStore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.Condition;
import java.util.concurrent.locks.ReentrantLock;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes the state store to disk behind the commits, at most once a second: what is lost in a crash
 * is executed again from the log.
 */
final class Flusher implements AutoCloseable {
  private static final Logger log = LoggerFactory.getLogger(Flusher.class);
  private static final long INTERVAL_MILLIS = 1000;

  private final StateStore state;
  private final ReentrantLock lock = new ReentrantLock();
  private final Condition wanted = lock.newCondition();
  private final Thread thread;
  private boolean dirty;
  private boolean closed;

  Flusher(StateStore state) {
    this.state = state;
    thread = Thread.ofPlatform().name("ledger-flush").daemon().start(this::run);
  }

  void request() {
    lock.lock();
    try {
      dirty = true;
      wanted.signal();
    } finally {
      lock.unlock();
    }
  }

  private void run() {
    try {
      while (awaitWork()) {
        state.flush();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } catch (RuntimeException e) {
      // The log has everything; the next start executes it again.
      log.error("event=state_flush_failed cause=\"{}\"", e.toString(), e);
    }
  }

  private boolean awaitWork() throws InterruptedException {
    lock.lock();
    try {
      while (!dirty && !closed) {
        wanted.await();
      }
      long left = TimeUnit.MILLISECONDS.toNanos(INTERVAL_MILLIS);
      while (left > 0 && !closed) {
        left = wanted.awaitNanos(left);
      }
      dirty = false;
      return !closed;
    } finally {
      lock.unlock();
    }
  }

  @Override
  public void close() {
    lock.lock();
    try {
      closed = true;
      wanted.signal();
    } finally {
      lock.unlock();
    }
    boolean interrupted = false;
    while (thread.isAlive()) {
      try {
        thread.join();
      } catch (InterruptedException e) {
        interrupted = true;
      }
    }
    if (interrupted) {
      Thread.currentThread().interrupt();
    }
  }
}
