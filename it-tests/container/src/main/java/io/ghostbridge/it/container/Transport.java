package io.ghostbridge.it.container;

import io.ghostbridge.api.runtime.Endpoint;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** The HTTP/2 transport of this container, which {@code config/} gives a free port. */
final class Transport {
  static final String SYMBOLIC_NAME = "io.ghostbridge.transport.http2";
  private static final long LIMIT_SECONDS = 20;

  private Transport() {}

  /** Where it listens, once it does. */
  static InetSocketAddress address(BundleContext context) throws Exception {
    ServiceTracker<Endpoint, Endpoint> tracker =
        new ServiceTracker<>(
            context,
            FrameworkUtil.createFilter(
                "(&(objectClass="
                    + Endpoint.class.getName()
                    + ")("
                    + Endpoint.CONFIG_KEY
                    + "="
                    + SYMBOLIC_NAME
                    + ":port))"),
            null);
    tracker.open();
    try {
      Endpoint endpoint = tracker.waitForService(TimeUnit.SECONDS.toMillis(LIMIT_SECONDS));
      if (endpoint == null) {
        throw new AssertionError("the transport does not tell where it listens");
      }
      int colon = endpoint.address().lastIndexOf(':');
      return new InetSocketAddress(
          endpoint.address().substring(0, colon),
          Integer.parseInt(endpoint.address().substring(colon + 1)));
    } finally {
      tracker.close();
    }
  }
}
