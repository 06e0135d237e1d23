package io.ghostbridge.plugin.guard.internal;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * CPU time of a plugin's calls on their callers' platform threads, by difference: estimated, since
 * to read the clock costs more than many a call. One call in {@value #SAMPLED} is timed, and stands
 * for all of them. Virtual threads have no CPU clock, so that calls on them are not in it.
 */
final class CallerCpu {
  private static final long UNKNOWN = -1;
  private static final int SAMPLED = 32;

  private final ThreadMXBean threads = ManagementFactory.getThreadMXBean();
  private final boolean supported = threads.isCurrentThreadCpuTimeSupported();
  private final LongAdder nanos = new LongAdder();

  /** The clock's reading if this call is timed, for {@link #stop} on the same thread. */
  long start() {
    return supported
            && !Thread.currentThread().isVirtual()
            && ThreadLocalRandom.current().nextInt(SAMPLED) == 0
        ? threads.getCurrentThreadCpuTime()
        : UNKNOWN;
  }

  void stop(long started) {
    if (started != UNKNOWN) {
      nanos.add((threads.getCurrentThreadCpuTime() - started) * SAMPLED);
    }
  }

  long nanos() {
    return nanos.sum();
  }
}
