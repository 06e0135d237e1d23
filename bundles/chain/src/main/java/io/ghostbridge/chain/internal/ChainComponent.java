package io.ghostbridge.chain.internal;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.names.NameResolver;
import io.ghostbridge.api.rpc.RpcProperties;
import io.grpc.BindableService;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.BundleEvent;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.framework.SynchronousBundleListener;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/**
 * Registers the service itself instead of leaving it to the component runtime: streams have no end
 * of their own, so they must be ended before the dispatcher begins to wait for calls in flight.
 */
@Component(
    service = {},
    configurationPid = "io.ghostbridge.chain")
@Designate(ocd = ChainConfig.class)
public final class ChainComponent {
  private static final long MEBIBYTE = 1L << 20;

  private final ChainService service;
  private final BundleContext context;
  private final ServiceRegistration<BindableService> registration;
  private final SynchronousBundleListener nodeStops = this::endStreamsWithNode;

  /** Begins to serve. */
  @Activate
  public ChainComponent(
      BundleContext context,
      ChainConfig config,
      @Reference Ledger ledger,
      @Reference NameResolver names,
      @Reference(target = "(" + SigningKey.ROLE + "=" + SigningKey.ROLE_NODE + ")")
          SigningKey nodeKey) {
    this.context = context;
    service =
        new ChainService(
            ledger,
            names,
            nodeKey,
            config.answerCacheMegabytes() * MEBIBYTE,
            config.maximumSubscribers());
    registration =
        context.registerService(
            BindableService.class,
            service,
            FrameworkUtil.asDictionary(
                Map.of(
                    RpcProperties.NON_BLOCKING_METHODS,
                    ChainService.NON_BLOCKING.toArray(new String[0]))));
    context.addBundleListener(nodeStops);
  }

  /**
   * When the whole node stops, the transports stop before this bundle, and would wait for streams
   * as for any call in flight.
   */
  private void endStreamsWithNode(BundleEvent event) {
    if (event.getType() == BundleEvent.STOPPING
        && event.getBundle().getBundleId() == Constants.SYSTEM_BUNDLE_ID) {
      service.endStreams();
    }
  }

  /** Ends the streams, waits for the dispatcher's drain, then ends what is left. */
  @Deactivate
  public void close() {
    context.removeBundleListener(nodeStops);
    service.endStreams();
    registration.unregister();
    service.close();
  }
}
