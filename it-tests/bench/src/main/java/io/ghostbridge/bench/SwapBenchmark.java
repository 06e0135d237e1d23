package io.ghostbridge.bench;

import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.bench.swap.SwapRun;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;

/**
 * A plugin is updated, and removed and installed again, while clients call it without pause; one
 * long run. Beside it another plugin is called, which must not notice.
 */
final class SwapBenchmark implements Benchmark {
  private static final double RATIO_WITHIN_NOISE = 1.25;
  private static final double FLAT_PERCENT = 10;

  @Override
  public String name() {
    return "swap";
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Report report = new Report(name());
    Path configuration = GhostBridge.copyConfiguration(settings.root(), directory);
    try (SwapRun run = SwapRun.prepare(settings, directory, configuration, report)) {
      run.measure();
    }
    report.goal(SwapRun.NO_RETRY, Metric.UNEXPECTED_ERRORS, 0);
    report.goal(SwapRun.NO_RETRY, Metric.TRUNCATED_STREAMS, 0);
    report.goal(SwapRun.RETRY, Metric.UNEXPECTED_ERRORS, 0);
    report.goal(SwapRun.RETRY, Metric.TRUNCATED_STREAMS, 0);
    for (String other : List.of(SwapRun.OTHER, SwapRun.OTHER_PACED)) {
      report.goal(other, Metric.UNEXPECTED_ERRORS, 0);
      report.goal(other, Metric.LATENCY_P99_RATIO, RATIO_WITHIN_NOISE);
    }
    report.goal(SwapRun.UPDATE, Metric.SWAP_MILLISECONDS, 100);
    report.goal(SwapRun.REINSTALL, Metric.SWAP_MILLISECONDS, 100);
    report.goal(SwapRun.NODE, Metric.LEAKED_CLASS_LOADERS, 0);
    report.goal(SwapRun.NODE, Metric.LEAKED_THREADS, 0);
    report.goal(SwapRun.NODE, Metric.LEAKED_FILES, 0);
    report.goal(SwapRun.NODE, Metric.RESIDENT_GROWTH_PERCENT, FLAT_PERCENT);
    return report;
  }
}
