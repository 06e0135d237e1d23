package io.ghostbridge.launcher;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.osgi.framework.BundleContext;
import org.osgi.framework.InvalidSyntaxException;
import org.osgi.framework.ServiceReference;

/**
 * What a transport told by an {@code io.ghostbridge.api.runtime.Endpoint} service. Only the
 * service's properties are read: the API's classes belong to the container.
 *
 * @param protocol what is spoken there
 * @param address where
 * @param configKey where the address is set
 */
public record ListeningEndpoint(String protocol, String address, String configKey) {
  private static final String SERVICE = "io.ghostbridge.api.runtime.Endpoint";

  static List<ListeningEndpoint> all(BundleContext context) {
    List<ListeningEndpoint> endpoints = new ArrayList<>();
    try {
      ServiceReference<?>[] references = context.getAllServiceReferences(SERVICE, null);
      if (references != null) {
        for (ServiceReference<?> reference : references) {
          endpoints.add(
              new ListeningEndpoint(
                  property(reference, "ghost.endpoint.protocol"),
                  property(reference, "ghost.endpoint.address"),
                  property(reference, "ghost.endpoint.config.key")));
        }
      }
    } catch (InvalidSyntaxException e) {
      throw new AssertionError("there is no filter to be wrong", e);
    }
    endpoints.sort(
        Comparator.comparing(ListeningEndpoint::protocol)
            .thenComparing(ListeningEndpoint::address));
    return endpoints;
  }

  private static String property(ServiceReference<?> reference, String key) {
    Object value = reference.getProperty(key);
    return value == null ? "" : value.toString();
  }
}
