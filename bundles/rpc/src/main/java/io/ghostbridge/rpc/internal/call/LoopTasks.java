package io.ghostbridge.rpc.internal.call;

import io.netty.util.concurrent.EventExecutor;
import java.util.concurrent.RejectedExecutionException;

/** Runs tasks on a stream's event loop, from anywhere. */
final class LoopTasks {
  private LoopTasks() {}

  /** Runs {@code task} now if this is the loop, else soon; never if the transport is gone. */
  static void run(EventExecutor loop, Runnable task) {
    if (loop.inEventLoop()) {
      task.run();
    } else {
      later(loop, task);
    }
  }

  /** Runs {@code task} soon; never if the transport is gone, and with it the stream. */
  static void later(EventExecutor loop, Runnable task) {
    try {
      loop.execute(task);
    } catch (RejectedExecutionException e) {
      if (!loop.isShuttingDown()) {
        throw e;
      }
    }
  }
}
