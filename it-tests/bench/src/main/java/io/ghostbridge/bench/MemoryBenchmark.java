package io.ghostbridge.bench;

import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What ten thousand open connections take of the node's memory, in clear text and over TLS. Every
 * run has a new process, so that its peak of memory is of that run.
 */
final class MemoryBenchmark implements Benchmark {
  private static final String CLEAR = OpenConnections.COUNT + " http2";
  private static final String TLS = OpenConnections.COUNT + " http2+tls";
  private static final double MOST_MEGABYTES = 512;

  @Override
  public String name() {
    return "memory";
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Report report = new Report(name());
    Path encrypted = GhostBridge.copyConfiguration(settings.root(), directory);
    Path transport = encrypted.resolve("io.ghostbridge.transport.http2.cfg");
    Files.writeString(transport, Files.readString(transport).replace("tls = off", "tls = on"));
    for (int run = 1; run <= settings.runs(); run++) {
      ResolveCall call;
      try (GhostBridge node = GhostBridge.start(settings.root(), directory)) {
        if (run == 1) {
          node.register(1);
        }
        call = ResolveCall.answeredBy(node.port(), directory);
        measure(settings, report, run, CLEAR, node, call, directory, OpenConnections.CLEAR_OPENS);
      }
      try (GhostBridge node =
          GhostBridge.startWith(encrypted, settings.root(), directory, _ -> true)) {
        node.awaitAccepts();
        measure(
            settings, report, run, TLS, node, call.overTls(), directory, OpenConnections.TLS_OPENS);
      }
    }
    for (String name : new String[] {CLEAR, TLS}) {
      report.goal(name, Metric.RESIDENT_MEGABYTES, MOST_MEGABYTES);
      report.goal(name, Metric.UNEXPECTED_ERRORS, 0);
    }
    return report;
  }

  private static void measure(
      Settings settings,
      Report report,
      int run,
      String name,
      GhostBridge node,
      ResolveCall call,
      Path directory,
      int opens)
      throws BenchmarkException, IOException, InterruptedException {
    OpenConnections open = OpenConnections.to(node, call, settings, directory, opens);
    report.run(name, Report.OURS, Metric.RESIDENT_MEGABYTES, open.peakMegabytes());
    report.run(name, Report.OURS, Metric.KILOBYTES_PER_CONNECTION, open.connectionKilobytes());
    report.run(name, Report.OURS, Metric.UNEXPECTED_ERRORS, (double) open.result().errors());
    report.run(name, Report.OURS, Metric.LATENCY_P99_MICROSECONDS, open.calls().percentile(99));
    report.others(open.usage().othersPercent());
    Progress.say(
        "%s run %d: %.0f MB, %.1f KB a connection, %d errors%s",
        name,
        run,
        open.peakMegabytes(),
        open.connectionKilobytes(),
        open.result().errors(),
        Progress.others(open.usage()));
  }
}
