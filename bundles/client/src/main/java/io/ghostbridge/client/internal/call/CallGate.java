package io.ghostbridge.client.internal.call;

import io.ghostbridge.client.internal.metric.ClientMetrics;
import io.grpc.Status;
import java.util.concurrent.atomic.AtomicInteger;

/** The bound on a channel's calls: what is over it fails at once instead of being kept. */
public final class CallGate {
  private final int most;
  private final ClientMetrics metrics;
  private final AtomicInteger open = new AtomicInteger();

  /**
   * @param most calls that have not ended
   */
  public CallGate(int most, ClientMetrics metrics) {
    this.most = most;
    this.metrics = metrics;
  }

  /** Calls that have not ended. */
  public int open() {
    return open.get();
  }

  /** Whether another call may begin, which {@link #leave} ends. */
  public boolean enter() {
    if (open.incrementAndGet() <= most) {
      return true;
    }
    open.decrementAndGet();
    metrics.refused();
    return false;
  }

  /** Ends a call that {@link #enter} let in. */
  public void leave() {
    open.decrementAndGet();
  }

  /** What a call ends with that was not let in. */
  public Status refusal() {
    return Status.RESOURCE_EXHAUSTED.withDescription(
        "the channel has its most of "
            + most
            + " calls open; wait for some to end, or raise maximumCalls of the channel");
  }
}
