package io.ghostbridge.metrics.internal;

import io.ghostbridge.api.dns.DnsTransportStatistics;
import io.ghostbridge.api.dns.DnsTransportStatistics.Snapshot;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/** What a DNS transport counts anyway, as metrics: read when somebody looks, free otherwise. */
@Component(service = DnsMetrics.class, immediate = true)
public final class DnsMetrics {
  private final MeterRegistry registry;
  private final DnsTransportStatistics dns;
  private final List<Meter> meters;

  @Activate
  public DnsMetrics(
      @Reference(target = "(!(ghost.metrics.exporter=*))") MeterRegistry registry,
      @Reference DnsTransportStatistics dns) {
    this.registry = registry;
    this.dns = dns;
    this.meters =
        List.of(
            counter("ghost.dns.queries", "Queries received", Snapshot::queries),
            counter(
                "ghost.dns.cache.hits",
                "Queries answered without asking a source",
                Snapshot::cacheHits),
            FunctionTimer.builder(
                    "ghost.dns.answers",
                    dns,
                    each -> each.snapshot().responses(),
                    each -> each.snapshot().responseNanos(),
                    TimeUnit.NANOSECONDS)
                .description("Answers, and the time from receipt to answer")
                .register(registry),
            Gauge.builder("ghost.dns.connections", dns, each -> each.snapshot().openConnections())
                .description("TCP connections open now")
                .register(registry));
  }

  @Deactivate
  void deactivate() {
    meters.forEach(registry::remove);
  }

  private Meter counter(String name, String description, ToLongFunction<Snapshot> value) {
    return FunctionCounter.builder(name, dns, each -> value.applyAsLong(each.snapshot()))
        .description(description)
        .register(registry);
  }
}
