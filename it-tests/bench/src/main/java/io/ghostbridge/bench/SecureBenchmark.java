package io.ghostbridge.bench;

import io.ghostbridge.bench.chain.BenchNames;
import io.ghostbridge.bench.chain.ChainClient;
import io.ghostbridge.bench.process.ServerProcess.Used;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.secure.PlainRequests;
import io.ghostbridge.bench.secure.RawLoad;
import io.ghostbridge.bench.secure.RequestSource;
import io.ghostbridge.bench.secure.SecuredRequests;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.proto.chain.v1.DomainQuery;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * ResolveDomain as it is, with every request and answer authenticated, and with bodies encrypted
 * too: one node, one core, requests made beforehand. The load generator has one core as well; the
 * report says how busy it was.
 */
final class SecureBenchmark implements Benchmark {
  private static final String METHOD = "ghost.chain.v1.GhostChainService/ResolveDomain";

  /**
   * Many calls at a time on few connections, where a call costs the node least and what is added to
   * it shows most; and one at a time on many.
   */
  private enum Shape {
    TEN_BY_HUNDRED("", 10, 100),
    HUNDRED_BY_ONE(" 100x1", 100, 1);

    private final String suffix;
    private final int connections;
    private final int streams;

    Shape(String suffix, int connections, int streams) {
      this.suffix = suffix;
      this.connections = connections;
      this.streams = streams;
    }
  }

  private static final int MOST_CALLS = 700_000;
  private static final int FIRST_CALLS = 100;
  private static final int WARMING_CALLS = 100_000;
  private static final int SINGLE_CALLS = 20_000;

  private enum Kind {
    PLAIN("plain", 0),
    MAC("mac", 0.70),
    ENCRYPTED("encrypted", 0.55);

    private final String caseName;
    private final double goal;

    Kind(String caseName, double goal) {
      this.caseName = caseName;
      this.goal = goal;
    }
  }

  private static final double MOST_ADDED_MICROS = 50;

  /** Where the calls of a kind come from, and how many make a run. */
  private record Calls(Kind kind, RequestSource source, int count) {}

  @Override
  public String name() {
    return "secure";
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Report report = new Report(name());
    try (GhostBridge node = GhostBridge.start(settings.root(), directory)) {
      node.register(1);
      byte[] query = DomainQuery.newBuilder().setDomain(BenchNames.name(0)).build().toByteArray();
      int answerBytes;
      try (ChainClient client = new ChainClient(node.port())) {
        answerBytes = client.resolve(DomainQuery.parseFrom(query)).getSerializedSize();
      }
      List<Calls> all = new ArrayList<>();
      for (Kind kind : Kind.values()) {
        RequestSource source =
            kind == Kind.PLAIN
                ? new PlainRequests(query)
                : new SecuredRequests(node.port(), METHOD, query, kind == Kind.ENCRYPTED);
        all.add(new Calls(kind, source, SINGLE_CALLS));
        // A session is used at once: one without calls ends after some seconds.
        load(node, source, 1, 1, FIRST_CALLS, answerBytes);
      }
      for (Shape shape : Shape.values()) {
        measure(settings, report, node, all, shape, answerBytes);
      }
      for (int run = 1; run <= settings.runs(); run++) {
        latency(report, node, all, answerBytes);
      }
    }
    for (Kind kind : Kind.values()) {
      if (kind != Kind.PLAIN) {
        for (Shape shape : Shape.values()) {
          report.goal(kind.caseName + shape.suffix, Metric.RATIO_TO_PLAIN, kind.goal);
        }
        report.goal(kind.caseName, Metric.ADDED_P50_MICROSECONDS, MOST_ADDED_MICROS);
      }
    }
    return report;
  }

  private static void measure(
      Settings settings,
      Report report,
      GhostBridge node,
      List<Calls> all,
      Shape shape,
      int answerBytes)
      throws BenchmarkException, IOException, InterruptedException {
    List<Calls> planned = new ArrayList<>();
    for (Calls calls : all) {
      double rate =
          WarmUp.untilStable(
              calls.kind().caseName + shape.suffix,
              () ->
                  load(
                          node,
                          calls.source(),
                          shape.connections,
                          shape.streams,
                          WARMING_CALLS,
                          answerBytes)
                      .result()
                      .requestsPerSecond());
      planned.add(
          new Calls(
              calls.kind(), calls.source(), (int) Math.min(MOST_CALLS, rate * settings.seconds())));
    }
    for (int run = 1; run <= settings.runs(); run++) {
      throughput(report, run, node, planned, shape, answerBytes);
    }
  }

  private static Used<RawLoad.Result> load(
      GhostBridge node,
      RequestSource source,
      int connections,
      int streams,
      int calls,
      int answerBytes)
      throws BenchmarkException, IOException, InterruptedException {
    if (source instanceof SecuredRequests secured) {
      secured.make(calls);
    }
    return node.process()
        .during(
            () ->
                new RawLoad(node.port(), "/" + METHOD)
                    .run(source, connections, streams, calls, answerBytes));
  }

  private static void throughput(
      Report report, int run, GhostBridge node, List<Calls> all, Shape shape, int answerBytes)
      throws BenchmarkException, IOException, InterruptedException {
    double plain = 0;
    for (Calls calls : all) {
      Kind kind = calls.kind();
      Used<RawLoad.Result> used =
          load(node, calls.source(), shape.connections, shape.streams, calls.count(), answerBytes);
      String caseName = kind.caseName + shape.suffix;
      double rate = used.result().requestsPerSecond();
      report.run(caseName, Report.OURS, Metric.REQUESTS_PER_SECOND, rate);
      report.run(
          caseName,
          Report.OURS,
          Metric.CPU_MICROSECONDS_PER_REQUEST,
          (double) used.usage().cpuMicros() / used.result().calls());
      report.run(
          caseName,
          Report.OURS,
          Metric.GENERATOR_PERCENT_OF_CORE,
          used.result().generatorPercent());
      report.others(used.usage().othersPercent());
      if (kind == Kind.PLAIN) {
        plain = rate;
      } else {
        report.run(caseName, Report.OURS, Metric.RATIO_TO_PLAIN, rate / plain);
      }
      Progress.say(
          "%s run %d: %,.0f/s, server %.0f %% of its core, generator %.0f %% of the other%s",
          caseName,
          run,
          rate,
          100.0 * used.usage().cpuMicros() / used.usage().wallMicros(),
          used.result().generatorPercent(),
          Progress.others(used.usage()));
    }
  }

  /** One call at a time: what the channel adds to a call on a node that has nothing else to do. */
  private static void latency(Report report, GhostBridge node, List<Calls> all, int answerBytes)
      throws BenchmarkException, IOException, InterruptedException {
    double plain = 0;
    for (Calls calls : all) {
      Kind kind = calls.kind();
      double p50 = load(node, calls.source(), 1, 1, SINGLE_CALLS, answerBytes).result().p50Micros();
      report.run(kind.caseName, Report.OURS, Metric.LATENCY_P50_MICROSECONDS, p50);
      if (kind == Kind.PLAIN) {
        plain = p50;
      } else {
        report.run(kind.caseName, Report.OURS, Metric.ADDED_P50_MICROSECONDS, p50 - plain);
      }
    }
  }
}
