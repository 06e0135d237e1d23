package io.ghostbridge.transport.http2.internal.connection;

/**
 * Bounds of a connection. Times are in milliseconds; zero switches {@code keepaliveMillis} and
 * {@code maxConnectionAgeMillis} off.
 *
 * @param maxConcurrentStreams streams open at once, counting reset ones whose handler still runs
 * @param maxHeaderListBytes size of a request's header section as RFC 9113 section 6.5.2 counts it
 * @param streamWindowBytes how much a client may send on a stream ahead of its handler
 * @param connectionWindowBytes the same for all streams of the connection together
 * @param handshakeTimeoutMillis from accepting until the client's settings are there
 * @param frameTimeoutMillis from the first byte of a frame or header block until its last one
 * @param stallTimeoutMillis how long a client may take nothing of an answer that waits for it
 * @param keepaliveMillis silence after which the client is asked for a sign of life
 * @param keepaliveTimeoutMillis how long it may take to give one
 * @param maxConnectionAgeMillis age at which the client is asked to connect anew
 * @param maxConnectionAgeGraceMillis how long calls in flight may go on after that
 * @param nuisanceFrames frames that ask for nothing useful (PING, SETTINGS, PRIORITY, empty DATA,
 *     ...) that a client may send in ten seconds
 * @param resets streams that a client may reset in ten seconds
 */
public record Http2Limits(
    int maxConcurrentStreams,
    int maxHeaderListBytes,
    int streamWindowBytes,
    int connectionWindowBytes,
    long handshakeTimeoutMillis,
    long frameTimeoutMillis,
    long stallTimeoutMillis,
    long keepaliveMillis,
    long keepaliveTimeoutMillis,
    long maxConnectionAgeMillis,
    long maxConnectionAgeGraceMillis,
    int nuisanceFrames,
    int resets) {
  /** The shipped values. */
  public static final Http2Limits DEFAULTS =
      new Http2Limits(
          2000,
          16 * 1024,
          256 * 1024,
          1024 * 1024,
          10_000,
          10_000,
          120_000,
          300_000,
          20_000,
          0,
          60_000,
          2000,
          2000);
}
