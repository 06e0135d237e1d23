package io.ghostbridge.transport.jsonrpc.internal;

import java.net.InetAddress;
import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * Which names clients may know this server by. A web page can have its own name resolve to this
 * machine and then call as if it were of the same origin (DNS rebinding); but it cannot help saying
 * its name. Addresses are nobody's name, so they are served.
 */
final class AllowedHosts {
  private static final String ANY = "*";

  private final Set<String> names;

  AllowedHosts(String commaSeparated) {
    names =
        Stream.of(commaSeparated.split(",", -1))
            .map(name -> name.strip().toLowerCase(Locale.ROOT))
            .filter(name -> !name.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether a request with this Host header is served. */
  boolean allows(@Nullable String header) {
    if (names.contains(ANY)) {
      return true;
    }
    if (header == null || header.isEmpty()) {
      return false;
    }
    String host = withoutPort(header).toLowerCase(Locale.ROOT);
    return names.contains(host) || isAddress(host);
  }

  private static String withoutPort(String header) {
    if (header.startsWith("[")) {
      int end = header.indexOf(']');
      return end < 0 ? header : header.substring(1, end);
    }
    int colon = header.indexOf(':');
    return colon < 0 ? header : header.substring(0, colon);
  }

  private static boolean isAddress(String host) {
    if (host.isEmpty() || host.length() > 64) {
      return false;
    }
    try {
      InetAddress.ofLiteral(host);
      return true;
    } catch (IllegalArgumentException e) {
      return false;
    }
  }
}
