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
  private static final int OPENS_PER_SECOND = 1_000;
  private static final int RAMP_SECONDS = COUNT / OPENS_PER_SECOND;
  private static final int KILO = 1024;

  /** Opens them, to a process that had no load yet, and verifies the answers. */
  static OpenConnections to(Subject subject, ResolveCall call, Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Path log = directory.resolve("connections-log");
    // h2load adds to a file that is there.
    Files.deleteIfExists(log);
    int callsEach = RAMP_SECONDS + 2 * settings.seconds();
    double before = subject.process().peakResidentMegabytes();
    Used<H2loadResult> used =
        subject
            .process()
            .during(
                () ->
                    call.load()
                        .runOpenConnections(
                            subject.port(), COUNT, callsEach, OPENS_PER_SECOND, log));
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
            log,
            TimeUnit.SECONDS.toMicros(RAMP_SECONDS),
            TimeUnit.SECONDS.toMicros(callsEach - 1)));
  }
}
