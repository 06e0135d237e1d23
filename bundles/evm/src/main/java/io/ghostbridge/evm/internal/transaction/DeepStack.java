package io.ghostbridge.evm.internal.transaction;

import io.ghostbridge.api.vm.ExecutionInterruptedException;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.SynchronousQueue;
import java.util.concurrent.ThreadPoolExecutor;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * Threads whose stack holds 1,024 nested calls across formats. A stack's memory is the system's
 * until it is used, so that its size costs nothing; threads that idle for some seconds end.
 */
public final class DeepStack implements AutoCloseable {
  private static final long STACK_BYTES = 1L << 30;
  private static final long IDLE_SECONDS = 5;

  private final ThreadPoolExecutor threads =
      new ThreadPoolExecutor(
          0,
          Integer.MAX_VALUE,
          IDLE_SECONDS,
          TimeUnit.SECONDS,
          new SynchronousQueue<>(),
          DeepThread::new);

  private static final class DeepThread extends Thread {
    DeepThread(Runnable task) {
      super(null, task, "contract", STACK_BYTES);
      setDaemon(true);
    }
  }

  /**
   * Runs {@code task} on such a thread while the caller waits; at once where this is one.
   *
   * @throws ExecutionInterruptedException if the caller is interrupted, once the task has ended
   */
  <T> T run(Supplier<T> task) {
    if (Thread.currentThread() instanceof DeepThread) {
      return task.get();
    }
    AtomicReference<@Nullable Thread> runner = new AtomicReference<>();
    FutureTask<T> result =
        new FutureTask<>(
            () -> {
              runner.set(Thread.currentThread());
              try {
                return task.get();
              } finally {
                runner.set(null);
              }
            });
    threads.execute(result);
    boolean interrupted = false;
    try {
      while (true) {
        try {
          return result.get();
        } catch (InterruptedException e) {
          // The task sees its own thread's interruption, and ends; nothing else may run meanwhile.
          interrupted = true;
          Thread thread = runner.get();
          if (thread != null) {
            thread.interrupt();
          }
        }
      }
    } catch (ExecutionException e) {
      throw unwrapped(e);
    } finally {
      if (interrupted) {
        Thread.currentThread().interrupt();
      }
    }
  }

  private static RuntimeException unwrapped(ExecutionException e) {
    Throwable cause = e.getCause();
    if (cause instanceof Error error) {
      throw error;
    }
    return cause instanceof RuntimeException failure
        ? failure
        : new IllegalStateException("a contract's thread failed", e);
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }
}
