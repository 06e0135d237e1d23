package io.ghostbridge.bench;

import io.ghostbridge.bench.report.Report;
import java.io.IOException;
import java.nio.file.Path;

/** A benchmark: starts its subjects, checks their answers, measures them, and stops them. */
public interface Benchmark {
  /** The name that it is run by. */
  String name();

  /**
   * Runs it.
   *
   * @param directory an empty directory for whatever the subjects write
   */
  Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException;
}
