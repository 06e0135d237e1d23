package io.ghostbridge.api.runtime;

import java.util.Map;

/**
 * Says where a transport listens. A transport registers one as a service, with {@link
 * #serviceProperties()}, for each socket once it accepts, and unregisters it before the socket
 * closes. The runtime tells the operator what it finds.
 *
 * @param protocol what is spoken there, in the operator's words: {@code gRPC (h2c)}, {@code DNS
 *     (UDP)}
 * @param address {@code 127.0.0.1:9090}, {@code [::1]:9090} or {@code unix:/path}: what is bound,
 *     not what was asked for
 * @param configKey where the address is set, {@code <PID>:<key>}, such as {@code
 *     io.ghostbridge.transport.dns:port}
 */
public record Endpoint(String protocol, String address, String configKey) {
  /** Service property of {@link #protocol()}. */
  public static final String PROTOCOL = "ghost.endpoint.protocol";

  /** Service property of {@link #address()}. */
  public static final String ADDRESS = "ghost.endpoint.address";

  /** Service property of {@link #configKey()}. */
  public static final String CONFIG_KEY = "ghost.endpoint.config.key";

  /** The service properties to register the endpoint with. */
  public Map<String, Object> serviceProperties() {
    return Map.of(PROTOCOL, protocol, ADDRESS, address, CONFIG_KEY, configKey);
  }
}
