package io.ghostbridge.transport.http2.internal;

import io.ghostbridge.transport.http2.internal.connection.Http2Limits;

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
    Http2Limits http2) {
  /** The shipped values. */
  public static final ServerLimits DEFAULTS =
      new ServerLimits(0, true, 20_000, 15_000, 10_000, Http2Limits.DEFAULTS);
}
