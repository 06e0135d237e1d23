package io.ghostbridge.plugin.guard.internal;

import io.ghostbridge.api.plugin.PluginStatistics;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * A plugin's circuit breaker. Closed it lets every call through and counts; when the errors of a
 * window exceed the budget it opens. Open it lets none through for a while, then a few: if these
 * succeed it closes, if one fails it opens again and its owner is told.
 */
final class Breaker {
  private final GuardSettings settings;
  private final ErrorWindow window;
  private volatile PluginStatistics.Breaker state = PluginStatistics.Breaker.CLOSED;
  private volatile @Nullable String cause;
  private long reopensAtNanos;
  private boolean held;
  private int probing;
  private int succeeded;

  /** Whether a call may go on. */
  enum Permit {
    /** It may. */
    CALL,
    /** It may, and what becomes of it decides whether others may. */
    PROBE,
    /** It may whatever the breaker says, and only its failure counts. */
    SET_UP,
    /** It may not. */
    REFUSED
  }

  /** What a failed call did to the breaker. */
  enum Effect {
    /** Nothing: the budget is not used up, or the breaker was open. */
    NONE,
    /** It opened. */
    OPENED,
    /** The call was a probe: it opened again. */
    PROBE_FAILED
  }

  Breaker(GuardSettings settings) {
    this.settings = settings;
    this.window = new ErrorWindow(settings.window());
  }

  PluginStatistics.Breaker state() {
    return state;
  }

  /** Why it opened last, or null while it is closed. */
  @Nullable String cause() {
    return cause;
  }

  Permit admit(long nowNanos) {
    return state == PluginStatistics.Breaker.CLOSED ? Permit.CALL : admitProbe(nowNanos);
  }

  private synchronized Permit admitProbe(long nowNanos) {
    if (state == PluginStatistics.Breaker.CLOSED) {
      return Permit.CALL;
    }
    if (state == PluginStatistics.Breaker.OPEN) {
      if (held || nowNanos - reopensAtNanos < 0) {
        return Permit.REFUSED;
      }
      halfOpen();
    }
    if (probing >= settings.probes() - succeeded) {
      return Permit.REFUSED;
    }
    probing++;
    return Permit.PROBE;
  }

  /** Lets the next calls through, to see. */
  synchronized void halfOpen() {
    if (state != PluginStatistics.Breaker.CLOSED) {
      held = false;
      probing = 0;
      succeeded = 0;
      state = PluginStatistics.Breaker.HALF_OPEN;
    }
  }

  /** Stays open whatever time passes, until {@link #halfOpen}. */
  synchronized void hold() {
    held = true;
    state = PluginStatistics.Breaker.OPEN;
  }

  /** Whether the call closed the breaker. */
  boolean succeeded(Permit permit, long nowNanos) {
    window.call(nowNanos);
    return permit == Permit.PROBE && probeSucceeded();
  }

  private synchronized boolean probeSucceeded() {
    if (state != PluginStatistics.Breaker.HALF_OPEN) {
      return false;
    }
    probing--;
    succeeded++;
    if (succeeded < settings.probes()) {
      return false;
    }
    window.clear();
    cause = null;
    state = PluginStatistics.Breaker.CLOSED;
    return true;
  }

  /** A probe that says nothing of the plugin, such as one that its client cancelled. */
  synchronized void undecided(Permit permit) {
    if (permit == Permit.PROBE && state == PluginStatistics.Breaker.HALF_OPEN) {
      probing--;
    }
  }

  /**
   * A call failed.
   *
   * @param open for how long the breaker stays open if it opens
   */
  Effect failed(Permit permit, String failure, Duration open, long nowNanos) {
    window.call(nowNanos);
    window.error(nowNanos);
    return permit == Permit.PROBE
        ? probeFailed(failure, open, nowNanos)
        : callFailed(failure, open, nowNanos);
  }

  private synchronized Effect probeFailed(String failure, Duration open, long nowNanos) {
    if (state != PluginStatistics.Breaker.HALF_OPEN) {
      return Effect.NONE;
    }
    open("a trial call failed: " + failure, open, nowNanos);
    return Effect.PROBE_FAILED;
  }

  private Effect callFailed(String failure, Duration open, long nowNanos) {
    ErrorWindow.Count count = window.count(nowNanos);
    if (count.errors() < settings.errorBudget()
        || count.errors() * 100 < count.calls() * settings.errorBudgetPercent()) {
      return Effect.NONE;
    }
    synchronized (this) {
      if (state != PluginStatistics.Breaker.CLOSED) {
        return Effect.NONE;
      }
      open(
          "%d of %d calls failed within %d ms, the last one: %s"
              .formatted(count.errors(), count.calls(), settings.window().toMillis(), failure),
          open,
          nowNanos);
      return Effect.OPENED;
    }
  }

  private void open(String why, Duration open, long nowNanos) {
    cause = why;
    reopensAtNanos = nowNanos + open.toNanos();
    state = PluginStatistics.Breaker.OPEN;
  }
}
