package io.ghostbridge.client.internal.call;

import com.google.common.util.concurrent.MoreExecutors;
import io.grpc.CallOptions;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;

/**
 * A call's own executor. What it refuses, as one that was shut down before the call has ended, the
 * channel's runs: else nobody would hear of the end, and the call would count as open for ever.
 */
public record LastingExecutor(Executor own, Executor channels) implements Executor {
  /** {@code options} with such an executor if they have one. */
  public static CallOptions in(CallOptions options, Executor channels) {
    Executor own = options.getExecutor();
    return own == null || own.equals(MoreExecutors.directExecutor())
        ? options
        : options.withExecutor(new LastingExecutor(own, channels));
  }

  @Override
  public void execute(Runnable task) {
    try {
      own.execute(task);
    } catch (RejectedExecutionException e) {
      channels.execute(task);
    }
  }
}
