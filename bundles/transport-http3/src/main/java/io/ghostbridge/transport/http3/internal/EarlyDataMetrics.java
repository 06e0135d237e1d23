package io.ghostbridge.transport.http3.internal;

import io.ghostbridge.transport.http3.internal.early.EarlyDataStatistics;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToDoubleFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * What came of early data (0-RTT), as metrics. An exporter reads them; calls know nothing of it.
 */
@Component(service = EarlyDataMetrics.class, immediate = true)
public final class EarlyDataMetrics {
  private final MeterRegistry registry;
  private final List<Meter> meters;

  @Activate
  public EarlyDataMetrics(
      @Reference(target = "(!(ghost.metrics.exporter=*))") MeterRegistry registry,
      @Reference Http3TransportComponent transport) {
    this.registry = registry;
    EarlyDataStatistics early = transport.earlyData();
    this.meters =
        early == null
            ? List.of()
            : List.of(
                connections(early, "taken", EarlyDataStatistics::taken),
                connections(early, "replayed", EarlyDataStatistics::replayed),
                connections(early, "unregistered", EarlyDataStatistics::unregistered),
                calls(early, "run", EarlyDataStatistics::callsRun),
                calls(early, "held", EarlyDataStatistics::callsHeld));
  }

  @Deactivate
  void deactivate() {
    meters.forEach(registry::remove);
  }

  private Meter connections(
      EarlyDataStatistics early, String verdict, ToDoubleFunction<EarlyDataStatistics> value) {
    return FunctionCounter.builder("ghost.http3.early.connections", early, value)
        .description("Connections with early data, and whether that had been seen before")
        .tag("verdict", verdict)
        .register(registry);
  }

  private Meter calls(
      EarlyDataStatistics early, String outcome, ToDoubleFunction<EarlyDataStatistics> value) {
    return FunctionCounter.builder("ghost.http3.early.calls", early, value)
        .description("Calls that came as early data: run at once, or held for the handshake")
        .tag("outcome", outcome)
        .register(registry);
  }
}
