package io.ghostbridge.bench;

import io.ghostbridge.bench.chain.BenchNames;
import io.ghostbridge.bench.client.ClosedLoop;
import io.ghostbridge.bench.process.ServerProcess.Used;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.client.GhostChannel;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.grpc.Channel;
import io.grpc.StatusRuntimeException;
import java.io.IOException;
import java.util.Arrays;
import java.util.Map;
import java.util.function.Supplier;

/**
 * Loads that channels are measured by.
 *
 * @param names how many of {@link BenchNames} the node has
 */
record ClientRun(Settings settings, Report report, int names) {
  /** Calls that are open at any time. */
  static final int ON_THE_WAY = 1000;

  private static final int CONNECTIONS = 200;
  private static final long MILLIS = 1000;
  private static final long WARM_UP_MILLIS = 1500;

  /** The client's compiler threads have what its calls leave of one core. */
  private static final int WARM_UP_PATIENCE = 6;

  private record Outcome(long calls, long nanos) {
    double rate() {
      return calls * 1e9 / nanos;
    }
  }

  /** Calls a second through each of {@code channels}, by their subjects, in turn. */
  void throughput(String caseName, GhostBridge node, Map<String, Channel> channels)
      throws BenchmarkException, IOException, InterruptedException {
    for (Map.Entry<String, Channel> each : channels.entrySet()) {
      WarmUp.untilStable(
          each.getKey(),
          WARM_UP_PATIENCE,
          () -> measure(node, each.getValue(), WARM_UP_MILLIS).result().rate());
    }
    for (int run = 1; run <= settings.runs(); run++) {
      for (Map.Entry<String, Channel> each : channels.entrySet()) {
        reported(
            caseName,
            run,
            each.getKey(),
            measure(node, each.getValue(), settings.seconds() * MILLIS));
      }
    }
  }

  private void reported(String caseName, int run, String subject, Used<Outcome> used) {
    report.run(caseName, subject, Metric.REQUESTS_PER_SECOND, used.result().rate());
    report.run(
        caseName,
        subject,
        Metric.CPU_MICROSECONDS_PER_REQUEST,
        (double) used.usage().cpuMicros() / used.result().calls());
    report.others(used.usage().othersPercent());
    Progress.say(
        "%s run %d: %s %,.0f/s, server %.0f %% of its core%s",
        caseName,
        run,
        subject,
        used.result().rate(),
        100.0 * used.usage().cpuMicros() / used.usage().wallMicros(),
        Progress.others(used.usage()));
  }

  private Used<Outcome> measure(GhostBridge node, Channel channel, long millis)
      throws BenchmarkException, IOException, InterruptedException {
    try (ClosedLoop load = new ClosedLoop(channel, names, ON_THE_WAY)) {
      Used<Outcome> used =
          node.process()
              .during(
                  () -> {
                    long answers = load.answers();
                    long began = System.nanoTime();
                    Thread.sleep(millis);
                    return new Outcome(load.answers() - answers, System.nanoTime() - began);
                  });
      if (load.failures() > 0) {
        throw new BenchmarkException(
            load.failures() + " calls failed, the first with " + load.firstFailure());
      }
      return used;
    }
  }

  /** A channel, its connection, its first call, and its end; the node sees the connection only. */
  void connections(String caseName, GhostBridge node, Supplier<GhostChannel> channels)
      throws BenchmarkException, IOException, InterruptedException {
    for (int run = 1; run <= settings.runs(); run++) {
      Used<long[]> used = node.process().during(() -> connect(channels));
      long[] nanos = used.result();
      Arrays.sort(nanos);
      report.run(
          caseName, Report.OURS, Metric.LATENCY_P50_MICROSECONDS, nanos[nanos.length / 2] / 1000.0);
      report.run(
          caseName,
          Report.OURS,
          Metric.LATENCY_P99_MICROSECONDS,
          nanos[nanos.length * 99 / 100] / 1000.0);
      report.run(
          caseName,
          Report.OURS,
          Metric.CPU_MICROSECONDS_PER_REQUEST,
          (double) used.usage().cpuMicros() / CONNECTIONS);
      report.others(used.usage().othersPercent());
    }
  }

  private static long[] connect(Supplier<GhostChannel> channels) throws BenchmarkException {
    long[] nanos = new long[CONNECTIONS];
    DomainQuery query = DomainQuery.newBuilder().setDomain(BenchNames.name(0)).build();
    for (int i = 0; i < CONNECTIONS; i++) {
      try (GhostChannel channel = channels.get()) {
        long began = System.nanoTime();
        if (GhostChainServiceGrpc.newBlockingStub(channel).resolveDomain(query).getRecordsCount()
            != 1) {
          throw new BenchmarkException("a wrong answer for " + query.getDomain());
        }
        nanos[i] = System.nanoTime() - began;
      } catch (StatusRuntimeException e) {
        throw new BenchmarkException("the first call ended with " + e.getStatus(), e);
      }
    }
    return nanos;
  }
}
