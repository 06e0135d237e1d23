package io.ghostbridge.plugin.guard.internal;

import io.ghostbridge.api.plugin.PluginStatistics;
import java.time.Duration;
import java.util.Comparator;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/** What is known of one plugin's calls, and whether more are let through. Never blocks. */
final class PluginAccount {
  private final String plugin;
  private final GuardSettings settings;
  private final LongSupplier clock;
  private final Breaker breaker;
  private final Recovery recovery;
  private final CallerCpu cpu = new CallerCpu();
  private final LatencyHistogram latency;
  private final LongAdder calls = new LongAdder();
  private final LongAdder errors = new LongAdder();
  private final LongAdder refused = new LongAdder();
  private final LongAdder totalNanos = new LongAdder();
  private final Set<Call> inFlight = ConcurrentHashMap.newKeySet();

  /**
   * @param clock {@link System#nanoTime}, or a test's
   */
  PluginAccount(String plugin, GuardSettings settings, Recovery recovery, LongSupplier clock) {
    this.plugin = plugin;
    this.settings = settings;
    this.recovery = recovery;
    this.clock = clock;
    this.breaker = recovery.breaker();
    this.latency = new LatencyHistogram(clock.getAsLong());
  }

  String plugin() {
    return plugin;
  }

  GuardSettings settings() {
    return settings;
  }

  CallerCpu cpu() {
    return cpu;
  }

  /** Lets a call in, or null if the breaker does not. */
  @Nullable Call begin(String method, boolean bounded) {
    long now = clock.getAsLong();
    Breaker.Permit permit = breaker.admit(now);
    if (permit == Breaker.Permit.REFUSED) {
      refused.increment();
      return null;
    }
    Call call = new Call(this, method, bounded, permit, now);
    inFlight.add(call);
    return call;
  }

  /** Lets a call in that is made by a user of the service who comes or goes. */
  Call beginSetUp(String method) {
    Call call = new Call(this, method, true, Breaker.Permit.SET_UP, clock.getAsLong());
    inFlight.add(call);
    return call;
  }

  void succeeded(Call call) {
    if (call.judge() && !call.isSetUp()) {
      long now = clock.getAsLong();
      count(call, now);
      if (breaker.succeeded(call.permit(), now)) {
        recovery.recovered();
      }
    }
  }

  void failed(Call call, String failure) {
    if (call.judge()) {
      long now = clock.getAsLong();
      count(call, now);
      errors.increment();
      String what = call.method() + ": " + failure;
      Duration open = settings.open().multipliedBy(1L << Math.min(20, recovery.restarts()));
      recovery.after(breaker.failed(call.permit(), what, open, now), what);
    }
  }

  void undecided(Call call) {
    if (call.judge() && !call.isSetUp()) {
      count(call, clock.getAsLong());
      breaker.undecided(call.permit());
    }
  }

  private void count(Call call, long now) {
    calls.increment();
    long nanos = call.ageNanos(now);
    totalNanos.add(nanos);
    if (call.isBounded()) {
      latency.record(nanos, now);
    }
  }

  void ended(Call call) {
    inFlight.remove(call);
  }

  /** Calls that have been going on for longer than the bound count as failed from now on. */
  void judgeHanging() {
    long now = clock.getAsLong();
    for (Call call : inFlight) {
      if (call.isBounded() && call.ageNanos(now) >= settings.hang().toNanos()) {
        call.failed("has not ended after " + settings.hang().toMillis() + " ms");
      }
    }
  }

  /** The call that has been going on the longest, streams aside. */
  Optional<Call> oldest() {
    long now = clock.getAsLong();
    return inFlight.stream()
        .filter(Call::isBounded)
        .max(Comparator.comparingLong(call -> call.ageNanos(now)));
  }

  long oldestNanos() {
    long now = clock.getAsLong();
    return oldest().map(call -> call.ageNanos(now)).orElse(0L);
  }

  long ageNanos(Call call) {
    return call.ageNanos(clock.getAsLong());
  }

  Breaker breaker() {
    return breaker;
  }

  Recovery recovery() {
    return recovery;
  }

  long calls() {
    return calls.sum();
  }

  long errors() {
    return errors.sum();
  }

  long refused() {
    return refused.sum();
  }

  long totalNanos() {
    return totalNanos.sum();
  }

  int inFlight() {
    return inFlight.size();
  }

  long percentileNanos(double share) {
    return latency.percentileNanos(share, clock.getAsLong());
  }

  /** The figures, with those of the plugin's own threads. */
  PluginStatistics statistics(PluginThreads.Figures threads) {
    return new PluginStatistics(
        calls(),
        errors(),
        inFlight(),
        TimeUnit.NANOSECONDS.toMicros(percentileNanos(0.5)),
        TimeUnit.NANOSECONDS.toMicros(percentileNanos(0.99)),
        threads.count(),
        TimeUnit.NANOSECONDS.toMicros(threads.cpuNanos() + cpu.nanos()),
        breaker.state(),
        recovery.restarts());
  }
}
