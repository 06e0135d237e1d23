package io.ghostbridge.transport.jsonrpc.internal;

import java.net.InetAddress;

/** The configuration, checked. */
record ServerSettings(
    InetAddress address,
    int port,
    AllowedHosts hosts,
    AllowedOrigins origins,
    int eventLoops,
    int maximumConnections,
    int maximumConnectionsPerAddress,
    int maximumRequests,
    int maximumRequestsPerWebSocket,
    int maximumRequestBytes,
    int maximumResponseBytes,
    int maximumBatch,
    int callsPerSecond,
    int callsBurst,
    int requestTimeoutMillis,
    int pingMillis,
    int stallTimeoutMillis,
    int drainTimeoutMillis) {

  /**
   * @throws IllegalArgumentException naming the key, the value and what was expected
   */
  static ServerSettings of(JsonRpcTransportConfig config) {
    return new ServerSettings(
        address(config.address()),
        config.port(),
        new AllowedHosts(config.hosts()),
        new AllowedOrigins(config.corsOrigins()),
        config.eventLoops(),
        config.maximumConnections(),
        config.maximumConnectionsPerAddress(),
        config.maximumRequests(),
        config.maximumRequestsPerWebSocket(),
        config.maximumRequestBytes(),
        config.maximumResponseBytes(),
        config.maximumBatch(),
        config.callsPerSecond(),
        config.callsBurst(),
        config.requestTimeoutMillis(),
        config.pingMillis(),
        config.stallTimeoutMillis(),
        config.drainTimeoutMillis());
  }

  private static InetAddress address(String text) {
    try {
      return InetAddress.ofLiteral(text.strip());
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "io.ghostbridge.transport.jsonrpc: address = " + text + ": expected an IP address", e);
    }
  }
}
