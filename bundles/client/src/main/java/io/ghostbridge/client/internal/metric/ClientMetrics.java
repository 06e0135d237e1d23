package io.ghostbridge.client.internal.metric;

import io.grpc.Status;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.DistributionSummary;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.ToDoubleFunction;

/** The meters of one channel; {@link #close} takes them out of the registry. For all threads. */
public final class ClientMetrics implements AutoCloseable {
  private final MeterRegistry registry;
  private final Tags own;
  private final Set<Meter> meters = ConcurrentHashMap.newKeySet();
  private final Map<String, MethodTimers> methods = new ConcurrentHashMap<>();
  private final DistributionSummary batchSizes;
  private final Counter refused;

  /**
   * @param registry where they are; the caller's
   * @param own of all of them
   * @throws IllegalArgumentException if they are there already: another channel would be measured
   *     with this one, and lose its meters with it
   */
  public ClientMetrics(MeterRegistry registry, Tags own) {
    this.registry = registry;
    this.own = own;
    List<Meter> others = registry.getMeters();
    batchSizes =
        DistributionSummary.builder("ghost.client.batch.size")
            .description("Calls that were sent as one")
            .tags(own)
            .register(registry);
    if (others.contains(batchSizes)) {
      throw new IllegalArgumentException(
          "the registry has the meters of another channel "
              + (own.stream().findAny().isEmpty()
                  ? ""
                  : "with the tags " + own.stream().toList() + " ")
              + "already, expected tags of its own for each: metrics(registry, Tags.of(…))");
    }
    keep(batchSizes);
    refused =
        keep(
            Counter.builder("ghost.client.refused")
                .description("Calls that found the channel's bound reached")
                .tags(own)
                .register(registry));
  }

  /** The timers of a method. */
  public MethodTimers method(String fullName) {
    MethodTimers known = methods.get(fullName);
    return known != null ? known : methods.computeIfAbsent(fullName, MethodTimers::new);
  }

  /** Notes a batch. */
  public void batch(int size) {
    batchSizes.record(size);
  }

  /** Notes a call that was refused. */
  public void refused() {
    refused.increment();
  }

  /** Shows a value of the channel. */
  public <T> void gauge(String name, String what, T of, ToDoubleFunction<T> value) {
    keep(Gauge.builder(name, of, value).description(what).tags(own).register(registry));
  }

  /**
   * The meters of an endpoint, for as long as it is one.
   *
   * @param transport {@code http2} or {@code http3}
   */
  public <T> EndpointMeters endpoint(
      String endpoint,
      String transport,
      T of,
      ToDoubleFunction<T> connections,
      ToDoubleFunction<T> open,
      ToDoubleFunction<T> breakerOpen) {
    Tags tags = own.and("endpoint", endpoint, "transport", transport);
    return new EndpointMeters(
        gauge("ghost.client.connections", "Connections that are ready", tags, of, connections),
        gauge("ghost.client.streams", "Calls on the way", tags, of, open),
        gauge(
            "ghost.client.breaker.open", "1 while the endpoint is avoided", tags, of, breakerOpen),
        counter(tags, "first"),
        counter(tags, "retry"),
        counter(tags, "hedge"));
  }

  private <T> Gauge gauge(String name, String what, Tags tags, T of, ToDoubleFunction<T> value) {
    return keep(Gauge.builder(name, of, value).description(what).tags(tags).register(registry));
  }

  private Counter counter(Tags tags, String kind) {
    return keep(
        Counter.builder("ghost.client.attempts")
            .description("Attempts at calls")
            .tags(tags)
            .tag("kind", kind)
            .register(registry));
  }

  private <M extends Meter> M keep(M meter) {
    meters.add(meter);
    return meter;
  }

  @Override
  public void close() {
    meters.forEach(registry::remove);
    meters.clear();
  }

  /** How long the calls of a method took, by the status they ended with. */
  public final class MethodTimers {
    private final String method;
    private final Map<Status.Code, Timer> timers = new ConcurrentHashMap<>();

    private MethodTimers(String method) {
      this.method = method;
    }

    /** Notes the end of a call. */
    public void ended(Status.Code code, long nanos) {
      Timer known = timers.get(code);
      Timer timer = known != null ? known : timers.computeIfAbsent(code, this::timer);
      timer.record(nanos, java.util.concurrent.TimeUnit.NANOSECONDS);
    }

    private Timer timer(Status.Code code) {
      return keep(
          Timer.builder("ghost.client.calls")
              .description("Calls as the program made them: batched ones each, retried ones once")
              .tags(own)
              .tag("method", method)
              .tag("status", code.name())
              .register(registry));
    }
  }

  /**
   * @param first attempts that were a call's first
   * @param retry those after a failure
   * @param hedge those beside one that is on the way
   */
  public record EndpointMeters(
      Gauge connections,
      Gauge open,
      Gauge breakerOpen,
      Counter first,
      Counter retry,
      Counter hedge) {
    /** Notes an attempt. */
    public void attempt(AttemptKind kind) {
      switch (kind) {
        case FIRST -> first.increment();
        case RETRY -> retry.increment();
        case HEDGE -> hedge.increment();
      }
    }
  }

  /** Takes the gauges of an endpoint out of the registry that is one no more. */
  public void remove(EndpointMeters endpoint) {
    for (Meter meter :
        new Meter[] {endpoint.connections(), endpoint.open(), endpoint.breakerOpen()}) {
      meters.remove(meter);
      registry.remove(meter);
    }
  }
}
