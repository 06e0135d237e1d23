package io.ghostbridge.services;

import io.ghostbridge.api.vm.ExecutionInterruptedException;
import io.grpc.Status;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;

/**
 * Runs what a caller can make slow, such as a contract: so many at once, each for so long and then
 * interrupted. Any thread.
 */
public final class BoundedCalls implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("bounded-call-", 0).factory());
  private final Semaphore places;
  private final int maximum;
  private final String maximumKey;

  /**
   * @param maximum how many run at once
   * @param maximumKey where an operator sets that, for who is refused
   */
  public BoundedCalls(int maximum, String maximumKey) {
    this.places = new Semaphore(maximum);
    this.maximum = maximum;
    this.maximumKey = maximumKey;
  }

  /**
   * Runs {@code work} on a thread of its own and waits for it.
   *
   * @param limit after which it is interrupted
   * @param limitKey where an operator sets that, for who is refused
   * @throws io.grpc.StatusRuntimeException RESOURCE_EXHAUSTED if too many run, DEADLINE_EXCEEDED
   *     after the limit, or what {@code work} throws
   * @throws InterruptedException when the call or the node ends; {@code work} is interrupted too
   */
  public <T> T run(Duration limit, String limitKey, Callable<T> work) throws InterruptedException {
    if (!places.tryAcquire()) {
      throw Failures.of(
          Status.Code.RESOURCE_EXHAUSTED,
          "TOO_MANY_CALLS",
          "this node executes "
              + maximum
              + " calls that only read at once ("
              + maximumKey
              + "); try again later, or another node");
    }
    Future<T> result;
    try {
      result = threads.submit(() -> inPlace(work));
    } catch (RejectedExecutionException e) {
      places.release();
      throw Failures.stopping();
    }
    try {
      return result.get(limit.toNanos(), TimeUnit.NANOSECONDS);
    } catch (TimeoutException e) {
      throw Failures.of(
          Status.Code.DEADLINE_EXCEEDED,
          "CALL_TOO_LONG",
          "the execution took longer than "
              + limit.toMillis()
              + " ms ("
              + limitKey
              + "); ask for less at once");
    } catch (ExecutionException e) {
      throw unwrapped(e.getCause());
    } finally {
      result.cancel(true);
    }
  }

  private <T> T inPlace(Callable<T> work) throws Exception {
    try {
      return work.call();
    } finally {
      places.release();
    }
  }

  private static RuntimeException unwrapped(@Nullable Throwable failure)
      throws InterruptedException {
    if (failure instanceof InterruptedException
        || failure instanceof ExecutionInterruptedException) {
      throw new InterruptedException("the node is stopping");
    }
    if (failure instanceof Error error) {
      throw error;
    }
    return failure instanceof RuntimeException e ? e : new IllegalStateException(failure);
  }

  /** Interrupts what runs, and waits for it. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
