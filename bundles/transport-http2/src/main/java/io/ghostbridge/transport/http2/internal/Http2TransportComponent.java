package io.ghostbridge.transport.http2.internal;

import io.ghostbridge.api.runtime.Endpoint;
import io.ghostbridge.rpc.AlternativeService;
import io.ghostbridge.rpc.RpcDispatcher;
import io.ghostbridge.tls.ServerTls;
import io.ghostbridge.transport.http2.internal.connection.Http2Limits;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;
import org.osgi.service.component.annotations.ReferencePolicyOption;
import org.osgi.service.metatype.annotations.Designate;

/** The transport as a component. Activation fails with one sentence that says what to change. */
@Component(
    service = {},
    immediate = true,
    configurationPid = Http2TransportComponent.PID)
@Designate(ocd = Http2TransportConfig.class)
public final class Http2TransportComponent {
  static final String PID = "io.ghostbridge.transport.http2";

  private final Http2Transport transport;
  private final List<ServiceRegistration<Endpoint>> endpoints = new ArrayList<>();
  private volatile @Nullable AlternativeService alternative;

  @Activate
  public Http2TransportComponent(
      BundleContext bundle,
      @Reference RpcDispatcher dispatcher,
      @Reference ServerTls tls,
      Http2TransportConfig config)
      throws IOException {
    Path data = directory(bundle, "ghost.data.directory");
    transport =
        new Http2Transport(
            config,
            data,
            directory(bundle, "ghost.config.directory"),
            limits(config),
            dispatcher,
            tls);
    for (Endpoint endpoint : transport.endpoints()) {
      endpoints.add(
          bundle.registerService(
              Endpoint.class, endpoint, FrameworkUtil.asDictionary(endpoint.serviceProperties())));
    }
  }

  @Reference(
      cardinality = ReferenceCardinality.OPTIONAL,
      policy = ReferencePolicy.DYNAMIC,
      policyOption = ReferencePolicyOption.GREEDY)
  void bindAlternative(AlternativeService service) {
    alternative = service;
    transport.announce(service);
  }

  void unbindAlternative(AlternativeService service) {
    if (service.equals(alternative)) {
      alternative = null;
      transport.announce(null);
    }
  }

  private static Path directory(BundleContext bundle, String property) {
    String value = bundle.getProperty(property);
    return Path.of(value == null ? "" : value).toAbsolutePath();
  }

  private static ServerLimits limits(Http2TransportConfig config) {
    Http2Limits shipped = Http2Limits.DEFAULTS;
    return new ServerLimits(
        config.eventLoopThreads(),
        true,
        config.maxConnections(),
        config.maxConnectionsPerAddress(),
        config.drainTimeoutMillis(),
        new Http2Limits(
            config.maxConcurrentStreams(),
            config.maxHeaderListBytes(),
            shipped.streamWindowBytes(),
            shipped.connectionWindowBytes(),
            config.handshakeTimeoutMillis(),
            config.frameTimeoutMillis(),
            config.stallTimeoutMillis(),
            config.keepaliveMillis(),
            config.keepaliveTimeoutMillis(),
            config.maxConnectionAgeMillis(),
            config.maxConnectionAgeGraceMillis(),
            shipped.nuisanceFrames(),
            shipped.resets()));
  }

  @Deactivate
  void deactivate() {
    endpoints.forEach(ServiceRegistration::unregister);
    transport.close();
  }
}
