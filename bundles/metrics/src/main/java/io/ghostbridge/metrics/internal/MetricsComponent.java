package io.ghostbridge.metrics.internal;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import io.micrometer.core.instrument.binder.jvm.ClassLoaderMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.FileDescriptorMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.core.instrument.composite.CompositeMeterRegistry;
import java.util.List;
import java.util.Map;
import org.osgi.framework.BundleContext;
import org.osgi.framework.Constants;
import org.osgi.framework.FrameworkUtil;
import org.osgi.framework.ServiceRegistration;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;
import org.osgi.service.component.annotations.ReferenceCardinality;
import org.osgi.service.component.annotations.ReferencePolicy;

/**
 * The registry that bundles find as {@link MeterRegistry}. It keeps nothing itself: whatever is
 * registered with it is kept by each exporter's registry, which joins by being registered as a
 * service with {@value #EXPORTER}. Without an exporter, counting costs next to nothing.
 */
@Component(service = MetricsComponent.class, immediate = true)
public final class MetricsComponent {
  /** Service property of an exporter's registry: the exporter's name. */
  static final String EXPORTER = "ghost.metrics.exporter";

  /** So that whoever asks for a registry gets this one, not an exporter's. */
  private static final int RANKING = 1_000;

  private final CompositeMeterRegistry registry = new CompositeMeterRegistry();
  private final ServiceRegistration<MeterRegistry> registration;

  @Activate
  public MetricsComponent(BundleContext context) {
    // None of these starts a thread, or listens to the collector.
    List<MeterBinder> platform =
        List.of(
            new JvmMemoryMetrics(),
            new JvmThreadMetrics(),
            new ClassLoaderMetrics(),
            new ProcessorMetrics(),
            new FileDescriptorMetrics(),
            new UptimeMetrics());
    platform.forEach(binder -> binder.bindTo(registry));
    registration =
        context.registerService(
            MeterRegistry.class,
            registry,
            FrameworkUtil.asDictionary(Map.of(Constants.SERVICE_RANKING, RANKING)));
  }

  @Deactivate
  void deactivate() {
    registration.unregister();
    registry.close();
  }

  @Reference(
      cardinality = ReferenceCardinality.MULTIPLE,
      policy = ReferencePolicy.DYNAMIC,
      target = "(" + EXPORTER + "=*)")
  void bindExporter(MeterRegistry exporter) {
    registry.add(exporter);
  }

  void unbindExporter(MeterRegistry exporter) {
    registry.remove(exporter);
  }
}
