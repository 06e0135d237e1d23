package io.ghostbridge.bench;

import io.ghostbridge.bench.load.H2loadLog;
import io.ghostbridge.bench.load.H2loadResult;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.bench.subject.GrpcJava;
import io.ghostbridge.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Path;

/**
 * Ten thousand open gRPC connections, each with a call a second. Every run has a new process, so
 * that its peak of memory is of that run.
 */
final class ConnectionsBenchmark implements Benchmark {
  private static final String CASE = OpenConnections.COUNT + "x1";

  @Override
  public String name() {
    return "connections";
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Report report = new Report(name());
    ResolveCall call = ResolveCall.answeredLikeOurs(directory);
    for (int run = 1; run <= settings.runs(); run++) {
      if (settings.measures(GhostBridge.NAME)) {
        try (GhostBridge ours = GhostBridge.start(settings.root(), directory)) {
          if (run == 1) {
            ours.register(1);
          }
          call = ResolveCall.answeredBy(ours.port(), directory);
          measure(settings, report, run, ours, call, directory);
        }
      }
      if (settings.measures(GrpcJava.NAME)) {
        try (GrpcJava peer = GrpcJava.start(settings.root(), directory, call.response())) {
          call.check(peer.port());
          measure(settings, report, run, peer, call, directory);
        }
      }
    }
    report.goal(CASE, Metric.RESIDENT_MEGABYTES, 512);
    report.goal(CASE, Metric.UNEXPECTED_ERRORS, 0);
    report.goal(CASE, Metric.LATENCY_P99_MICROSECONDS, 50_000);
    return report;
  }

  private static void measure(
      Settings settings, Report report, int run, Subject subject, ResolveCall call, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    OpenConnections open =
        OpenConnections.to(subject, call, settings, directory, OpenConnections.CLEAR_OPENS);
    H2loadResult result = open.result();
    H2loadLog calls = open.calls();
    double megabytes = open.peakMegabytes();
    report.run(CASE, subject.name(), Metric.RESIDENT_MEGABYTES, megabytes);
    report.run(CASE, subject.name(), Metric.UNEXPECTED_ERRORS, (double) result.errors());
    report.run(CASE, subject.name(), Metric.LATENCY_P50_MICROSECONDS, calls.percentile(50));
    report.run(CASE, subject.name(), Metric.LATENCY_P99_MICROSECONDS, calls.percentile(99));
    report.others(open.usage().othersPercent());
    Progress.say(
        "%s run %d: %s %.0f MB, %d errors, p99 %,.0f us%s",
        CASE,
        run,
        subject.name(),
        megabytes,
        result.errors(),
        calls.percentile(99),
        Progress.others(open.usage()));
  }
}
