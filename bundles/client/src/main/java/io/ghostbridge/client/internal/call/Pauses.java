package io.ghostbridge.client.internal.call;

import io.grpc.Status;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledExecutorService;

/** The calls that wait for their next attempt: {@link #close} ends them. For all threads. */
final class Pauses implements AutoCloseable {
  private static final Status CLOSED =
      Status.UNAVAILABLE.withDescription("the channel was closed before the call was tried again");

  private final ScheduledExecutorService timer;
  private final Set<RepeatingCall<?, ?>> calls = ConcurrentHashMap.newKeySet();
  private volatile boolean closed;

  /**
   * @param timer the caller's
   */
  Pauses(ScheduledExecutorService timer) {
    this.timer = timer;
  }

  ScheduledExecutorService timer() {
    return timer;
  }

  /** Whether {@code call}, whose pause is set, may wait for its end. */
  boolean begins(RepeatingCall<?, ?> call) {
    calls.add(call);
    if (closed) {
      calls.remove(call);
      return false;
    }
    return true;
  }

  void over(RepeatingCall<?, ?> call) {
    calls.remove(call);
  }

  /** Ends those that wait, and lets none wait any more. */
  @Override
  public void close() {
    closed = true;
    calls.forEach(call -> call.endPause(CLOSED));
  }
}
