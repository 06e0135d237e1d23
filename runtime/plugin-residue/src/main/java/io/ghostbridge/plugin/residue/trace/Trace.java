package io.ghostbridge.plugin.residue.trace;

import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.atomic.AtomicLong;
import org.jspecify.annotations.Nullable;

/**
 * Where woven code reports to. Static, because the code of a class can reach nothing else: each
 * bundle has a number that is woven into its classes, under which its record is found until it is
 * forgotten; code that reports later is not heard.
 */
public final class Trace {
  private static final ConcurrentMap<Long, Receiver> RECEIVERS = new ConcurrentHashMap<>();
  private static final AtomicLong NUMBERS = new AtomicLong();

  private Trace() {}

  /** What is reported about one bundle. */
  @FunctionalInterface
  public interface Receiver {
    /**
     * Something was made, or is about to be registered. Called on the thread of the plugin; must
     * not throw.
     *
     * @param site the kind of call site
     * @param thing what was made
     * @param name what it was made of, such as a path
     */
    void report(String site, Object thing, @Nullable Object name);
  }

  /** Called by woven code; never throws. */
  public static void report(
      @Nullable Object thing, @Nullable Object name, String site, long number) {
    Receiver receiver = RECEIVERS.get(number);
    if (receiver != null && thing != null) {
      receiver.report(site, thing, name);
    }
  }

  /**
   * Makes a receiver known.
   *
   * @return the number to be woven into the bundle's classes
   */
  public static long register(Receiver receiver) {
    long number = NUMBERS.incrementAndGet();
    RECEIVERS.put(number, receiver);
    return number;
  }

  /** Forgets a receiver. */
  public static void unregister(long number) {
    RECEIVERS.remove(number);
  }
}
