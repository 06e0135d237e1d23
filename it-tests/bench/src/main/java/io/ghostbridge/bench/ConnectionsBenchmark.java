package io.ghostbridge.bench;

import io.ghostbridge.bench.load.H2loadLog;
import io.ghostbridge.bench.load.H2loadResult;
import io.ghostbridge.bench.process.ServerProcess.Used;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.bench.subject.GrpcJava;
import io.ghostbridge.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Ten thousand open gRPC connections, each with a call a second. Every run has a new process, so
 * that its peak of memory is of that run; latencies count from when all connections are open until
 * the first of them has made its last call.
 */
final class ConnectionsBenchmark implements Benchmark {
  private static final int CONNECTIONS = 10_000;
  private static final int OPENS_PER_SECOND = 1_000;
  private static final int RAMP_SECONDS = CONNECTIONS / OPENS_PER_SECOND;
  private static final String CASE = CONNECTIONS + "x1";

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
    Path log = directory.resolve("connections-log");
    // h2load adds to a file that is there.
    Files.deleteIfExists(log);
    int callsEach = RAMP_SECONDS + 2 * settings.seconds();
    Used<H2loadResult> used =
        subject
            .process()
            .during(
                () ->
                    call.load()
                        .runOpenConnections(
                            subject.port(), CONNECTIONS, callsEach, OPENS_PER_SECOND, log));
    H2loadResult result = used.result();
    if (result.errors() == 0) {
      call.verify(subject, result);
    }
    double megabytes = subject.process().peakResidentMegabytes();
    H2loadLog calls =
        H2loadLog.read(
            log, TimeUnit.SECONDS.toMicros(RAMP_SECONDS), TimeUnit.SECONDS.toMicros(callsEach - 1));
    report.run(CASE, subject.name(), Metric.RESIDENT_MEGABYTES, megabytes);
    report.run(CASE, subject.name(), Metric.UNEXPECTED_ERRORS, (double) result.errors());
    report.run(CASE, subject.name(), Metric.LATENCY_P50_MICROSECONDS, calls.percentile(50));
    report.run(CASE, subject.name(), Metric.LATENCY_P99_MICROSECONDS, calls.percentile(99));
    report.others(used.usage().othersPercent());
    Progress.say(
        "%s run %d: %s %.0f MB, %d errors, p99 %,.0f us%s",
        CASE,
        run,
        subject.name(),
        megabytes,
        result.errors(),
        calls.percentile(99),
        Progress.others(used.usage()));
  }
}
