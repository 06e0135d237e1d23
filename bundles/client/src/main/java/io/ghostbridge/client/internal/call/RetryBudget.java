package io.ghostbridge.client.internal.call;

import io.ghostbridge.client.RetryPolicy;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * The tokens of a channel's retries, as gRFC A6 counts them: a failed attempt takes one, a success
 * gives back some thousandths of one, and nothing is tried again below the half. For all threads.
 */
public final class RetryBudget {
  private static final int TOKEN = 1000;

  private final int most;
  private final int refill;
  private final AtomicInteger thousandths;

  /** Full at first. */
  public RetryBudget(RetryPolicy policy) {
    most = policy.budget() * TOKEN;
    refill = policy.refill();
    thousandths = new AtomicInteger(most);
  }

  /** Notes a failed attempt; whether the call may be tried again. */
  public boolean failed() {
    return thousandths.accumulateAndGet(TOKEN, (now, token) -> Math.max(0, now - token)) > most / 2;
  }

  /** Notes an answer. */
  public void succeeded() {
    if (thousandths.get() < most) {
      thousandths.accumulateAndGet(refill, (now, more) -> Math.min(most, now + more));
    }
  }
}
