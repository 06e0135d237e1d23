package io.ghostbridge.it.container;

import io.ghostbridge.api.runtime.Endpoint;
import java.net.InetSocketAddress;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import org.osgi.framework.Bundle;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.util.tracker.ServiceTracker;

/** A transport of this container, which {@code config/} gives a free port. */
record Transport(String symbolicName) {
  static final Transport HTTP2 = new Transport("io.ghostbridge.transport.http2");
  static final Transport HTTP3 = new Transport("io.ghostbridge.transport.http3");
  static final Transport DNS = new Transport("io.ghostbridge.transport.dns");
  static final Transport JSONRPC = new Transport("io.ghostbridge.transport.jsonrpc");
  private static final long LIMIT_SECONDS = 20;

  /** Its bundle. */
  Bundle bundle(BundleContext context) {
    return Stream.of(context.getBundles())
        .filter(bundle -> symbolicName.equals(bundle.getSymbolicName()))
        .findFirst()
        .orElseThrow();
  }

  /** Where it listens, once it does. */
  InetSocketAddress address(BundleContext context) throws Exception {
    return address(context, "port");
  }

  /** The same of the socket whose port that key of its configuration is. */
  InetSocketAddress address(BundleContext context, String key) throws Exception {
    ServiceTracker<Endpoint, Endpoint> tracker =
        new ServiceTracker<>(
            context,
            FrameworkUtil.createFilter(
                "(&(objectClass="
                    + Endpoint.class.getName()
                    + ")("
                    + Endpoint.CONFIG_KEY
                    + "="
                    + symbolicName
                    + ":"
                    + key
                    + "))"),
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
