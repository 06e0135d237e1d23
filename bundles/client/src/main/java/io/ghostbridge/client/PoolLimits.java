package io.ghostbridge.client;

import io.ghostbridge.client.internal.config.Checks;
import java.time.Duration;

/**
 * How many connections an endpoint has. There is always one; another is opened when each has {@code
 * streamsPerConnection} calls open, and closed when it was not needed for {@code idle}.
 *
 * @param mostConnections the most connections to one endpoint, 1 to 1000
 * @param streamsPerConnection calls on one connection before another is opened, 1 to 100000; with
 *     all connections open, calls are put on the one with the fewest
 * @param idle for how long the calls must have fitted on fewer connections, 100 ms to one hour
 */
public record PoolLimits(int mostConnections, int streamsPerConnection, Duration idle) {
  /** At most 8 connections, one more for each 200 calls, closed after half a minute. */
  public static final PoolLimits DEFAULT = new PoolLimits(8, 200, Duration.ofSeconds(30));

  /** Checks the ranges. */
  public PoolLimits {
    Checks.range("mostConnections", mostConnections, 1, 1000);
    Checks.range("streamsPerConnection", streamsPerConnection, 1, 100_000);
    Checks.range("idle", idle, Duration.ofMillis(100), Duration.ofHours(1));
  }
}
