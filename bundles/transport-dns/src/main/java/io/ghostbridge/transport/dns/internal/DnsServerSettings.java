package io.ghostbridge.transport.dns.internal;

import java.net.InetAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** The configuration, checked. */
record DnsServerSettings(
    List<InetAddress> addresses,
    int port,
    int eventLoops,
    int udpPayloadBytes,
    int maximumInFlight,
    int drainTimeoutMillis,
    TcpLimits tcp,
    ResponseRateLimiter rateLimit) {

  /**
   * @throws IllegalArgumentException naming the key, the value and what was expected
   */
  static DnsServerSettings of(DnsTransportConfig config) {
    return new DnsServerSettings(
        addresses(config.addresses()),
        config.port(),
        config.eventLoops(),
        config.udpPayloadBytes(),
        config.maximumInFlight(),
        config.drainTimeoutMillis(),
        new TcpLimits(
            config.maximumTcpConnections(),
            config.maximumTcpQueries(),
            config.tcpIdleTimeoutMillis()),
        new ResponseRateLimiter(
            config.rateLimitResponsesPerSecond(),
            config.rateLimitBurst(),
            config.rateLimitSlip(),
            exempt(config.rateLimitExempt()),
            TimeUnit.NANOSECONDS.toMillis(System.nanoTime())));
  }

  private static List<InetAddress> addresses(String text) {
    var addresses = new ArrayList<InetAddress>();
    for (String part : text.split(",", -1)) {
      try {
        addresses.add(InetAddress.ofLiteral(part.strip()));
      } catch (IllegalArgumentException e) {
        throw new IllegalArgumentException(
            "io.ghostbridge.transport.dns: addresses = "
                + text
                + ": expected IP addresses separated by commas",
            e);
      }
    }
    return List.copyOf(addresses);
  }

  private static List<NetworkPrefix> exempt(String text) {
    try {
      return NetworkPrefix.list(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          "io.ghostbridge.transport.dns: rateLimitExempt = " + text + ": " + e.getMessage(), e);
    }
  }
}
