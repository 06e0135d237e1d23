package io.ghostbridge.bench;

import io.ghostbridge.bench.chain.ChainClient;
import io.ghostbridge.bench.chain.Genesis;
import io.ghostbridge.bench.chain.Submitter;
import io.ghostbridge.bench.chain.Transfers;
import io.ghostbridge.bench.process.ServerProcess.Used;
import io.ghostbridge.bench.report.Metric;
import io.ghostbridge.bench.report.Report;
import io.ghostbridge.bench.subject.GhostBridge;
import io.ghostbridge.proto.ledger.v1.SignedTransaction;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Locale;

/**
 * Signed transfers from gRPC to their commit, and what a block costs: on a small chain, and on one
 * with a million accounts.
 */
final class LedgerBenchmark implements Benchmark {
  private static final List<Integer> SIZES = List.of(10_000, 1_000_000);

  private static final int LARGE = 1_000_000;

  /** Transfers a run, by the seconds that a run is to last. */
  private static final int TRANSFERS_PER_SECOND = 5_000;

  private static final int CALLS_IN_FLIGHT = 1_000;
  private static final int SINGLE_BLOCKS = 50;

  @Override
  public String name() {
    return "ledger";
  }

  @Override
  public Report run(Settings settings, Path directory)
      throws BenchmarkException, IOException, InterruptedException {
    Report report = new Report(name());
    for (int accounts : SIZES) {
      Path home = Files.createDirectory(directory.resolve("accounts-" + accounts));
      Path configuration = GhostBridge.copyConfiguration(settings.root(), home);
      Genesis.write(configuration.resolve(Genesis.FILE), accounts);
      if (accounts >= LARGE) {
        // The genesis is one block, which the shipped heap does not hold at this size.
        Files.writeString(
            configuration.resolve("jvm.options"), "\n-Xmx2g\n", StandardOpenOption.APPEND);
      }
      Progress.say("starting a chain with %,d accounts", accounts);
      try (GhostBridge ours = GhostBridge.startWith(configuration, settings.root(), home);
          ChainClient client = new ChainClient(ours.port())) {
        measure(settings, report, accounts, ours, client);
      }
    }
    return report;
  }

  private static void measure(
      Settings settings, Report report, int accounts, GhostBridge ours, ChainClient client)
      throws BenchmarkException, IOException, InterruptedException {
    Transfers transfers = new Transfers(accounts);
    int count = settings.seconds() * TRANSFERS_PER_SECOND;
    String size = String.format(Locale.ROOT, "%d accounts", accounts);
    Progress.say("%s: warming up", size);
    WarmUp.untilStable(
        GhostBridge.NAME, () -> submit(client, transfers.sign(client.info(), count)));
    for (int run = 1; run <= settings.runs(); run++) {
      many(report, "transfers, " + size, run, ours, client, transfers.sign(client.info(), count));
      single(report, "single transfers, " + size, run, ours, client, transfers);
    }
    transfers.check(client);
  }

  /** As many transfers at once as are in flight: blocks are full. */
  private static void many(
      Report report,
      String caseName,
      int run,
      GhostBridge ours,
      ChainClient client,
      List<SignedTransaction> signed)
      throws BenchmarkException, IOException, InterruptedException {
    long height = client.info().getHeight();
    Used<Double> used = ours.process().during(() -> submit(client, signed));
    double rate = used.result();
    long cpu = used.usage().cpuMicros();
    long blocks = client.info().getHeight() - height;
    report.run(caseName, GhostBridge.NAME, Metric.TRANSACTIONS_PER_SECOND, rate);
    report.run(
        caseName,
        GhostBridge.NAME,
        Metric.CPU_MICROSECONDS_PER_TRANSACTION,
        (double) cpu / signed.size());
    report.run(
        caseName, GhostBridge.NAME, Metric.CPU_MICROSECONDS_PER_BLOCK, (double) cpu / blocks);
    report.others(used.usage().othersPercent());
    Progress.say(
        "%s run %d: %,.0f/s in blocks of %d%s",
        caseName, run, rate, signed.size() / blocks, Progress.others(used.usage()));
  }

  /** One transfer after another, each in a block of its own. */
  private static void single(
      Report report,
      String caseName,
      int run,
      GhostBridge ours,
      ChainClient client,
      Transfers transfers)
      throws BenchmarkException, IOException, InterruptedException {
    List<SignedTransaction> signed = transfers.sign(client.info(), SINGLE_BLOCKS);
    Submitter submitter = new Submitter(client.stub(), 1);
    long height = client.info().getHeight();
    Used<Integer> used = ours.process().during(() -> submitter.submit(signed.iterator(), _ -> {}));
    double micros = (double) used.usage().wallMicros() / SINGLE_BLOCKS;
    long cpu = used.usage().cpuMicros();
    long blocks = client.info().getHeight() - height;
    report.run(caseName, GhostBridge.NAME, Metric.LATENCY_AVERAGE_MICROSECONDS, micros);
    report.run(
        caseName, GhostBridge.NAME, Metric.CPU_MICROSECONDS_PER_BLOCK, (double) cpu / blocks);
    report.others(used.usage().othersPercent());
    Progress.say(
        "%s run %d: %,.0f us to commit, %,.0f us of CPU a block",
        caseName, run, micros, (double) cpu / blocks);
  }

  private static double submit(ChainClient client, List<SignedTransaction> signed)
      throws BenchmarkException, InterruptedException {
    long start = System.nanoTime();
    int count = new Submitter(client.stub(), CALLS_IN_FLIGHT).submit(signed.iterator(), _ -> {});
    return count * 1e9 / (System.nanoTime() - start);
  }
}
