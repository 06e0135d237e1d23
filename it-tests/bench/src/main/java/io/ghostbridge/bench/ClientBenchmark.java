package io.ghostbridge.bench;

import io.ghostbridge.bench.client.ClosedLoop;
import io.ghostbridge.bench.client.QuicCost;
import io.ghostbridge.bench.process.Loopback;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.bench.subject.GrpcJava;
import io.ghostbridge.client.ClientTls;
import io.ghostbridge.client.GhostChannel;
import io.ghostbridge.client.GhostChannelBuilder;
import io.ghostbridge.client.Http3Policy;
import io.grpc.Channel;
import io.grpc.ManagedChannel;
import io.grpc.netty.NettyChannelBuilder;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;

/**
 * The Java client: ResolveDomain through it with and without batching, in clear text beside
 * grpc-java's channel alone, over HTTP/2 with TLS, and over HTTP/3; what callers notice of a node
 * that restarts; what a connection costs; and how long its first answer takes where the node is not
 * near. The client has one core, the node the other.
 */
final class ClientBenchmark implements Benchmark {
  private static final int NAMES = 1000;
  private static final String ALONE = "one by one";
  private static final String RESOLVE = "resolve x" + ClientRun.ON_THE_WAY;
  private static final String RESTART = "restart";
  private static final String CONNECTION = "connection";
  private static final String TLS = " http2+tls";
  private static final String HTTP3 = " http3";
  private static final double BATCHING_GOAL = 4;

  /** Longer than any handshake takes: calls are to go by HTTP/3. */
  private static final Http3Policy PATIENT =
      new Http3Policy(0, Duration.ofSeconds(10), Duration.ofMinutes(1));

  @Override
  public String name() {
    return "client";
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Report report = new Report(name());
    ClientRun run = new ClientRun(settings, report, NAMES);
    GhostBridge node = GhostBridge.start(settings.root(), directory);
    try {
      node.register(NAMES);
      if (settings.takes(RESOLVE)) {
        clearText(run, node);
      }
      if (settings.takes(CONNECTION)) {
        GhostBridge clear = node;
        run.connections(CONNECTION, node, () -> to(clear).build());
      }
      for (int i = 1; i <= settings.runs() && settings.takes(RESTART); i++) {
        node = restart(settings, report, i, node, directory);
      }
    } finally {
      node.close();
    }
    encrypted(settings, run, report, directory);
    for (String how : new String[] {"", TLS, HTTP3}) {
      report.ratioGoal(RESOLVE + how, Metric.REQUESTS_PER_SECOND, ALONE, BATCHING_GOAL);
    }
    report.goal(RESTART, Metric.UNEXPECTED_ERRORS, 0);
    return report;
  }

  private static GhostChannelBuilder to(GhostBridge node) {
    return GhostChannel.to("127.0.0.1:" + node.port()).plaintext();
  }

  private static GhostChannelBuilder overTls(GhostBridge node) {
    return GhostChannel.to("localhost:" + node.port()).tls(ClientTls.trusting(node.certificate()));
  }

  private static void clearText(ClientRun run, GhostBridge node)
      throws BenchmarkException, IOException, InterruptedException {
    ManagedChannel plain =
        NettyChannelBuilder.forAddress(Loopback.at(node.port())).usePlaintext().build();
    try (GhostChannel batching = to(node).build();
        GhostChannel alone = to(node).withoutBatching().build()) {
      Map<String, Channel> channels = new LinkedHashMap<>();
      channels.put(Report.OURS, batching);
      channels.put(ALONE, alone);
      channels.put(GrpcJava.NAME, plain);
      run.throughput(RESOLVE, node, channels);
    } finally {
      plain.shutdownNow();
    }
  }

  /** On the same names, which the node has kept. */
  private static void encrypted(Settings settings, ClientRun run, Report report, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Path configuration = GhostBridge.copyConfiguration(settings.root(), directory);
    Path transport = configuration.resolve("io.ghostbridge.transport.http2.cfg");
    Files.writeString(transport, Files.readString(transport).replace("tls = off", "tls = on"));
    try (GhostBridge node =
        GhostBridge.startWith(configuration, settings.root(), directory, _ -> true)) {
      node.awaitAccepts();
      if (settings.takes(RESOLVE + TLS)) {
        try (GhostChannel batching = overTls(node).withoutHttp3().build();
            GhostChannel alone = overTls(node).withoutHttp3().withoutBatching().build()) {
          run.throughput(RESOLVE + TLS, node, both(batching, alone));
        }
      }
      if (settings.takes(RESOLVE + HTTP3)) {
        http3(run, node);
      }
      if (settings.takes(CONNECTION + TLS)) {
        run.connections(CONNECTION + TLS, node, () -> overTls(node).withoutHttp3().build());
      }
      if (settings.takes(CONNECTION + HTTP3)) {
        run.connections(CONNECTION + HTTP3, node, () -> overTls(node).http3(PATIENT).build());
        costs(settings, report, node);
      }
    }
    if (settings.takes(FirstAnswerRun.NAME)) {
      new FirstAnswerRun(settings, report).all(configuration, directory);
    }
  }

  private static Map<String, Channel> both(Channel batching, Channel alone) {
    Map<String, Channel> channels = new LinkedHashMap<>();
    channels.put(Report.OURS, batching);
    channels.put(ALONE, alone);
    return channels;
  }

  private static void http3(ClientRun run, GhostBridge node)
      throws BenchmarkException, IOException, InterruptedException {
    SimpleMeterRegistry ofBatching = new SimpleMeterRegistry();
    SimpleMeterRegistry ofAlone = new SimpleMeterRegistry();
    try (GhostChannel batching = overTls(node).http3(PATIENT).metrics(ofBatching).build();
        GhostChannel alone =
            overTls(node).http3(PATIENT).withoutBatching().metrics(ofAlone).build()) {
      run.throughput(RESOLVE + HTTP3, node, both(batching, alone));
      double others = byHttp2(ofBatching) + byHttp2(ofAlone);
      if (others > 0) {
        throw new BenchmarkException("%,.0f calls went by HTTP/2, expected none".formatted(others));
      }
    }
  }

  private static double byHttp2(SimpleMeterRegistry registry) {
    return registry.find("ghost.client.attempts").tag("transport", "http2").counters().stream()
        .mapToDouble(Counter::count)
        .sum();
  }

  /** A connection more to the same node, on the client's side. */
  private static void costs(Settings settings, Report report, GhostBridge node)
      throws BenchmarkException, IOException, InterruptedException {
    String caseName = "another " + CONNECTION + HTTP3;
    for (int i = 1; i <= settings.runs(); i++) {
      QuicCost cost = QuicCost.of(node.port(), node.certificate());
      report.run(caseName, Report.OURS, Metric.KILOBYTES_PER_CONNECTION, cost.kilobytes());
      report.run(caseName, Report.OURS, Metric.LATENCY_AVERAGE_MICROSECONDS, cost.micros());
      Progress.say(
          "%s run %d: %.1f KB of the client's memory, %.0f us",
          caseName, i, cost.kilobytes(), cost.micros());
    }
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
