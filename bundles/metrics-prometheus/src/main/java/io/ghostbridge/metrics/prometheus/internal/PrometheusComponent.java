package io.ghostbridge.metrics.prometheus.internal;

import io.ghostbridge.api.runtime.Endpoint;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.metatype.annotations.Designate;

/** The exporter as a component: its registry joins that of the runtime, its port is announced. */
@Component(
    service = {},
    immediate = true,
    configurationPid = PrometheusComponent.PID)
@Designate(ocd = PrometheusConfiguration.class)
public final class PrometheusComponent {
  static final String PID = "io.ghostbridge.metrics.prometheus";

  private final List<ServiceRegistration<?>> registrations = new ArrayList<>();
  private final PrometheusMeterRegistry registry =
      new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
  private final List<MetricsServer> servers = new ArrayList<>();

  @Activate
  public PrometheusComponent(BundleContext context, PrometheusConfiguration config)
      throws IOException {
    if (!config.enabled()) {
      return;
    }
    MetricsServer server = new MetricsServer(config.port(), registry::scrape);
    servers.add(server);
    Endpoint endpoint = new Endpoint("metrics (Prometheus, HTTP)", server.address(), PID + ":port");
    registrations.add(
        context.registerService(
            MeterRegistry.class,
            registry,
            FrameworkUtil.asDictionary(Map.of("ghost.metrics.exporter", "prometheus"))));
    registrations.add(
        context.registerService(
            Endpoint.class, endpoint, FrameworkUtil.asDictionary(endpoint.serviceProperties())));
  }

  @Deactivate
  void deactivate() {
    registrations.reversed().forEach(ServiceRegistration::unregister);
    servers.forEach(MetricsServer::close);
    registry.close();
  }
}
