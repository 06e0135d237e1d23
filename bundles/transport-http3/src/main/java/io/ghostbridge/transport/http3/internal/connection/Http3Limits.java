package io.ghostbridge.transport.http3.internal.connection;

/**
 * Bounds of a connection. Times are in milliseconds; zero switches {@code maxConnectionAgeMillis}
 * off.
 *
 * @param maxConcurrentStreams calls open at once, counting reset ones whose handler still runs
 * @param maxHeaderListBytes size of a request's field section as RFC 9114 section 4.2.2 counts it
 * @param streamWindowBytes how much a client may send on a stream ahead of its handler
 * @param connectionWindowBytes the same for all streams of a fresh connection together
 * @param handshakeTimeoutMillis from a client's first packet until the handshake is complete
 * @param idleTimeoutMillis silence after which a connection is forgotten
 * @param stallTimeoutMillis how long a client may take nothing of an answer that waits for it
 * @param maxConnectionAgeMillis age at which the client is asked to connect anew
 * @param maxConnectionAgeGraceMillis how long calls in flight may go on after that
 * @param nuisances frames and streams that ask for nothing useful that a client may send in ten
 *     seconds
 * @param resets streams that a client may reset in ten seconds
 * @param resetsInAll streams that may be reset before the client is asked to connect anew
 */
public record Http3Limits(
    int maxConcurrentStreams,
    int maxHeaderListBytes,
    int streamWindowBytes,
    int connectionWindowBytes,
    long handshakeTimeoutMillis,
    long idleTimeoutMillis,
    long stallTimeoutMillis,
    long maxConnectionAgeMillis,
    long maxConnectionAgeGraceMillis,
    int nuisances,
    int resets,
    int resetsInAll) {
  /** The shipped values. */
  public static final Http3Limits DEFAULTS =
      new Http3Limits(
          2000,
          16 * 1024,
          256 * 1024,
          1024 * 1024,
          10_000,
          60_000,
          120_000,
          0,
          60_000,
          2000,
          2000,
          20_000);
}
