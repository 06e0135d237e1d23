package io.ghostbridge.plugin.guard.internal;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.FunctionTimer;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.osgi.service.component.annotations.Activate;
import org.osgi.service.component.annotations.Component;
import org.osgi.service.component.annotations.Deactivate;
import org.osgi.service.component.annotations.Reference;

/**
 * The guard's figures as metrics, tagged with the plugin's name; they go with the plugin. Nothing
 * is counted twice: an exporter reads the guard's own counters.
 */
@Component(service = PluginMetrics.class, immediate = true)
public final class PluginMetrics implements GuardComponent.Watcher {
  private static final double NANOS_PER_SECOND = 1e9;

  private final MeterRegistry registry;
  private final GuardComponent guard;
  private final Map<GuardedBundle, List<Meter>> meters = new ConcurrentHashMap<>();

  @Activate
  public PluginMetrics(
      @Reference(target = "(!(ghost.metrics.exporter=*))") MeterRegistry registry,
      @Reference GuardComponent guard) {
    this.registry = registry;
    this.guard = guard;
    guard.watch(this);
  }

  @Deactivate
  void deactivate() {
    guard.unwatch(this);
    List.copyOf(meters.keySet()).forEach(this::released);
  }

  @Override
  public void guarded(GuardedBundle bundle) {
    meters.computeIfAbsent(bundle, this::register);
  }

  @Override
  public void released(GuardedBundle bundle) {
    List<Meter> leaving = meters.remove(bundle);
    if (leaving != null) {
      leaving.forEach(registry::remove);
    }
  }

  private List<Meter> register(GuardedBundle bundle) {
    PluginAccount account = bundle.account();
    Tags tags = Tags.of("plugin", account.plugin());
    return List.of(
        FunctionTimer.builder(
                "ghost.plugin.calls",
                account,
                PluginAccount::calls,
                PluginAccount::totalNanos,
                TimeUnit.NANOSECONDS)
            .description("Calls of the plugin's services that ended, and how long they took")
            .tags(tags)
            .register(registry),
        FunctionCounter.builder("ghost.plugin.errors", account, PluginAccount::errors)
            .description("Calls that failed by the plugin's fault")
            .tags(tags)
            .register(registry),
        FunctionCounter.builder("ghost.plugin.refused", account, PluginAccount::refused)
            .description("Calls that were refused because the breaker was open")
            .tags(tags)
            .register(registry),
        Gauge.builder("ghost.plugin.in.flight", account, PluginAccount::inFlight)
            .description("Calls that have not ended")
            .tags(tags)
            .register(registry),
        latency(account, tags, 0.5),
        latency(account, tags, 0.99),
        TimeGauge.builder(
                "ghost.plugin.oldest.call",
                account,
                TimeUnit.NANOSECONDS,
                PluginAccount::oldestNanos)
            .description("For how long the oldest call in flight, streams aside, has been going on")
            .tags(tags)
            .register(registry),
        Gauge.builder("ghost.plugin.breaker", account, PluginMetrics::breaker)
            .description("The circuit breaker: 0 closed, 1 half open, 2 open")
            .tags(tags)
            .register(registry),
        FunctionCounter.builder(
                "ghost.plugin.restarts", account, each -> each.recovery().restarts())
            .description("Restarts because of the plugin's errors")
            .tags(tags)
            .register(registry),
        Gauge.builder("ghost.plugin.threads", bundle, each -> each.threads().figures().count())
            .description("Platform threads that the plugin runs")
            .tags(tags)
            .register(registry),
        FunctionCounter.builder(
                "ghost.plugin.cpu",
                bundle,
                each ->
                    (each.threads().figures().cpuNanos() + each.account().cpu().nanos())
                        / NANOS_PER_SECOND)
            .description("CPU time of the plugin's platform threads and of calls on such")
            .baseUnit("seconds")
            .tags(tags)
            .register(registry));
  }

  private static int breaker(PluginAccount account) {
    return switch (account.breaker().state()) {
      case CLOSED -> 0;
      case HALF_OPEN -> 1;
      case OPEN -> 2;
    };
  }

  private Meter latency(PluginAccount account, Tags tags, double share) {
    return TimeGauge.builder(
            "ghost.plugin.latency",
            account,
            TimeUnit.NANOSECONDS,
            each -> each.percentileNanos(share))
        .description("What this share of the calls of the last minute took at most, streams aside")
        .tags(tags.and("quantile", Double.toString(share)))
        .register(registry);
  }
}
