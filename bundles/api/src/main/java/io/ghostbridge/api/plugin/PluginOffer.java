package io.ghostbridge.api.plugin;

import java.util.Comparator;

/**
 * One thing that others get from a plugin.
 *
 * @param kind what it is
 * @param name a service's interface, {@code package.Service/Method}, a zone, an algorithm
 */
public record PluginOffer(Kind kind, String name) implements Comparable<PluginOffer> {
  /** What a plugin can offer. */
  public enum Kind {
    /** An OSGi service. */
    SERVICE,
    /** A gRPC method. */
    RPC_METHOD,
    /** A zone whose names it serves. */
    DNS_ZONE,
    /** A cryptographic algorithm. */
    ALGORITHM
  }

  @Override
  public int compareTo(PluginOffer other) {
    return Comparator.comparing(PluginOffer::kind)
        .thenComparing(PluginOffer::name)
        .compare(this, other);
  }
}
