package io.ghostbridge.bench;

import io.ghostbridge.bench.chain.BenchNames;
import io.ghostbridge.bench.client.ClosedLoop;
import io.ghostbridge.bench.process.Loopback;
import io.ghostbridge.bench.process.ServerProcess.Used;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.bench.subject.GrpcJava;
import io.ghostbridge.client.GhostChannel;
import io.ghostbridge.client.GhostChannelBuilder;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import io.ghostbridge.proto.chain.v1.GhostChainServiceGrpc;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.StatusRuntimeException;
import io.grpc.netty.NettyChannelBuilder;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;

/**
 * The Java client: ResolveDomain through it with and without batching, beside grpc-java's channel
 * alone; what callers notice of a node that restarts; and what a connection costs. The client has
 * one core, the node the other.
 */
final class ClientBenchmark implements Benchmark {
  private static final int NAMES = 1000;
  private static final int ON_THE_WAY = 1000;
  private static final String ALONE = "one by one";
  private static final String RESOLVE = "resolve x" + ON_THE_WAY;
  private static final String RESTART = "restart";
  private static final String CONNECTION = "connection";
  private static final int CONNECTIONS = 200;
  private static final long MILLIS = 1000;

  @Override
  public String name() {
    return "client";
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Report report = new Report(name());
    GhostBridge node = GhostBridge.start(settings.root(), directory);
    try {
      node.register(NAMES);
      throughput(settings, report, node);
      connections(settings, report, node);
      for (int run = 1; run <= settings.runs(); run++) {
        node = restart(settings, report, run, node, directory);
      }
    } finally {
      node.close();
    }
    report.ratioGoal(RESOLVE, Metric.REQUESTS_PER_SECOND, ALONE, 4);
    report.goal(RESTART, Metric.UNEXPECTED_ERRORS, 0);
    return report;
  }

  private static GhostChannelBuilder to(GhostBridge node) {
    return GhostChannel.to("127.0.0.1:" + node.port()).plaintext();
  }

  private static void throughput(Settings settings, Report report, GhostBridge node)
      throws BenchmarkException, IOException, InterruptedException {
    ManagedChannel plain =
        NettyChannelBuilder.forAddress(Loopback.at(node.port())).usePlaintext().build();
    try (GhostChannel batching = to(node).build();
        GhostChannel alone = to(node).withoutBatching().build()) {
      WarmUp.untilStable(ALONE, () -> measure(node, alone, 1500).result().rate());
      WarmUp.untilStable("batched", () -> measure(node, batching, 1500).result().rate());
      WarmUp.untilStable(GrpcJava.NAME, () -> measure(node, plain, 1500).result().rate());
      long millis = settings.seconds() * MILLIS;
      for (int run = 1; run <= settings.runs(); run++) {
        throughput(report, run, Report.OURS, measure(node, batching, millis));
        throughput(report, run, ALONE, measure(node, alone, millis));
        throughput(report, run, GrpcJava.NAME, measure(node, plain, millis));
      }
    } finally {
      plain.shutdownNow();
    }
  }

  private static void throughput(Report report, int run, String subject, Used<Outcome> used) {
    report.run(RESOLVE, subject, Metric.REQUESTS_PER_SECOND, used.result().rate());
    report.run(
        RESOLVE,
        subject,
        Metric.CPU_MICROSECONDS_PER_REQUEST,
        (double) used.usage().cpuMicros() / used.result().calls());
    report.others(used.usage().othersPercent());
    Progress.say(
        "%s run %d: %s %,.0f/s, server %.0f %% of its core%s",
        RESOLVE,
        run,
        subject,
        used.result().rate(),
        100.0 * used.usage().cpuMicros() / used.usage().wallMicros(),
        Progress.others(used.usage()));
  }

  private record Outcome(long calls, long nanos) {
    double rate() {
      return calls * 1e9 / nanos;
    }
  }

  private static Used<Outcome> measure(GhostBridge node, Channel channel, long millis)
      throws BenchmarkException, IOException, InterruptedException {
    try (ClosedLoop load = new ClosedLoop(channel, NAMES, ON_THE_WAY)) {
      Used<Outcome> used =
          node.process()
              .during(
                  () -> {
                    long answers = load.answers();
                    long began = System.nanoTime();
                    Thread.sleep(millis);
                    return new Outcome(load.answers() - answers, System.nanoTime() - began);
                  });
      requireNone(load);
      return used;
    }
  }

  private static void requireNone(ClosedLoop load) throws BenchmarkException {
    if (load.failures() > 0) {
      throw new BenchmarkException(
          load.failures() + " calls failed, the first with " + load.firstFailure());
    }
  }

  /** A channel, its connection, its first call, and its end; the node sees the connection only. */
  private static void connections(Settings settings, Report report, GhostBridge node)
      throws BenchmarkException, IOException, InterruptedException {
    for (int run = 1; run <= settings.runs(); run++) {
      Used<long[]> used = node.process().during(() -> connect(node));
      long[] nanos = used.result();
      Arrays.sort(nanos);
      report.run(
          CONNECTION,
          Report.OURS,
          Metric.LATENCY_P50_MICROSECONDS,
          nanos[nanos.length / 2] / 1000.0);
      report.run(
          CONNECTION,
          Report.OURS,
          Metric.LATENCY_P99_MICROSECONDS,
          nanos[nanos.length * 99 / 100] / 1000.0);
      report.run(
          CONNECTION,
          Report.OURS,
          Metric.CPU_MICROSECONDS_PER_REQUEST,
          (double) used.usage().cpuMicros() / CONNECTIONS);
    }
  }

  private static long[] connect(GhostBridge node) throws BenchmarkException {
    long[] nanos = new long[CONNECTIONS];
    DomainQuery query = DomainQuery.newBuilder().setDomain(BenchNames.name(0)).build();
    for (int i = 0; i < CONNECTIONS; i++) {
      try (GhostChannel channel = to(node).build()) {
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

  /** The node ends and comes back while calls are made; how long the longest of them took. */
  private static GhostBridge restart(
      Settings settings, Report report, int run, GhostBridge node, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    GhostBridge again;
    try (GhostChannel channel = to(node).build();
        ClosedLoop load = new ClosedLoop(channel, NAMES, 100)) {
      await(load, 10_000);
      long usual = load.takeLongestMicros();
      long began = System.nanoTime();
      again = node.again(settings.root(), directory);
      long outage = System.nanoTime() - began;
      try {
        await(load, 10_000);
      } catch (BenchmarkException e) {
        again.close();
        throw e;
      }
      long longest = load.takeLongestMicros();
      report.run(RESTART, Report.OURS, Metric.UNEXPECTED_ERRORS, (double) load.failures());
      report.run(RESTART, Report.OURS, Metric.LATENCY_MAX_MICROSECONDS, (double) longest);
      Progress.say(
          "%s run %d: %d errors, the node was ready after %d ms, the longest call took %d ms"
              + " (before: %d ms)",
          RESTART,
          run,
          load.failures(),
          TimeUnit.NANOSECONDS.toMillis(outage),
          longest / 1000,
          usual / 1000);
    }
    return again;
  }

  private static void await(ClosedLoop load, long more)
      throws BenchmarkException, InterruptedException {
    long wanted = load.answers() + more;
    long end = System.nanoTime() + TimeUnit.MINUTES.toNanos(1);
    while (load.answers() < wanted) {
      if (System.nanoTime() > end) {
        throw new BenchmarkException(
            "fewer than " + more + " answers in a minute; failures: " + load.failures());
      }
      Thread.sleep(5);
    }
  }
}
