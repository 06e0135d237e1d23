package io.ghostbridge.transport.jsonrpc.internal;

import io.ghostbridge.api.jsonrpc.JsonRpcMethods;
import io.ghostbridge.api.runtime.Endpoint;
import java.time.Duration;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceReference;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** JSON-RPC over HTTP and WebSocket, answered by whichever {@link JsonRpcMethods} there are. */
@Component(
    service = {},
    immediate = true,
    configurationPid = "io.ghostbridge.transport.jsonrpc")
@Designate(ocd = JsonRpcTransportConfig.class)
public final class JsonRpcTransport {
  private static final Logger log = LoggerFactory.getLogger(JsonRpcTransport.class);

  private final MethodTable methods = new MethodTable();
  private final Duration drain;
  private final @Nullable JsonRpcServer server;
  private final @Nullable ServiceRegistration<?> endpoint;

  /** Binds the socket if it is enabled; returns when it listens. */
  @Activate
  public JsonRpcTransport(BundleContext context, JsonRpcTransportConfig config) {
    drain = Duration.ofMillis(config.drainTimeoutMillis());
    if (!config.enabled()) {
      server = null;
      endpoint = null;
      return;
    }
    server = new JsonRpcServer(ServerSettings.of(config), methods);
    Endpoint bound = server.endpoint();
    log.info("event=jsonrpc_listening address={} protocols=http,websocket", bound.address());
    endpoint =
        context.registerService(
            Endpoint.class, bound, FrameworkUtil.asDictionary(bound.serviceProperties()));
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      unbind = "removeMethods")
  void addMethods(ServiceReference<JsonRpcMethods> reference, JsonRpcMethods added) {
    methods.add(reference, added);
  }

  void removeMethods(ServiceReference<JsonRpcMethods> reference) {
    methods.remove(reference, drain);
  }

  /** Closes the socket when the calls in flight are done. */
  @Deactivate
  public void close() {
    if (endpoint != null) {
      endpoint.unregister();
    }
    if (server != null) {
      server.close();
      log.info("event=jsonrpc_stopped");
    }
  }
}
