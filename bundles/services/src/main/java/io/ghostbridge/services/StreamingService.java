package io.ghostbridge.services;

import io.grpc.BindableService;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;

/**
 * A registered gRPC service that has streams. Streams have no end of their own, so they must be
 * ended before the dispatcher begins to wait for calls in flight; a component that has some
 * registers its service with this instead of leaving it to the component runtime.
 */
public final class StreamingService implements AutoCloseable {
  private final BundleContext context;
  private final Runnable endStreams;
  private final ServiceRegistration<BindableService> registration;
  private final SynchronousBundleListener nodeStops = this::endStreamsWithNode;

  /**
   * Registers {@code service}.
   *
   * @param properties the service's
   * @param endStreams ends all streams of the service and admits no more; idempotent
   */
  public StreamingService(
      BundleContext context,
      BindableService service,
      Map<String, ?> properties,
      Runnable endStreams) {
    this.context = context;
    this.endStreams = endStreams;
    registration =
        context.registerService(
            BindableService.class, service, FrameworkUtil.asDictionary(properties));
    context.addBundleListener(nodeStops);
  }

  /**
   * When the whole node stops, the transports stop before this bundle, and would wait for streams
   * as for any call in flight.
   */
  private void endStreamsWithNode(BundleEvent event) {
    if (event.getType() == BundleEvent.STOPPING
        && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
      endStreams.run();
    }
  }

  /** Ends the streams, then withdraws the service, which waits for the dispatcher's drain. */
  @Override
  public void close() {
    context.removeBundleListener(nodeStops);
    endStreams.run();
    registration.unregister();
  }
}
