package io.ghostbridge.api.plugin;

/**
 * What a plugin did since it was started last.
 *
 * @param calls calls of its services that ended
 * @param errors those of them that failed by the plugin's fault
 * @param inFlight calls that have not ended
 * @param latencyP50Micros the median duration of a call, in microseconds
 * @param latencyP99Micros what 99 of 100 calls stay under, in microseconds
 * @param threads platform and virtual threads that it runs now, as far as they can be told
 * @param cpuMicros CPU time spent in its calls and threads, in microseconds
 * @param breaker whether its services are called
 * @param restarts how often it was restarted because of its errors
 */
public record PluginStatistics(
    long calls,
    long errors,
    int inFlight,
    long latencyP50Micros,
    long latencyP99Micros,
    int threads,
    long cpuMicros,
    Breaker breaker,
    int restarts) {
  /** Nothing happened. */
  public static final PluginStatistics NONE =
      new PluginStatistics(0, 0, 0, 0, 0, 0, 0, Breaker.CLOSED, 0);

  /** Whether a plugin's services are called. */
  public enum Breaker {
    /** They are. */
    CLOSED,
    /** They are not, because too many calls failed: callers get {@code UNAVAILABLE} at once. */
    OPEN,
    /** A few calls are let through, to see whether the plugin works again. */
    HALF_OPEN
  }
}
