package io.ghostbridge.plugin.guard.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.atomic.LongAdder;

/**
 * CPU time of a plugin's calls on their callers' platform threads, by difference. Virtual threads
 * have no CPU clock, so that calls on them are not in it.
 */
final class CallerCpu {
  private static final long UNKNOWN = -1;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final boolean supported = threads.isCurrentThreadCpuTimeSupported();
  private final LongAdder nanos = new LongAdder();

  /** The clock's reading, for {@link #stop} on the same thread. */
  long start() {
    return supported && !Thread.currentThread().isVirtual()
        ? threads.getCurrentThreadCpuTime()
        : UNKNOWN;
  }

  void stop(long started) {
    if (started != UNKNOWN) {
      nanos.add(threads.getCurrentThreadCpuTime() - started);
    }
  }

  long nanos() {
    return nanos.sum();
  }
}
