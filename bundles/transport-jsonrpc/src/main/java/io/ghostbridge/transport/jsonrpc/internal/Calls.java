package io.ghostbridge.transport.jsonrpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcClient;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/** Makes the requests of all connections on virtual threads, so many at once. */
final class Calls implements AutoCloseable {
  private final ExecutorService threads =
      Executors.newThreadPerTaskExecutor(Thread.ofVirtual().name("jsonrpc-", 0).factory());
  private final Dispatcher dispatcher;
  private final Semaphore places;

  Calls(Dispatcher dispatcher, int maximum) {
    this.dispatcher = dispatcher;
    this.places = new Semaphore(maximum);
  }

  /**
   * Answers a request.
   *
   * @param answered is given the answer, on a virtual thread
   * @return false if too many are being made, or none are taken any more
   */
  boolean submit(ByteBuffer body, JsonRpcClient client, Consumer<Dispatcher.Answer> answered) {
    if (!places.tryAcquire()) {
      return false;
    }
    if (execute(
        () -> {
          try {
            answered.accept(dispatcher.answer(body, client));
          } finally {
            places.release();
          }
        })) {
      return true;
    }
    places.release();
    return false;
  }

  /** Runs {@code task} on a virtual thread; false if none are any more. */
  boolean execute(Runnable task) {
    try {
      threads.execute(task);
      return true;
    } catch (RejectedExecutionException e) {
      return false;
    }
  }

  /** Takes no more; waits for those in flight, and interrupts what is left after {@code bound}. */
  void drain(Duration bound) throws InterruptedException {
    threads.shutdown();
    if (!threads.awaitTermination(bound.toNanos(), TimeUnit.NANOSECONDS)) {
      threads.shutdownNow();
    }
  }

  /** Returns when the last task has ended. */
  @Override
  public void close() {
    threads.shutdownNow();
    threads.close();
  }
}
