package io.ghostbridge.transport.jsonrpc.internal;

import java.util.Locale;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Of which origins web pages may call (Fetch standard, "CORS protocol"; RFC 6455, 10.2). */
final class AllowedOrigins {
  private static final String ANY = "*";

  private final Set<String> origins;

  AllowedOrigins(String commaSeparated) {
    origins =
        Stream.of(commaSeparated.split(",", -1))
            .map(origin -> origin.strip().toLowerCase(Locale.ROOT))
            .filter(origin -> !origin.isEmpty())
            .collect(Collectors.toUnmodifiableSet());
  }

  /** Whether pages of {@code origin}, an Origin header, may call. */
  boolean allows(String origin) {
    return origins.contains(ANY) || origins.contains(origin.toLowerCase(Locale.ROOT));
  }
}
