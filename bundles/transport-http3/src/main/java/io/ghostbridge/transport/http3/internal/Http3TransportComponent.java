package io.ghostbridge.transport.http3.internal;

import io.ghostbridge.api.runtime.Endpoint;
import io.ghostbridge.rpc.AlternativeService;
import io.ghostbridge.rpc.RpcDispatcher;
import io.ghostbridge.tls.ServerTls;
import io.ghostbridge.tls.TlsLibraries;
import io.ghostbridge.transport.http3.internal.connection.Http3Limits;
import io.ghostbridge.transport.http3.internal.early.EarlyDataStatistics;
import io.ghostbridge.transport.http3.internal.quic.QuicSettings;
import io.netty.handler.codec.quic.Quic;
import io.netty.handler.codec.quic.QuicCongestionControlAlgorithm;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.metatype.annotations.Designate;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The transport as a component. Activation fails with one sentence that says what to change. Where
 * QUIC's native library does not exist, nothing listens and the log says so.
 */
@Component(
    service = Http3TransportComponent.class,
    immediate = true,
    configurationPid = Http3TransportComponent.PID)
@Designate(ocd = Http3TransportConfig.class)
public final class Http3TransportComponent {
  static final String PID = "io.ghostbridge.transport.http3";
  private static final Logger LOG = LoggerFactory.getLogger(Http3TransportComponent.class);

  private final @Nullable Http3Transport transport;
  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();

  @Activate
  public Http3TransportComponent(
      BundleContext bundle,
      @Reference RpcDispatcher dispatcher,
      @Reference ServerTls tls,
      Http3TransportConfig config)
      throws IOException {
    if (!config.enabled()) {
      transport = null;
      return;
    }
    if (!TlsLibraries.hasQuic()) {
      LOG.warn(
          "event=not_listening transport=http3 reason=\"QUIC's native library is not available: {}\"",
          String.valueOf(Quic.unavailabilityCause()));
      transport = null;
      return;
    }
    String data = bundle.getProperty("ghost.data.directory");
    Http3Transport started =
        new Http3Transport(
            config,
            Path.of(data == null ? "" : data).toAbsolutePath(),
            limits(config),
            dispatcher,
            tls);
    transport = started;
    Endpoint endpoint = started.endpoint();
    registrations.add(
        bundle.registerService(
            Endpoint.class, endpoint, FrameworkUtil.asDictionary(endpoint.serviceProperties())));
    AlternativeService alternative = started.alternativeService();
    if (alternative != null) {
      registrations.add(bundle.registerService(AlternativeService.class, alternative, null));
    }
  }

  /** What came of early data; null if nothing listens. */
  @Nullable EarlyDataStatistics earlyData() {
    Http3Transport present = transport;
    return present == null ? null : present.earlyData();
  }

  private static ServerLimits limits(Http3TransportConfig config) {
    Http3Limits shipped = Http3Limits.DEFAULTS;
    return new ServerLimits(
        config.eventLoopThreads(),
        true,
        config.maxConnections(),
        config.maxConnectionsPerAddress(),
        config.drainTimeoutMillis(),
        new Http3Limits(
            config.maxConcurrentStreams(),
            config.maxHeaderListBytes(),
            shipped.streamWindowBytes(),
            shipped.connectionWindowBytes(),
            config.handshakeTimeoutMillis(),
            config.idleTimeoutMillis(),
            config.stallTimeoutMillis(),
            config.maxConnectionAgeMillis(),
            config.maxConnectionAgeGraceMillis(),
            shipped.nuisances(),
            shipped.resets(),
            shipped.resetsInAll()),
        new QuicSettings(
            QuicCongestionControlAlgorithm.valueOf(
                config.congestionControl().toUpperCase(Locale.ROOT)),
            config.maxPayloadBytes(),
            config.retryHandshakes(),
            config.statelessAnswersPerSecond(),
            config.segmentation().equals("on"),
            config.earlyData().equals("on")));
  }

  @Deactivate
  void deactivate() {
    registrations.forEach(ServiceRegistration::unregister);
    Http3Transport present = transport;
    if (present != null) {
      present.close();
    }
  }
}
