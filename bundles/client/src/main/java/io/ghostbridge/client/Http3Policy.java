package io.ghostbridge.client;

import io.ghostbridge.client.internal.config.Checks;
import java.time.Duration;

/**
 * How HTTP/3 is tried beside HTTP/2. The first calls to an endpoint wait for QUIC's handshake, and
 * go by HTTP/2 when it takes longer than {@code headStart}; others follow to HTTP/3 once it is
 * there. Where QUIC fails and TCP works, calls go by HTTP/2 without waiting, and QUIC is tried
 * again beside them after a second, then after pauses that double.
 *
 * @param port the UDP port of every endpoint, 1 to 65535; 0: the number of its TCP port
 * @param headStart 1 ms to 10 s
 * @param longestPause between attempts where QUIC fails, 1 s to 24 h
 * @param earlyData whether calls of methods that may be called twice are sent with the first
 *     packets to a node that was connected before (0-RTT), in case it takes them. Who records such
 *     packets can send them again; a node of GhostBridge runs them once
 */
public record Http3Policy(int port, Duration headStart, Duration longestPause, boolean earlyData) {
  /** The port of TCP, 100 ms, at most five minutes, and early data. */
  public static final Http3Policy DEFAULT =
      new Http3Policy(0, Duration.ofMillis(100), Duration.ofMinutes(5));

  /** Checks the ranges. */
  public Http3Policy {
    Checks.range("port", port, 0, 65_535);
    Checks.range("headStart", headStart, Duration.ofMillis(1), Duration.ofSeconds(10));
    Checks.range("longestPause", longestPause, Duration.ofSeconds(1), Duration.ofHours(24));
  }

  /** With early data. */
  public Http3Policy(int port, Duration headStart, Duration longestPause) {
    this(port, headStart, longestPause, true);
  }
}
