package io.ghostbridge.bench;

import io.ghostbridge.bench.report.Report;
import java.nio.file.Path;

/** To come. */
final class ConnectionsBenchmark implements Benchmark {
  @Override
  public String name() {
    return "connections";
  }

  @Override
  public Report run(Settings settings, Path directory) {
    return new Report(name());
  }
}
