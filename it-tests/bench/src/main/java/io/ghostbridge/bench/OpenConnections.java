package io.ghostbridge.bench;

import io.ghostbridge.bench.load.H2loadLog;
import io.ghostbridge.bench.load.H2loadResult;
import io.ghostbridge.bench.process.ServerProcess.Used;
import io.ghostbridge.bench.process.Usage;
import io.ghostbridge.bench.subject.Subject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/**
 * Ten thousand open connections to a server, each with a call a second. Latencies count from when
 * all connections are open until the first of them has made its last call.
 *
 * @param peakMegabytes the most memory that the server's process held, ever
 * @param connectionKilobytes by how much that is more than before, by connections
 * @param calls the calls that count
 */
record OpenConnections(
    H2loadResult result,
    Usage usage,
    double peakMegabytes,
    double connectionKilobytes,
    H2loadLog calls) {
  static final int COUNT = 10_000;

  /** How many are opened a second in clear text. */
  static final int CLEAR_OPENS = 1_000;

  /** And over TLS: a core is done with some 500 handshakes a second, and has the calls besides. */
  static final int TLS_OPENS = 200;

  private static final int KILO = 1024;

  /**
   * Opens them, to a process that had no load yet, and verifies the answers.
   *
   * @param opens how many a second
   */
  static OpenConnections to(
      Subject subject, ResolveCall call, Settings settings, Path directory, int opens)
      throws BenchmarkException, IOException, InterruptedException {
    Path log = directory.resolve("connections-log");
    // h2load adds to a file that is there.
    Files.deleteIfExists(log);
    int rampSeconds = COUNT / opens;
    int callsEach = rampSeconds + 2 * settings.seconds();
    double before = subject.process().peakResidentMegabytes();
    Used<H2loadResult> used =
        subject
            .process()
            .during(
                () -> call.load().runOpenConnections(subject.port(), COUNT, callsEach, opens, log));
    if (used.result().errors() == 0) {
      call.verify(subject, used.result());
    }
    double peak = subject.process().peakResidentMegabytes();
    return new OpenConnections(
        used.result(),
        used.usage(),
        peak,
        (peak - before) * KILO / COUNT,
        H2loadLog.read(
            log, TimeUnit.SECONDS.toMicros(rampSeconds), TimeUnit.SECONDS.toMicros(callsEach - 1)));
  }
}
