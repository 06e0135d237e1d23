package io.ghostbridge.bench;

import io.ghostbridge.bench.report.Report;
import java.nio.file.Path;

/** Signed transfers, from gRPC to their commit. */
final class LedgerBenchmark implements Benchmark {
  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public Report run(Settings settings, Path directory) {
    return new Report(name());
  }
}
