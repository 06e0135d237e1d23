package io.ghostbridge.bench;

import io.ghostbridge.bench.report.Report;
import java.nio.file.Path;

/** To come. */
final class DnsBenchmark implements Benchmark {
  @Override
  public String name() {
    return "dns";
  }

  @Override
  public Report run(Settings settings, Path directory) {
    return new Report(name());
  }
}
