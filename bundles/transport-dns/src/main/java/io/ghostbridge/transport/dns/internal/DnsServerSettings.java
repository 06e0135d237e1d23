package io.ghostbridge.transport.dns.internal;

import io.ghostbridge.transport.dns.internal.client.NetworkPrefix;
import io.ghostbridge.transport.dns.internal.connection.ConnectionLimits;
import io.ghostbridge.transport.dns.internal.cookie.CookiePolicy;
import io.ghostbridge.transport.dns.internal.cookie.CookieSecrets;
import io.ghostbridge.transport.dns.internal.forward.ForwarderSettings;
import io.ghostbridge.transport.dns.internal.udp.RateLimit;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.file.Path;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.function.Function;

/** The configuration, checked. */
record DnsServerSettings(
    List<InetAddress> addresses,
    int port,
    int eventLoops,
    int udpPayloadBytes,
    int maximumInFlight,
    int drainTimeoutMillis,
    ConnectionLimits tcp,
    RateLimit rateLimit,
    CookiePolicy cookies,
    ForwarderSettings forwarder,
    EncryptedSettings encrypted) {
  /**
   * @param configDirectory where file names begin
   * @throws IllegalArgumentException naming the key, the value and what was expected
   */
  static DnsServerSettings of(DnsTransportConfig config, Path configDirectory) {
    return new DnsServerSettings(
        parsed("addresses", config.addresses(), DnsServerSettings::addresses),
        config.port(),
        config.eventLoops(),
        config.udpPayloadBytes(),
        config.maximumInFlight(),
        config.drainTimeoutMillis(),
        new ConnectionLimits(
            config.maximumTcpConnections(),
            config.maximumConnectionsPerClient(),
            config.maximumTcpQueries(),
            config.tcpIdleTimeoutMillis()),
        new RateLimit(
            config.rateLimitResponsesPerSecond(),
            config.rateLimitBurst(),
            config.rateLimitSlip(),
            parsed("rateLimitExempt", config.rateLimitExempt(), NetworkPrefix::list)),
        cookies(config, configDirectory),
        forwarder(config),
        EncryptedSettings.of(config));
  }

  private static CookiePolicy cookies(DnsTransportConfig config, Path configDirectory) {
    if (config.cookies().equals("off")) {
      return CookiePolicy.OFF;
    }
    String file = config.cookieSecretFile().strip();
    List<byte[]> secrets =
        file.isEmpty()
            ? CookieSecrets.random()
            : parsed(
                "cookieSecretFile",
                file,
                name -> CookieSecrets.read(configDirectory.resolve(name)));
    return CookiePolicy.on(secrets, config.cookies().equals("required"));
  }

  private static ForwarderSettings forwarder(DnsTransportConfig config) {
    return new ForwarderSettings(
        parsed("forwarders", config.forwarders(), text -> upstreams(text, config)),
        parsed("forwardClients", config.forwardClients(), NetworkPrefix::list),
        config.forwardTimeoutMillis(),
        config.maximumForwarded());
  }

  private static List<InetSocketAddress> upstreams(String text, DnsTransportConfig config) {
    List<InetSocketAddress> upstreams = ForwarderSettings.upstreams(text);
    List<InetAddress> own = addresses(config.addresses());
    for (InetSocketAddress each : upstreams) {
      InetAddress address = each.getAddress();
      if (each.getPort() == config.port()
          && (own.contains(address) || address.isAnyLocalAddress())) {
        throw new IllegalArgumentException(
            "\"" + text + "\" names this server itself; expected another server's address");
      }
    }
    return upstreams;
  }

  private static List<InetAddress> addresses(String text) {
    var addresses = new LinkedHashSet<InetAddress>();
    for (String part : text.split(",", -1)) {
      addresses.addAll(OwnAddresses.of(literal(part.strip())));
    }
    return List.copyOf(addresses);
  }

  private static InetAddress literal(String text) {
    try {
      return InetAddress.ofLiteral(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException("expected IP addresses separated by commas", e);
    }
  }

  private static <T> T parsed(String key, String text, Function<String, T> parser) {
    try {
      return parser.apply(text);
    } catch (IllegalArgumentException e) {
      throw new IllegalArgumentException(
          DnsTransport.PID + ": " + key + " = " + text + ": " + e.getMessage(), e);
    }
  }
}
