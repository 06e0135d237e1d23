package io.ghostbridge.rpc.internal;

import io.ghostbridge.rpc.internal.table.MethodStatistics;
import io.ghostbridge.rpc.internal.table.StatisticsWatcher;
import io.grpc.Status;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The dispatcher's counters as metrics, tagged with method and status. An exporter reads the
 * counters; calls know nothing of it.
 */
@Component(service = RpcMetrics.class, immediate = true)
public final class RpcMetrics implements StatisticsWatcher {
  private final MeterRegistry registry;
  private final RpcComponent rpc;
  private final Set<Meter> meters = ConcurrentHashMap.newKeySet();

  @Activate
  public RpcMetrics(
      @Reference(target = "(!(ghost.metrics.exporter=*))") MeterRegistry registry,
      @Reference RpcComponent rpc) {
    this.registry = registry;
    this.rpc = rpc;
    rpc.watch(this);
  }

  @Deactivate
  void deactivate() {
    rpc.unwatch(this);
    meters.forEach(registry::remove);
  }

  @Override
  public void method(MethodStatistics statistics) {
    meters.add(
        FunctionTimer.builder(
                "ghost.rpc.calls",
                statistics,
                MethodStatistics::calls,
                MethodStatistics::nanos,
                TimeUnit.NANOSECONDS)
            .description("Calls that ended, and how long they took, streams included")
            .tag("method", statistics.method())
            .register(registry));
    meters.add(
        Gauge.builder("ghost.rpc.in.flight", statistics, MethodStatistics::inFlight)
            .description("Calls that have not ended")
            .tag("method", statistics.method())
            .register(registry));
  }

  @Override
  public void failure(MethodStatistics statistics, Status.Code code) {
    meters.add(
        FunctionCounter.builder("ghost.rpc.failures", statistics, each -> each.failures(code))
            .description("Calls that ended with another status than OK")
            .tag("method", statistics.method())
            .tag("status", code.name())
            .register(registry));
  }
}
