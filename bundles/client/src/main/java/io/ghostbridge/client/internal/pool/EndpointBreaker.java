package io.ghostbridge.client.internal.pool;

import io.ghostbridge.client.BreakerPolicy;
import io.github.resilience4j.circuitbreaker.CircuitBreaker;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig;
import io.github.resilience4j.circuitbreaker.CircuitBreakerConfig.SlidingWindowType;
import io.github.resilience4j.circuitbreaker.IllegalStateTransitionException;
import io.grpc.Status;
import io.grpc.StatusException;
import java.util.concurrent.TimeUnit;

/** Resilience4j's circuit breaker with what the statuses of gRPC mean to it. For all threads. */
public final class EndpointBreaker {
  private static final int TRIALS = 10;

  /** The breaker asks for a reason and only counts. */
  private final StatusException failure = new StatusException(Status.UNAVAILABLE);

  private final CircuitBreaker breaker;
  private final long trialNanos;
  private volatile long halfOpenSince;

  /**
   * @param changed told when its state changes, on the thread of the call that did it
   */
  public EndpointBreaker(String endpoint, BreakerPolicy policy, Runnable changed) {
    breaker =
        CircuitBreaker.of(
            endpoint,
            CircuitBreakerConfig.custom()
                .slidingWindow(
                    policy.window(),
                    Math.max(5, policy.window() / 2),
                    SlidingWindowType.COUNT_BASED)
                .failureRateThreshold(policy.failurePercent())
                .permittedNumberOfCallsInHalfOpenState(TRIALS)
                // No thread of the library's: the pool looks again by itself.
                .automaticTransitionFromOpenToHalfOpenEnabled(false)
                .waitDurationInOpenState(policy.pause())
                .build());
    trialNanos = policy.pause().toNanos();
    breaker
        .getEventPublisher()
        .onStateTransition(
            event -> {
              if (event.getStateTransition().getToState() == CircuitBreaker.State.HALF_OPEN) {
                halfOpenSince = System.nanoTime();
              }
              changed.run();
            });
  }

  /** Whether an attempt may be made now; it is to be reported by {@link #ended}. */
  public boolean permits() {
    if (breaker.tryAcquirePermission()) {
      return true;
    }
    long now = System.nanoTime();
    long since = halfOpenSince;
    // Trials that never came to a stream, or do not end, must not keep it so.
    if (breaker.getState() == CircuitBreaker.State.HALF_OPEN && now - since > trialNanos) {
      try {
        breaker.transitionToOpenState();
      } catch (IllegalStateTransitionException e) {
        // Another call has seen it first.
        return breaker.tryAcquirePermission();
      }
    }
    return false;
  }

  /** Notes how an attempt ended, and how long it took. */
  public void ended(Status status, long nanos) {
    switch (status.getCode()) {
      case UNAVAILABLE, INTERNAL, UNKNOWN, DEADLINE_EXCEEDED ->
          breaker.onError(nanos, TimeUnit.NANOSECONDS, failure);
      case CANCELLED -> breaker.releasePermission();
      default -> breaker.onSuccess(nanos, TimeUnit.NANOSECONDS);
    }
  }

  /** Whether attempts are refused. */
  public boolean isOpen() {
    return breaker.getState() == CircuitBreaker.State.OPEN;
  }

  /** Forgets what was: the endpoint is another now. */
  public void reset() {
    breaker.reset();
  }
}
