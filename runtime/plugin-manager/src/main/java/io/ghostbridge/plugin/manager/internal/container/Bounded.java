package io.ghostbridge.plugin.manager.internal.container;

import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.ThreadFactory;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/** Runs code of plugins on a thread of its own, for no longer than a bound. */
public final class Bounded {
  private static final Duration AFTER_INTERRUPT = Duration.ofSeconds(1);
  private static final int FRAMES = 24;

  private Bounded() {}

  /** The code did not return within its bound. */
  public static final class HangException extends Exception {
    private static final long serialVersionUID = 1L;

    private final transient @Nullable Thread thread;
    private final String stack;

    private HangException(String message, @Nullable Thread thread, String stack) {
      super(message);
      this.thread = thread;
      this.stack = stack;
    }

    /** Whether its thread ended after it was interrupted. */
    public boolean isOver() {
      return thread == null || !thread.isAlive();
    }

    /** The message; never null. */
    @Override
    public String getMessage() {
      return String.valueOf(super.getMessage());
    }

    /** Where it was when its time was up, innermost first. */
    public String stack() {
      return stack;
    }
  }

  /**
   * Runs {@code task} and returns what it returns. When {@code bound} has passed its thread is
   * interrupted and given a last second.
   *
   * @param threads makes the thread
   * @param what names the code in messages
   * @throws ExecutionException with what the task threw
   * @throws HangException if it did not return in time
   */
  public static <T> T call(ThreadFactory threads, String what, Duration bound, Callable<T> task)
      throws ExecutionException, HangException, InterruptedException {
    FutureTask<T> future = new FutureTask<>(task);
    Thread thread = threads.newThread(future);
    thread.setName(what);
    thread.start();
    try {
      return future.get(bound.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      List<StackTraceElement> frames = Arrays.asList(thread.getStackTrace());
      StringBuilder stack = new StringBuilder();
      frames.stream().limit(FRAMES).forEach(frame -> stack.append("\n  at ").append(frame));
      thread.interrupt();
      thread.join(AFTER_INTERRUPT);
      HangException hang =
          new HangException(
              what + " did not return within " + bound.toMillis() + " ms",
              thread,
              stack.toString());
      hang.addSuppressed(e);
      throw hang;
    } catch (InterruptedException e) {
      thread.interrupt();
      throw e;
    }
  }
}
