package io.ghostbridge.chain.internal;

import io.ghostbridge.api.crypto.SigningKey;
import io.ghostbridge.api.ledger.Ledger;
import io.ghostbridge.api.names.NameResolver;
import io.ghostbridge.api.rpc.RpcProperties;
import io.ghostbridge.services.StreamingService;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;

/** Serves the chain for as long as there are a ledger, names and the node's key. */
@Component(
    service = {},
    configurationPid = "io.ghostbridge.chain")
@Designate(ocd = ChainConfig.class)
public final class ChainComponent {
  private static final long MEBIBYTE = 1L << 20;

  private final ChainService service;
  private final StreamingService registration;

  /** Begins to serve. */
  @Activate
  public ChainComponent(
      BundleContext context,
      ChainConfig config,
      @Reference Ledger ledger,
      @Reference NameResolver names,
      @Reference(target = "(" + SigningKey.ROLE + "=" + SigningKey.ROLE_NODE + ")")
          SigningKey nodeKey) {
    service =
        new ChainService(
            ledger,
            names,
            nodeKey,
            config.answerCacheMegabytes() * MEBIBYTE,
            config.maximumSubscribers(),
            config.maximumQueriesPerCall());
    registration =
        new StreamingService(
            context,
            service,
            Map.of(
                RpcProperties.NON_BLOCKING_METHODS,
                ChainService.NON_BLOCKING.toArray(new String[0])),
            service::endStreams);
  }

  /** Ends the streams, waits for the dispatcher's drain, then ends what is left. */
  @Deactivate
  public void close() {
    registration.close();
    service.close();
  }
}
