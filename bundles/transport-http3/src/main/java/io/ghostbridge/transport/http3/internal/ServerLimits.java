package io.ghostbridge.transport.http3.internal;

import io.ghostbridge.transport.http3.internal.connection.Http3Limits;
import io.ghostbridge.transport.http3.internal.quic.QuicSettings;

/**
 * What a server keeps to.
 *
 * @param eventLoopThreads threads that read and write; 0 means one a processor
 * @param preferEpoll whether Linux's epoll is used where it is available
 * @param maxConnections connections open at once
 * @param maxConnectionsPerAddress the same of one remote address
 * @param drainTimeoutMillis how long calls in flight may take when the server closes
 */
public record ServerLimits(
    int eventLoopThreads,
    boolean preferEpoll,
    int maxConnections,
    int maxConnectionsPerAddress,
    long drainTimeoutMillis,
    Http3Limits http3,
    QuicSettings quic) {
  /** The shipped values. */
  public static final ServerLimits DEFAULTS =
      new ServerLimits(
          0, true, 20_000, 15_000, 10_000, Http3Limits.DEFAULTS, QuicSettings.DEFAULTS);
}
