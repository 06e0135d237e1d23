package io.ghostbridge.plugin.residue;

import io.ghostbridge.plugin.residue.internal.BundleTrace;
import io.ghostbridge.plugin.residue.internal.find.LeftBehind;
import java.lang.ref.ReferenceQueue;
import java.lang.ref.WeakReference;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.function.Supplier;

/**
 * One bundle that is about to go, watched until it is gone. Keeps nothing of the bundle alive.
 * Close it when its residue is no longer of interest. Not for concurrent use.
 */
public final class ResidueWatch implements AutoCloseable {
  private static final long FIRST_WAIT_MILLIS = 5;
  private static final long LONGEST_WAIT_MILLIS = 250;

  private final String bundle;
  private final ReferenceQueue<ClassLoader> queue = new ReferenceQueue<>();
  private final WeakReference<ClassLoader> loader;
  private final BundleTrace trace;
  private final Supplier<Set<String>> classes;
  private final Runnable forget;

  ResidueWatch(
      String bundle,
      ClassLoader loader,
      BundleTrace trace,
      Supplier<Set<String>> classes,
      Runnable forget) {
    this.bundle = bundle;
    this.loader = new WeakReference<>(loader, queue);
    this.trace = trace;
    this.classes = classes;
    this.forget = forget;
  }

  /**
   * Says what is left. To be called after the bundle was uninstalled, and refreshed where others
   * were wired to it. Returns as soon as nothing is left, or when {@code bound} is over: until then
   * the garbage collector is asked, so this is for a thread that has time. May be called again.
   *
   * @throws InterruptedException if the thread is interrupted while it waits
   */
  public Residue check(Duration bound) throws InterruptedException {
    long start = System.nanoTime();
    long waitMillis = FIRST_WAIT_MILLIS;
    while (true) {
      System.gc();
      long leftMillis = bound.toMillis() - (System.nanoTime() - start) / 1_000_000;
      // Returns early when the class loader is gone; other things may need the time to end.
      queue.remove(Math.max(1, Math.min(waitMillis, leftMillis)));
      Residue residue = residue(start);
      if (residue.isClean() || leftMillis <= waitMillis) {
        return residue;
      }
      waitMillis = Math.min(LONGEST_WAIT_MILLIS, waitMillis * 2);
    }
  }

  /** Says what is left at the moment, without asking the garbage collector or waiting. */
  public Residue now() {
    return residue(System.nanoTime());
  }

  private Residue residue(long start) {
    boolean collected = loader.refersTo(null);
    List<ResidueItem> items = LeftBehind.find(trace, loader::refersTo, classes.get());
    return new Residue(
        bundle,
        collected,
        items,
        collected ? List.of() : trace.threadLocals(),
        trace.notes(),
        Duration.ofNanos(System.nanoTime() - start));
  }

  /** Forgets what the bundle made. */
  @Override
  public void close() {
    forget.run();
  }
}
