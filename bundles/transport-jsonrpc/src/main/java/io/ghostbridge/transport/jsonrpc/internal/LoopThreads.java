package io.ghostbridge.transport.jsonrpc.internal;

import io.netty.util.concurrent.DefaultThreadFactory;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;

/**
 * Makes the event loops' threads and waits for their end: Netty reports a loop as terminated while
 * its thread still runs.
 */
final class LoopThreads extends DefaultThreadFactory {
  private final List<Thread> threads = new CopyOnWriteArrayList<>();

  LoopThreads(String name) {
    super(name);
  }

  @Override
  protected Thread newThread(Runnable body, String name) {
    Thread thread = super.newThread(body, name);
    threads.add(thread);
    return thread;
  }

  /** Returns when all threads have ended, or after {@code bound} for each. */
  void join(Duration bound) throws InterruptedException {
    for (Thread thread : threads) {
      thread.join(bound);
    }
  }
}
