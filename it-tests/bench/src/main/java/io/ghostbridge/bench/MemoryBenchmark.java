package io.ghostbridge.bench;

import io.ghostbridge.bench.client.QuicConnections;
import io.ghostbridge.bench.process.ServerProcess.Used;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;

/**
 * What ten thousand open connections take of the node's memory, in clear text, over TLS and over
 * QUIC. Every run has a new process, so that its peak of memory is of that run. The load of HTTP/2
 * is h2load; that of QUIC is the project's Java client, since Debian's h2load has no HTTP/3.
 */
final class MemoryBenchmark implements Benchmark {
  private static final String CLEAR = OpenConnections.COUNT + " http2";
  private static final String TLS = OpenConnections.COUNT + " http2+tls";
  private static final String QUIC = OpenConnections.COUNT + " http3";

  /** The Java client cannot make as many calls as h2load beside the node. */
  private static final int QUIC_CALL_SECONDS = 5;

  private static final int KILO = 1024;
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
        if (settings.takes(CLEAR)) {
          measure(settings, report, run, CLEAR, node, call, directory, OpenConnections.CLEAR_OPENS);
        }
      }
      if (settings.takes(TLS)) {
        try (GhostBridge node =
            GhostBridge.startWith(encrypted, settings.root(), directory, _ -> true)) {
          node.awaitAccepts();
          measure(
              settings,
              report,
              run,
              TLS,
              node,
              call.overTls(),
              directory,
              OpenConnections.TLS_OPENS);
        }
      }
      if (settings.takes(QUIC)) {
        try (GhostBridge node =
            GhostBridge.startWith(encrypted, settings.root(), directory, _ -> true)) {
          node.awaitAccepts();
          quic(settings, report, run, node);
        }
      }
    }
    for (String name : new String[] {CLEAR, TLS, QUIC}) {
      if (!settings.takes(name)) {
        continue;
      }
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

  private static void quic(Settings settings, Report report, int run, GhostBridge node)
      throws BenchmarkException, IOException, InterruptedException {
    double before = node.process().peakResidentMegabytes();
    Used<QuicConnections.Result> used;
    try (QuicConnections load =
        new QuicConnections(node.port(), node.certificate(), QUIC_CALL_SECONDS)) {
      used = node.process().during(() -> load.run(OpenConnections.COUNT, 2 * settings.seconds()));
    }
    QuicConnections.Result result = used.result();
    if (result.calls() == 0) {
      throw new BenchmarkException("no call was answered over QUIC: " + result);
    }
    double peak = node.process().peakResidentMegabytes();
    double each = (peak - before) * KILO / OpenConnections.COUNT;
    report.run(QUIC, Report.OURS, Metric.RESIDENT_MEGABYTES, peak);
    report.run(QUIC, Report.OURS, Metric.KILOBYTES_PER_CONNECTION, each);
    report.run(QUIC, Report.OURS, Metric.UNEXPECTED_ERRORS, (double) result.errors());
    report.run(QUIC, Report.OURS, Metric.LATENCY_P99_MICROSECONDS, (double) result.p99Micros());
    report.others(used.usage().othersPercent());
    Progress.say(
        "%s run %d: %.0f MB, %.1f KB a connection, %d open, %d calls, %d errors%s%s",
        QUIC,
        run,
        peak,
        each,
        result.open(),
        result.calls(),
        result.errors(),
        result.firstFailure() == null ? "" : " (" + result.firstFailure() + ")",
        Progress.others(used.usage()));
  }
}
