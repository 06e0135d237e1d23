package io.ghostbridge.transport.dns.internal.forward;

import io.ghostbridge.transport.dns.internal.client.NetworkPrefix;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Where questions go that no zone here claims.
 *
 * @param upstreams asked in this order until one answers; empty to refuse such questions
 * @param clients the networks whose clients may have questions forwarded; all others are refused,
 *     so that this is no open resolver (RFC 5358)
 * @param timeoutMillis for each upstream and transport
 * @param maximumInFlight questions being forwarded at once; beyond, SERVFAIL
 */
public record ForwarderSettings(
    List<InetSocketAddress> upstreams,
    List<NetworkPrefix> clients,
    int timeoutMillis,
    int maximumInFlight) {
  private static final int DEFAULT_PORT = 53;
  private static final int MAXIMUM_PORT = 65_535;

  /** Copies the lists. */
  public ForwarderSettings {
    upstreams = List.copyOf(upstreams);
    clients = List.copyOf(clients);
  }

  /**
   * Parses a list such as {@code 192.0.2.1, 192.0.2.2:5353, [2001:db8::1]:53}.
   *
   * @throws IllegalArgumentException naming the part that is no address
   */
  public static List<InetSocketAddress> upstreams(String text) {
    return List.of(text.split(",", -1)).stream()
        .filter(part -> !part.isBlank())
        .map(part -> upstream(part.strip()))
        .toList();
  }

  private static InetSocketAddress upstream(String text) {
    int end = text.startsWith("[") ? text.indexOf(']') : -1;
    boolean bareIpv6 = end < 0 && text.indexOf(':') != text.lastIndexOf(':');
    int colon = bareIpv6 ? -1 : text.indexOf(':', end + 1);
    String host = end > 0 ? text.substring(1, end) : colon < 0 ? text : text.substring(0, colon);
    boolean strayText = end > 0 && colon != end + 1 && end != text.length() - 1;
    try {
      int port = colon < 0 ? DEFAULT_PORT : Integer.parseInt(text.substring(colon + 1));
      if (!strayText && port >= 1 && port <= MAXIMUM_PORT) {
        return new InetSocketAddress(InetAddress.ofLiteral(host), port);
      }
    } catch (IllegalArgumentException e) {
      throw bad(text, e);
    }
    throw bad(text, null);
  }

  private static IllegalArgumentException bad(String text, @Nullable Throwable cause) {
    return new IllegalArgumentException(
        "\""
            + text
            + "\" is no server; expected an IP address with or without a port, such as"
            + " 192.0.2.1:53 or [2001:db8::1]:53",
        cause);
  }
}
