package io.ghostbridge.bench.process;

/**
 * What a server used of its core during a time.
 *
 * @param cpuMicros user and system time of the server, in microseconds
 * @param othersMicros what anything else took of the same core
 * @param wallMicros how long it was
 */
public record Usage(long cpuMicros, long othersMicros, long wallMicros) {
  /** What others took of the core; above a few percent, other figures of that time mean little. */
  public double othersPercent() {
    return Math.max(0, 100.0 * othersMicros / wallMicros);
  }

  /** How much more {@code later} is than this. */
  Usage until(Usage later) {
    return new Usage(
        later.cpuMicros - cpuMicros,
        later.othersMicros - othersMicros,
        later.wallMicros - wallMicros);
  }
}
